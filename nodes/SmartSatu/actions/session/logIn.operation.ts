import { sessionOf } from '../../../shared/panel';
import { sessionOperation } from '../../../shared/session.operation';
import { ofItem, secretField, textField, TYPED_STAYS } from '../../../shared/textFields';
import { entered, filledIn } from '../../../shared/values';

const fields = [
	sessionOf(
		"Log in with the credential's username and password; n8n keeps the new session",
		'Log in with the username and password below; the session is kept nowhere',
	),
	...ofItem(
		textField({ displayName: 'Username', name: 'username', placeholder: 'e.g. supplier' }),
		secretField({ displayName: 'Password', name: 'password', description: TYPED_STAYS }),
		textField({
			displayName: 'Direction',
			name: 'direction',
			required: false,
			default: 'food',
			description: 'Identifier of the server, which Smart Satu tells you. Left out when it is empty.',
		}),
	),
];

/** Session → Log In. POST to the chosen login address (smart-satu.ru.txt, «Авторизация пользователя») */
export const logIn = sessionOperation('logIn', {
	fields,
	ofCredential: async ({ client }) => await client.logIn(),
	ofItem: async (context) =>
		await context.client.obtain({
			username: filledIn(context, 'username', 'Username'),
			password: filledIn(context, 'password', 'Password'),
			direction: entered(context, 'direction'),
		}),
});
