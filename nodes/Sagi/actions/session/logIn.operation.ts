import { branchesOf } from '../../../../providers/sagi';
import { sessionOf } from '../../../shared/panel';
import { sessionOperation } from '../../../shared/session.operation';
import { ofItem, SECRET_EXAMPLE, secretField, textField, TYPED_STAYS } from '../../../shared/textFields';
import { entered, filledIn } from '../../../shared/values';

const fields = [
	sessionOf(
		"Log in with the credential's login and password; n8n keeps the new session",
		'Log in with the login and password below; the session is kept nowhere',
	),
	...ofItem(
		textField({ displayName: 'Login', name: 'login', placeholder: 'e.g. business_user@example.com' }),
		secretField({ displayName: 'Password', name: 'password', placeholder: SECRET_EXAMPLE, description: TYPED_STAYS }),
		secretField({
			displayName: 'Licence Key',
			name: 'licenseKey',
			required: false,
			placeholder: 'e.g. {{ $vars.licence_key }}',
			hint: 'Only if Sagi gave one for this account',
		}),
	),
];

/** Session → Log In. POST /api/v1/auth/business (sagi.ru.txt, «Авторизация бизнес-пользователя») */
export const logIn = sessionOperation('logIn', {
	fields,
	ofCredential: async ({ client }) => await client.renew('logIn'),
	ofItem: async (context) => ({
		session: await context.client.createSession({
			login: filledIn(context, 'login', 'Login'),
			password: filledIn(context, 'password', 'Password'),
			licenseKey: entered(context, 'licenseKey'),
		}),
	}),
	output: ({ profile }) => ({ main_branch_id: branchesOf(profile)[0]?.id ?? null }),
});
