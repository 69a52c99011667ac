import type { NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { Session } from '../../session/session';
import { HOUR } from '../support/account';
import { failureOf as failureIn } from '../support/failure';
import { loggedIn, stage } from '../support/workers/oneWorker';

/** What an operation calls for one item. */

const OK = { method: 'GET', path: '/ok' } as const;
const MISSING = { method: 'GET', path: '/missing' } as const;

type Stage = ReturnType<typeof stage>;
const clientOf = ({ worker, execution }: Stage) => worker.client(execution());
const failureOf = async (action: Promise<unknown>) => await failureIn<NodeApiError & NodeOperationError>(action);
/** A session that an item brings. */
const broughtBy = ({ fingerprint = 'item', ...rest }: Partial<Session> = {}): Session =>
	({ accessToken: 'token-of-item', refreshToken: 'refresh-of-item', issuedAt: 0, fingerprint, ...rest }) as Session;

describe('the credential', () => {
	it('gives its account and its session without a request', async () => {
		const all = await loggedIn();
		const client = clientOf(all);
		expect(await all.done(client.account())).toMatchObject({ login: 'person', password: 'secret' });
		expect((await all.done(client.session()))?.accessToken).toBe('S1');
		expect(all.story()).toEqual([]);
		const none = stage();
		expect(await none.done(clientOf(none).session())).toBeUndefined();
	});

	it('gives a session that can be used', async () => {
		const all = stage();
		expect((await all.done(clientOf(all).currentSession())).accessToken).toBe('S1');
	});

	it.each(['logIn', 'refresh'] as const)('is renewed by name, once for all items: %s', async (what) => {
		const all = await loggedIn();
		await all.pass(HOUR / 2);
		const execution = all.execution();
		const clients = [1, 2, 3].map(() => all.worker.client(execution));
		const sessions = await all.done(Promise.all(clients.map(async (client) => await client.renew(what))));
		expect(sessions.map(({ accessToken }) => accessToken)).toEqual(['S2', 'S2', 'S2']);
		expect(all.story()).toEqual([what, 'stored S2']);
	});
});

describe('a request', () => {
	it('that was accepted is not failed by a read of the credential that others fail with meanwhile', async () => {
		const all = await loggedIn();
		const execution = all.execution();
		const [one, two] = [all.worker.client(execution), all.worker.client(execution)];
		const rejected = failureOf(one.request({ method: 'GET', path: '/forbidden' }));
		const accepted = all.clock.sleep(10).then(async () => await two.request(OK));
		void all.clock.sleep(100).then(() => all.takeAway(true));
		expect(await all.done(accepted)).toMatchObject({ status: 200 });
		expect((await rejected).message).toContain('Connection terminated');
		all.takeAway(false);
		expect(await all.done(two.request(OK))).toMatchObject({ status: 200 });
	});

	it('gives the answer', async () => {
		const all = await loggedIn();
		expect(await all.done(clientOf(all).request(OK))).toMatchObject({ status: 200, body: {} });
	});

	it('that is refused fails with status and item, or gives the answer where that is wanted', async () => {
		const all = await loggedIn();
		const failure = await failureOf(all.done(clientOf(all).request(MISSING)));
		expect(failure).toMatchObject({ httpCode: '404', message: 'Service refused the request (HTTP 404)' });
		expect(failure.context.itemIndex).toBe(0);
		expect(await all.done(clientOf(all).request(MISSING, true))).toMatchObject({ status: 404 });
	});

	it('whose session is rejected tells what was tried', async () => {
		const all = await loggedIn();
		const failure = await failureOf(all.done(clientOf(all).request({ method: 'GET', path: '/forbidden' })));
		expect(failure.description).toMatch(/^The session of "A" was rejected, also after its renewal at 00:00:0\d UTC/);
	});

	it('repeats nothing secret in its error', async () => {
		const all = await loggedIn();
		const body422 = { message: 'no for pass-1234, tell token-5678' };
		jest.spyOn(all.world.service, 'request').mockReturnValue({ status: 422, body: body422 });
		const body = { password: 'pass-1234', accessToken: 'token-5678', name: 'kept' };
		const failure = await failureOf(all.done(clientOf(all).request({ method: 'POST', path: '/ok', body })));
		expect(failure.message).toContain('no for •••, tell •••');
	});
});

describe('a request with a session of the item’s', () => {
	it('goes out with that, and renews nothing', async () => {
		const all = await loggedIn();
		const failure = await failureOf(all.done(clientOf(all).requestWithSession(broughtBy(), OK)));
		expect(all.story()).toEqual(['request token-of-item']);
		expect(failure.description).toMatch(/^Check the access token that the item brings/);
		expect(await all.done(clientOf(all).requestWithSession(broughtBy(), OK, true))).toMatchObject({ status: 401 });
	});

	it('that is the credential’s own is told of as such', async () => {
		const all = await loggedIn();
		const own = await all.done(clientOf(all).session());
		expect((await all.done(clientOf(all).requestWithSession(own, OK))).status).toBe(200);
		all.world.service.end(() => true);
		const failure = await failureOf(all.done(clientOf(all).requestWithSession(own, OK)));
		expect(failure.description).toMatch(/^The session of "A" was rejected/);
	});

	it('is told of as the item’s also where the credential has none', async () => {
		const all = stage();
		const failure = await failureOf(all.done(clientOf(all).requestWithSession(broughtBy(), OK)));
		expect(failure.description).toMatch(/^Check the access token that the item brings/);
	});

	it('or with none says so', async () => {
		const all = stage();
		const failure = await failureOf(all.done(clientOf(all).requestWithSession(undefined, OK)));
		expect(all.story()).toEqual(['request undefined']);
		expect(failure.description).toMatch(/^The request went out without a session/);
	});

	it.each(['token-of-item', 'refresh-of-item'])('keeps %s out of addresses', async (token) => {
		const all = await loggedIn();
		const request = { method: 'GET', path: `/ok?token=${token}` } as const;
		const failure = await failureOf(all.done(clientOf(all).requestWithSession(broughtBy(), request)));
		expect(failure.message).toBe('The address holds the access token');
		expect(all.story()).toEqual([]);
	});

	it('goes to the service alone, and only where the credential allows it', async () => {
		const all = await loggedIn();
		const elsewhere = { method: 'GET', path: 'https://elsewhere.test/ok' } as const;
		const failure = await failureOf(all.done(clientOf(all).requestWithSession(broughtBy(), elsewhere)));
		expect(failure.message).toContain('not an address of this Service');
		all.credential.write({ allowedHttpRequestDomains: 'domains', allowedDomains: 'other.test' }, 0);
		const other = await failureOf(all.done(clientOf(all).requestWithSession(broughtBy(), OK)));
		expect(other.message).toContain('does not allow requests to service.test');
		expect(all.story()).toEqual([]);
	});
});

describe('a session for another account', () => {
	it('is got with its fields, and kept nowhere', async () => {
		const all = await loggedIn();
		all.world.service.setPassword('other', 'word');
		const session = await all.done(clientOf(all).createSession({ login: 'other', password: 'word' }));
		expect(session.accessToken).toBe('S2');
		expect(all.world.service.issued.at(-1)?.login).toBe('other');
		expect(all.story()).toEqual(['logIn']);
		expect((await all.done(clientOf(all).session()))?.accessToken).toBe('S1');
	});

	it('is asked for once by the items that bring the same, whatever comes of it', async () => {
		const all = await loggedIn();
		all.world.service.setPassword('other', 'word');
		const execution = all.execution();
		const obtain = async (password: string) =>
			await all.worker
				.client(execution)
				.createSession({ login: 'other', password })
				.catch((error: Error) => error.message);
		const results = await all.done(Promise.all(['word', 'wrong', 'word', 'wrong'].map(obtain)));
		expect(results).toMatchObject([
			{ accessToken: 'S2' },
			expect.stringContaining('refused the log-in'),
			{ accessToken: 'S2' },
			expect.stringContaining('refused the log-in'),
		]);
		const twice = [broughtBy({ refreshToken: 'R2' }), broughtBy({ refreshToken: 'R2' })];
		const refreshed = await all.done(
			Promise.all(twice.map(async (previous) => await all.worker.client(execution).createSession({}, previous))),
		);
		expect(refreshed.map(({ accessToken }) => accessToken)).toEqual(['S3', 'S3']);
		expect(all.story()).toEqual(['logIn', 'logIn', 'refresh']);
		const others = ['R1', 'R3'].map((refreshToken) => broughtBy({ refreshToken }));
		await all.done(
			Promise.all(others.map(async (previous) => await all.worker.client(execution).createSession({}, previous))),
		);
		expect(all.story()).toEqual(['refresh', 'refresh']);
	});

	it('is not asked for at a host that the credential does not allow', async () => {
		const all = stage();
		all.credential.write({ allowedHttpRequestDomains: 'domains', allowedDomains: 'other.test' }, 0);
		const failure = await failureOf(all.done(clientOf(all).createSession({ login: 'other', password: 'word' })));
		expect(failure.message).toContain('does not allow requests to service.test');
		expect(all.story()).toEqual([]);
	});

	it('is refreshed, whoever’s it is', async () => {
		const all = await loggedIn();
		const session = await all.done(clientOf(all).createSession({}, broughtBy({ refreshToken: 'R1' })));
		expect(session.accessToken).toBe('S2');
		expect(all.story()).toEqual(['refresh']);
	});

	it('that is refused is told with its login, that of an item’s session without', async () => {
		const all = await loggedIn();
		const refused = await failureOf(all.done(clientOf(all).createSession({ login: 'somebody else' })));
		expect(refused.message).toContain('refused the log-in of som•••se');
		const used = await failureOf(all.done(clientOf(all).createSession({}, broughtBy())));
		expect(used.message).toContain('refused the refresh of the session that the item brings');
	});

	it('that can’t be refreshed needs a person', async () => {
		const all = await loggedIn();
		const failure = await failureOf(all.done(clientOf(all).createSession({}, broughtBy({ refreshToken: undefined }))));
		expect(failure.message).toContain('Service needs a person to log in again');
		expect(all.story()).toEqual([]);
	});
});

describe('a session that was got otherwise', () => {
	it('is kept, with the fields that changed, in place of the one before', async () => {
		const all = await loggedIn();
		const execution = all.execution();
		const client = all.worker.client(execution);
		expect(await all.done(client.saveToCredential(broughtBy(), { password: 'changed' }))).toEqual([]);
		expect(all.story()).toEqual(['stored token-of-item']);
		expect(all.credential.read().password).toBe('changed');
		expect((await all.done(client.session()))?.accessToken).toBe('token-of-item');
		// Nobody who has read the one before refreshes it.
		expect((await all.done(clientOf(all).session()))?.accessToken).toBe('token-of-item');
	});

	it('is kept where there was none', async () => {
		const all = stage();
		expect(await all.done(clientOf(all).saveToCredential(broughtBy()))).toEqual([]);
		expect((await all.done(clientOf(all).session()))?.accessToken).toBe('token-of-item');
	});

	it('or none after a log-out', async () => {
		const all = await loggedIn();
		expect(await all.done(clientOf(all).saveToCredential(undefined))).toEqual([]);
		expect(all.story()).toEqual(['stored undefined']);
		expect(await all.done(clientOf(all).session())).toBeUndefined();
	});

	/** n8n does not write over a field that holds an expression. */
	function keeping({ credential }: Stage, names: string[]): void {
		const write = credential.write.bind(credential);
		jest
			.spyOn(credential, 'write')
			.mockImplementation((changes, at) =>
				write(Object.fromEntries(Object.entries(changes).filter(([name]) => !names.includes(name))), at),
			);
	}

	it('is kept for the settings that n8n has left as they were, and says which', async () => {
		const all = await loggedIn();
		keeping(all, ['password']);
		expect(
			await all.done(clientOf(all).saveToCredential(broughtBy(), { login: 'other', password: 'changed' })),
		).toEqual(['password']);
		expect(all.story()).toEqual(['stored token-of-item', 'stored token-of-item']);
		expect(all.credential.read()).toMatchObject({ login: 'other', password: 'secret' });
		expect((await all.done(clientOf(all).session()))?.accessToken).toBe('token-of-item');
	});

	it('and can’t be kept fails, and names a field', async () => {
		const all = await loggedIn();
		keeping(all, ['password', 'session']);
		const failure = await failureOf(all.done(clientOf(all).saveToCredential(broughtBy(), { password: 'changed' })));
		expect(failure.message).toBe('n8n could not keep the session in "A"');
		expect(failure.context.parameter).toBe('password');
		const other = stage();
		keeping(other, ['session']);
		const unnamed = await failureOf(other.done(clientOf(other).saveToCredential(broughtBy())));
		expect(unnamed.context.parameter).toBe('');
	});
});
