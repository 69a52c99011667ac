import { plusofon } from '../../providers/plusofon';
import { HEADERS, run, usePlusofon, USER } from '../support/plusofon';
import { reading } from '../support/provider';

const pf = usePlusofon();

/** The document's examples of answers. */
const LOGGED_IN = {
	user: USER,
	token: 'hsU04sxXgtVXkLoHZEGk6gheXvDnD8ti',
	token_expire: 1665474011,
	refresh_token: 'OeDdqftOlXPSCPwNL4aUoxLoGSW6kgML',
	refresh_token_expire: 1665556811,
	success: true,
};
const REFRESHED = {
	token: 'B687X5Mct7qNyQ80fw5HlLfibftliFPn',
	token_expire: 1632746131,
	refresh_token: 'iK03RDicCW7NPulz35b7valCUEzU4BgU',
	refresh_token_expire: 1632828931,
};
const ended = { accessToken: 'old', issuedAt: 0, fingerprint: '', profile: {} };

describe('PF3 POST /api/v1/login', () => {
	const login = (body: object) => [{ method: 'POST', path: '/api/v1/login', headers: HEADERS, body }];

	test('sends email and password alone («или»), though the example has all four fields', async () => {
		await run(pf.byEmail(), 'session.logIn');
		expect(pf.sent('/api/v1/login')).toEqual(login({ email: 'user@mail.ru', password: 'password' }));
	});

	test('sends phone and PIN alone', async () => {
		await run(pf.byPhone({ phone: '+7 (999) 333-22-10', pin: '0042' }), 'session.logIn').catch(() => undefined);
		expect(pf.sent('/api/v1/login')).toEqual(login({ phone: '79993332210', pin: '0042' }));
	});

	test('reads the example: times are Unix seconds, the user is kept', () => {
		expect(reading(plusofon, LOGGED_IN).grant).toEqual({
			accessToken: 'hsU04sxXgtVXkLoHZEGk6gheXvDnD8ti',
			expiresAt: 1_665_474_011_000,
			refreshToken: 'OeDdqftOlXPSCPwNL4aUoxLoGSW6kgML',
			refreshExpiresAt: 1_665_556_811_000,
			profile: { user: USER },
		});
	});

	test('reads times that come as text', () => {
		const grant = reading(plusofon, { ...LOGGED_IN, token_expire: '1665474011', refresh_token_expire: null }).grant;
		expect(grant).toMatchObject({ expiresAt: 1_665_474_011_000, refreshExpiresAt: undefined });
	});

	test('gives the user and the times of the example, and its tokens only on request', async () => {
		pf.service().addFault({ match: { operation: 'logIn' }, body: LOGGED_IN });
		const [item] = await run(pf.byEmail(), 'session.logIn');
		// The example expired in 2022: an expiry that is not in the future can not be meant of a new session.
		expect(item).toMatchObject({ user: USER, expires_at: null });
		expect(JSON.stringify(item)).not.toContain(LOGGED_IN.token);
		const [open] = await run(pf.byEmail(), 'session.logIn', { returnTokens: true });
		expect(open).toMatchObject({ token: LOGGED_IN.token, refresh_token: LOGGED_IN.refresh_token });
	});

	test('a permanent API token is used as it is: no log-in, no refresh', async () => {
		const account = plusofon.account({ logInWith: 'apiToken', apiToken: ' Bearer abc ' });
		expect(plusofon.staticGrant?.(account)).toEqual({ accessToken: 'abc' });
		expect([plusofon.logIn(account), plusofon.refresh(account, ended)]).toEqual([undefined, undefined]);
		await run(pf.byToken(), 'account.getManager');
		expect(pf.service().counters()).toMatchObject({ requests: 1, served: 1, logIns: 0 });
	});
});

describe('PF7 POST /api/v1/refresh', () => {
	test("sends the refresh token as `token`, without a session's header", async () => {
		const credential = pf.byEmail();
		await run(credential, 'account.getManager');
		const token = credential.session?.refreshToken;
		await run(credential, 'session.refresh');
		expect(pf.sent('/api/v1/refresh')).toEqual([
			{ method: 'POST', path: '/api/v1/refresh', headers: HEADERS, body: { token } },
		]);
		expect(credential.session?.refreshToken).not.toBe(token);
	});

	test('sends the refresh token of the item', async () => {
		pf.service().addFault({ match: { operation: 'refresh' }, body: REFRESHED });
		const parameters = { accountFrom: 'item', refreshToken: 'cwECB6MhbtLHAz', returnTokens: true };
		const credential = pf.byEmail();
		const [item] = await run(credential, 'session.refresh', parameters);
		expect(pf.sent('/api/v1/refresh')).toMatchObject([{ body: { token: 'cwECB6MhbtLHAz' } }]);
		expect(item).toMatchObject({ token: REFRESHED.token, refresh_token: REFRESHED.refresh_token });
		expect(credential.session).toBeUndefined();
	});

	test('reads the example, which has no `success` and no user', () => {
		expect(plusofon.parseError({ status: 200, headers: {}, body: REFRESHED })).toBeUndefined();
		expect(reading(plusofon, REFRESHED).grant).toEqual({
			accessToken: 'B687X5Mct7qNyQ80fw5HlLfibftliFPn',
			expiresAt: 1_632_746_131_000,
			refreshToken: 'iK03RDicCW7NPulz35b7valCUEzU4BgU',
			refreshExpiresAt: 1_632_828_931_000,
		});
	});

	test('the user that the log-in told stays after a refresh', async () => {
		const credential = pf.byEmail();
		const [first] = await run(credential, 'session.logIn');
		const [second] = await run(credential, 'session.refresh');
		expect(second?.user).toEqual(first?.user);
	});
});

describe('PF10 POST /api/v1/logout', () => {
	async function loggedIn() {
		const credential = pf.byEmail();
		await run(credential, 'account.getManager');
		return { credential, session: credential.session as { accessToken: string; refreshToken: string } };
	}

	test.each([
		['accessToken', 'accessToken'],
		['refreshToken', 'refreshToken'],
	] as const)('ends the session by its %s, and n8n forgets it', async (tokenToEnd, field) => {
		const { credential, session } = await loggedIn();
		const [item] = await run(credential, 'session.logOut', { tokenToEnd });
		expect(item).toEqual({ success: true, was_logged_in: true });
		expect(pf.sent('/api/v1/logout')).toEqual([
			{
				method: 'POST',
				path: '/api/v1/logout',
				headers: { ...HEADERS, authorization: `Bearer ${session.accessToken}` },
				body: { token: session[field] },
			},
		]);
		expect(credential.session).toBeUndefined();
	});

	test('«Передан некорректный токен»: the example request and its error', async () => {
		const { credential, session } = await loggedIn();
		const parameters = { tokenToEnd: 'custom', customToken: 'EALnt6y9rKsUeW' };
		await expect(run(credential, 'session.logOut', parameters)).rejects.toThrow(
			'Plusofon refused the request: "Not logout user." (HTTP 400, field token)',
		);
		expect(pf.sent('/api/v1/logout')).toMatchObject([{ body: { token: 'EALnt6y9rKsUeW' } }]);
		expect(credential.session).toMatchObject(session);
	});

	test('ends the session of the item, and leaves that of the credential', async () => {
		const credential = pf.byEmail();
		const item = { accountFrom: 'item', logInWith: 'phonePin', phone: '79993332211', pin: '1234', returnTokens: true };
		const [other] = await run(credential, 'session.logIn', item);
		await run(credential, 'account.getManager');
		await run(credential, 'session.logOut', { accountFrom: 'item', accessToken: other?.token });
		expect(pf.sent('/api/v1/logout')).toMatchObject([
			{ headers: { authorization: `Bearer ${String(other?.token)}` }, body: { token: other?.token } },
		]);
		expect(credential.session).toBeDefined();
	});

	test('sends nothing where there is no session to end', async () => {
		const [item] = await run(pf.byEmail(), 'session.logOut');
		expect(item).toEqual({ success: true, was_logged_in: false });
		expect(pf.service().counters()).toMatchObject({ requests: 0 });
	});
});
