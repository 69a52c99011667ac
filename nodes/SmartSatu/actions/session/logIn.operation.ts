import { sessionOf } from '../../../shared/panel';
import { sessionOperation } from '../../../shared/session.operation';
import { ofItem, SECRET_EXAMPLE, secretField, textField, TYPED_STAYS } from '../../../shared/textFields';
import { entered, filledIn } from '../../../shared/values';

/** What a supplier's workflow needs of the answer's two dozen fields: who, for which company, and where requests go. */
const SIMPLE = ['id', 'username', 'role', 'company_id', 'url_api'];

const fields = [
	sessionOf(
		"Log in with the credential's username and password; n8n keeps the new session",
		'Log in with the username and password below; the session is kept nowhere',
	),
	...ofItem(
		textField({ displayName: 'Username', name: 'username', placeholder: 'e.g. supplier' }),
		secretField({ displayName: 'Password', name: 'password', placeholder: SECRET_EXAMPLE, description: TYPED_STAYS }),
		textField({
			displayName: 'Direction',
			name: 'direction',
			required: false,
			default: 'food',
			hint: 'Ask Smart Satu which one is yours',
			description: 'Identifier of the server. Left out when it is empty.',
		}),
	),
];

/** Session → Log In. POST to the chosen login address (smart-satu.ru.txt, «Авторизация пользователя») */
export const logIn = sessionOperation('logIn', {
	fields,
	simple: SIMPLE,
	ofCredential: async ({ client }) => await client.renew('logIn'),
	ofItem: async (context) => ({
		session: await context.client.createSession({
			username: filledIn(context, 'username', 'Username'),
			password: filledIn(context, 'password', 'Password'),
			direction: entered(context, 'direction'),
		}),
	}),
});
