import { loginSession } from '../../../providers/loginSession';

const account = loginSession.account({
	service: 'directus',
	baseUrl: 'https://directus.example.com',
	username: 'anna@example.com',
	password: 'secret',
});
/** As Directus 12.4.0 answers. */
const answered = (status: number, code: string) => ({
	status,
	headers: {},
	body: { errors: [{ message: 'Said by Directus.', extensions: { code } }] },
});

it.each([
	[403, 'INVALID_TOKEN', 'session'],
	[401, 'TOKEN_EXPIRED', 'session'],
	[403, 'FORBIDDEN', 'refused'],
])('HTTP %i %s: %s', (status, code, kind) => {
	expect(loginSession.parseError(answered(status, code), account)).toMatchObject({ kind });
});
