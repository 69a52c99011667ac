import { LoginSessionApi } from '../../../credentials/LoginSessionApi.credentials';
import { accountOf } from '../../../providers/loginSession/account';
import { loginSession } from '../../../providers/loginSession';
import { lackingIn } from '../../../providers/loginSession/testWarning';
import { accountFingerprint } from '../../../http/credentialSnapshot';
import { sessionWith } from '../../support/provider';

const FIELDS = {
	...{ baseUrl: 'https://a.example', username: 'ann', password: 'p', logInUrl: '/in', service: 'custom' },
	...{ expiryFrom: 'path', expiryPath: 'data.ends', keep: '{"csrf": "csrf"}' },
	...{ renewWith: 'refresh', refreshUrl: '/r', refreshData: '{"t": "{refreshToken}"}' },
};
const whole = { expiry_found_at: 'body data.ends', kept_csrf: 'c' };
const of = accountOf(FIELDS);
const session = (profile: Record<string, unknown>, refreshToken?: string) =>
	sessionWith('abc', { profile, refreshToken });

it.each([
	[session(whole, 'r'), undefined],
	[session({ ...whole, expiry_found_at: null }, 'r'), 'Expiry Path (data.ends), or nothing that "Expiry Unit" fits'],
	[session({ expiry_found_at: 'x' }, 'r'), 'Keep (csrf)'],
	[session(whole), 'Refresh Path'],
	[undefined, undefined],
])('%j lacks %j', (given, lacking) => expect(lackingIn(of, given)).toBe(lacking));

it('nothing lacks that nobody asks for', () => {
	const plain = accountOf({ ...FIELDS, expiryFrom: 'found', keep: '', renewWith: 'logIn' });
	expect(lackingIn(plain, session({ expiry_found_at: null }))).toBeUndefined();
});

it('the test of a credential fails with it, and no other request does', async () => {
	const kept = {
		...session({ ...whole, expiry_found_at: null }, 'r'),
		fingerprint: accountFingerprint(loginSession, of),
	};
	const credential = new LoginSessionApi();
	const httpRequest = jest.fn();
	const send = async (url: string) => {
		const fields = { ...FIELDS, session: JSON.stringify(kept) };
		await credential.preAuthentication.call({ helpers: { httpRequest } } as never, fields);
		return await credential.authenticate(fields, { url });
	};
	const message =
		'The log-in works, but its answer has nothing for Expiry Path (data.ends), or nothing that "Expiry Unit" fits. Correct';
	await expect(send(credential.test.request.url!)).rejects.toMatchObject({ message: expect.stringContaining(message) });
	expect(httpRequest).not.toHaveBeenCalled();
	await expect(send('https://a.example/x')).resolves.toMatchObject({ headers: { Authorization: 'Bearer abc' } });
});
