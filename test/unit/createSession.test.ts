import { LoggerProxy, type IHttpRequestHelper } from 'n8n-workflow';

import { loginSession } from '../../providers/loginSession';
import { sagi } from '../../providers/sagi';
import { InputError, type Provider } from '../../providers/types';
import type { SessionError } from '../../session/errors';
import { sessionFrom, type Session } from '../../session/session';
import { clockLeadMs, createSession, type Attempt } from '../../http/createSession';
import { CERTIFICATE_ADVICE } from '../../http/noAnswer';
import { testEngine } from '../support/engine';
import { pass, useStoppedClock } from '../support/stoppedClock';

useStoppedClock();

const baseUrl = 'https://sagi.example';
const account = sagi.account({
	environment: 'custom',
	baseUrl,
	login: 'bob@b.kz',
	password: 'p4ssw0rd',
	licenceKey: 'key',
});
const engine = testEngine();
let attempts = 0;

/** A log-in that is answered so; what it gives or throws, and the lines in n8n's log. */
async function logIn(
	answer: object | Error,
	rest: Partial<Attempt<typeof account>> = {},
	provider: Partial<Provider<typeof account>> = {},
	next: () => object | undefined = () => undefined,
) {
	const lines: unknown[] = [];
	for (const level of ['info', 'warn'] as const)
		jest.spyOn(LoggerProxy, level).mockImplementation((line, fields) => void lines.push([level, line, fields]));
	const httpRequest = jest.fn<Promise<object>, [options?: unknown]>(async () => {
		pass(7);
		if (answer instanceof Error) throw answer;
		const { body, ...head } = { statusCode: 200, headers: {}, body: undefined as unknown, ...(next() ?? answer) };
		return { ...head, body: typeof body === 'string' ? body : JSON.stringify(body) };
	});
	const attempt: Attempt<typeof account> = {
		http: { httpRequest } as unknown as IHttpRequestHelper['helpers'],
		provider: { ...sagi, ...provider },
		engine,
		account,
		fields: {},
		fingerprint: `f${++attempts}`,
		operation: 'log-in',
		request: sagi.logIn(account, undefined)!,
		...rest,
	};
	const outcome = await createSession(attempt).then(
		(session) => ({ session, error: undefined }),
		(error: SessionError) => ({ session: undefined, error }),
	);
	return { ...outcome, lines, httpRequest, attempt };
}

const granted = { body: { access_token: 'token', expire: Math.floor(Date.UTC(2026, 1, 1) / 1000) } };

describe('a log-in that is granted', () => {
	it('gives the session, and a line of the account in n8n’s log', async () => {
		const { session, lines, httpRequest } = await logIn(granted);
		expect(session).toMatchObject({ accessToken: 'token', issuedAt: Date.now() });
		const sent = { method: 'POST', url: `${baseUrl}/api/v1/auth/business`, disableFollowRedirect: true };
		expect(httpRequest.mock.calls).toEqual([[expect.objectContaining(sent)]]);
		const fields = {
			provider: 'Sagi',
			operation: 'log-in',
			account: 'b•••@b.kz',
			outcome: 'granted',
			status: 200,
			durationMs: 7,
			expiresAt: new Date(session!.expiresAt!).toISOString(),
		};
		expect(lines).toEqual([['info', 'Keyring: Sagi log-in of b•••@b.kz granted', fields]]);
	});

	it('keeps of the session before what the answer is silent about', async () => {
		const previous = sessionFrom({ accessToken: 'old', refreshToken: 'kept' }, undefined, 'f', Date.now(), 0);
		const { session } = await logIn(granted, { previous, operation: 'refresh' });
		expect(session).toMatchObject({ accessToken: 'token', refreshToken: 'kept' });
	});
});

describe('a log-in that is not granted', () => {
	it('is refused with the words of the answer, without secrets', async () => {
		const { error, lines } = await logIn(
			{ statusCode: 401, body: { message: 'wrong p4ssw0rd' } },
			{ hasCooldown: true },
		);
		expect(error).toMatchObject({ kind: 'refused', answered: 401 });
		expect(error!.message).toBe('Sagi refused the log-in of b•••@b.kz: "wrong •••" (HTTP 401)');
		expect(error!.description).toBe(
			`${sagi.logInAdvice} It is not tried again for 30 seconds, so that the account is not locked.`,
		);
		expect(lines).toEqual([
			['warn', 'Keyring: Sagi log-in of b•••@b.kz refused', expect.objectContaining({ status: 401 })],
		]);
	});

	it('is not said to be held where it is not', async () => {
		const { error } = await logIn({ statusCode: 401 });
		expect(error!.description).toBe(sagi.logInAdvice);
	});

	it.each([404, 405])(
		'names the address before anything about passwords where nothing is there: %i',
		async (statusCode) => {
			const { error } = await logIn({ statusCode, body: '<h1>Not Found</h1>' });
			expect(error!.description).toBe(
				`${baseUrl} seems to have no log-in: correct the address in the credential, or else what it logs in with.`,
			);
		},
	);

	it('does not send to the credential for what an item brings', async () => {
		const previous = sessionFrom({ accessToken: 'of-the-item', refreshToken: 'kept' }, undefined, 'f', 0, 0);
		const refresh = await logIn({ statusCode: 401 }, { previous, operation: 'refresh', isOfItem: true });
		expect(refresh.error).toMatchObject({
			message: 'Sagi refused the refresh of the session that the item brings (HTTP 401)',
			description: 'Check the token that the item brings.',
		});
		const own = await logIn({ statusCode: 401 }, { isOfItem: true });
		expect(own.error!.description).toBe('Check the account that this node enters, such as login and password.');
		const phone = await logIn({ statusCode: 401 }, { isOfItem: true }, { logInAdvice: 'Run Send Code.' });
		expect(phone.error!.description).toBe('Run Send Code.');
	});

	it('names no token of the session that was to be refreshed', async () => {
		const previous = {
			...sessionFrom({ accessToken: 'old-access', refreshToken: 'old-refresh' }, undefined, 'f', 0, 0),
		};
		const body = { message: 'old-access and old-refresh' };
		const { error } = await logIn({ statusCode: 401, body }, { previous, operation: 'refresh' });
		expect(error!.message).toBe('Sagi refused the refresh of b•••@b.kz: "••• and •••" (HTTP 401)');
	});

	it('names nothing that the provider calls a secret', async () => {
		const body = { message: 'not with hidden' };
		const { error } = await logIn({ statusCode: 401, body }, {}, { secrets: () => ['hidden'] });
		expect(error!.message).toContain('"not with •••"');
	});

	it.each([
		[{ statusCode: 503 }, 'answered the log-in of b•••@b.kz with HTTP 503', 'failed'],
		[{ body: {} }, 'answered the log-in of b•••@b.kz with HTTP 200 without an access token', 'failed'],
	])('may be another time: %j', async (answer, words, outcome) => {
		const { error, lines } = await logIn(answer);
		expect(error).toMatchObject({ kind: 'transient', message: `Sagi ${words}` });
		expect(error!.description).toContain(`check the address ${baseUrl} in the credential`);
		expect(lines).toEqual([['warn', `Keyring: Sagi log-in of b•••@b.kz ${outcome}`, expect.anything()]]);
	});

	it('is judged by the provider’s own reading of refusals, where it has one', async () => {
		const readRefusal = () => ({ kind: 'refused', message: 'not you' }) as const;
		const { error, session } = await logIn(granted, {}, { readRefusal });
		expect(session).toBeUndefined();
		expect(error!.message).toContain('"not you"');
	});
});

it('is not sent to a host that the credential does not allow', async () => {
	const fields = { allowedHttpRequestDomains: 'domains', allowedDomains: 'other.test' };
	const { error, httpRequest, lines } = await logIn(granted, { fields });
	expect(error!.message).toBe(`The credential does not allow requests to ${new URL(baseUrl).hostname}`);
	expect(httpRequest).not.toHaveBeenCalled();
	expect(lines).toEqual([]);
});

describe('a wait that the service asks for', () => {
	const tooMany = { statusCode: 429, headers: { 'retry-after': '60' } };
	const session = (fingerprint: string, accessToken = 'old') =>
		sessionFrom({ accessToken, refreshToken: 'kept' }, undefined, fingerprint, Date.now(), 0);
	const refresh = async (answer: object, fingerprint: string, previous: Session) =>
		await logIn(answer, { fingerprint, previous, operation: 'refresh' });

	it('holds for the session that it was asked for, not for the credential’s where an item has brought its own', async () => {
		const [own, brought] = [session('credential'), session('')];
		await refresh(tooMany, 'credential', brought);
		expect((await refresh(granted, 'credential', brought)).error!.message).toContain('asked to wait');
		expect((await refresh(granted, 'credential', session('', 'another'))).error).toBeUndefined();
		expect((await refresh(tooMany, 'credential', own)).httpRequest).toHaveBeenCalled();
		expect((await refresh(granted, 'credential', { ...own, accessToken: 'renewed' })).error!.message).toContain(
			'asked to wait',
		);
	});
});

describe('a log-in without an answer', () => {
	it.each([
		[undefined, `Check the address ${baseUrl} in the credential, then try again later.`],
		['Look there.', `Check the address ${baseUrl} in the credential, then try again later. Look there.`],
	])('tells where to look (%p)', async (addressAdvice, advice) => {
		const failure = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
		const { error, lines } = await logIn(failure, {}, { addressAdvice });
		expect(error).toMatchObject({
			kind: 'transient',
			message: 'Sagi refused the connection (log-in of b•••@b.kz)',
			description: advice,
		});
		expect(lines).toEqual([['warn', 'Keyring: Sagi log-in of b•••@b.kz failed', expect.anything()]]);
	});

	it('because of a certificate tells how n8n comes to trust it', async () => {
		const { error } = await logIn(Object.assign(new Error('x'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }));
		expect(error!.description).toBe(CERTIFICATE_ADVICE);
	});

	it('goes to no other address', async () => {
		const request = { method: 'POST', path: 'https://other.example/' } as const;
		const { error, httpRequest } = await logIn(granted, { request });
		expect(error).toBeInstanceOf(InputError);
		expect(httpRequest).not.toHaveBeenCalled();
	});
});

it('a log-in that was told to wait sends nothing before, and a refresh of the account does', async () => {
	const { attempt } = await logIn({ statusCode: 429, headers: { 'retry-after': '60' } });
	const { fingerprint } = attempt;
	pass(59_000);
	const early = await logIn(granted, { fingerprint });
	expect(early.httpRequest).not.toHaveBeenCalled();
	expect(early.error).toMatchObject({
		kind: 'transient',
		message: 'Sagi asked to wait with the log-in of b•••@b.kz until 00:01:00 UTC',
	});
	expect((await logIn(granted, { fingerprint, operation: 'refresh' })).session).toBeDefined();
	pass(1_000);
	expect((await logIn(granted, { fingerprint })).session).toBeDefined();
});

describe("the provider's clock", () => {
	const lead = (date: unknown) => clockLeadMs({ status: 200, headers: { date }, body: undefined }, Date.now());
	const at = (ms: number) => new Date(Date.now() + ms).toUTCString();

	it.each([
		[60_000, 60_000],
		[-60_000, -60_000],
		[6_000, 6_000],
		[5_000, 0],
		[-5_000, 0],
	])('that is %d ms ahead is taken to be %d ms ahead', (ms, taken) => {
		expect(lead(at(ms))).toBe(taken);
	});

	it.each([undefined, 'yesterday'])('is taken for right where it is not told: %p', (date) => {
		expect(lead(date)).toBe(0);
	});
});

describe('a log-in whose answer holds a token that nobody recognises', () => {
	const TOKEN = 'tok1251abcdef';
	const of = loginSession.account({ baseUrl: 'https://a.example/x', username: 'ann', password: 'p', logInUrl: '/in' });
	const tried = async (answer: object, fields: object = {}) => {
		const described = { ...of, ...fields };
		const given = { provider: loginSession, account: described, request: loginSession.logIn(described)! };
		const { error, lines } = await logIn(answer, given as never, loginSession as never);
		expect(JSON.stringify([error?.message, error?.description, lines])).not.toContain(TOKEN);
		return error!.message;
	};

	it.each<[string, object]>([
		['a text', { body: TOKEN }],
		['a text with a line break', { body: `${TOKEN}\n` }],
		['XML', { body: `<token>${TOKEN}</token>` }],
		['JSON elsewhere', { body: { result: TOKEN } }],
		['a name', { body: { [TOKEN]: 1 } }],
		['a text beside an error', { body: { success: false, message: TOKEN } }],
		['a header', { headers: { 'x-session': TOKEN }, body: {} }],
		['a text of an error', { statusCode: 409, body: TOKEN }],
		['the words of an error', { statusCode: 400, body: { message: `use ${TOKEN} instead`, code: TOKEN } }],
		['a field of an error', { statusCode: 422, body: { errors: { [TOKEN]: ['no'] } } }],
	])('as %s: shows nothing of it', async (_, answer) => {
		expect(await tried(answer)).toMatch(/^a\.example (answered|refused) the log-in of a•••/);
	});

	it('says that none was found, and what there is', async () => {
		expect(await tried({ body: { data: { jwtString: TOKEN } } })).toBe(
			'a.example answered the log-in of a••• (HTTP 200), but no token was found. There is: data.jwtString',
		);
		expect(await tried({ body: { mfa_required: true } })).toBe(
			'a.example refused the log-in of a•••. A second factor is asked for (HTTP 200)',
		);
	});
});

describe('a request before the log-in', () => {
	const fields = {
		...{ baseUrl: 'https://a.example', username: 'ann', password: 'p', logInUrl: '/in', logInTimeLimit: 45 },
		...{ beforeUrl: '/form', beforeValues: '{"csrf": "input._token"}', logInSendAs: 'form', logInData: 'c={csrf}' },
	};
	const of = loginSession.account(fields);
	const given = { provider: loginSession, account: of, request: loginSession.logIn(of)! };
	const start = async (...answers: object[]) => {
		const all = [...answers];
		const result = await logIn({}, given as never, loginSession as never, () => all.shift());
		return { ...result, sent: result.httpRequest.mock.calls.map(([options]) => options as object) };
	};

	it('is sent first, and the log-in with what it gave; both within the time limit of the credential', async () => {
		const form = { body: '<input name="_token" value="t0k">', headers: { 'set-cookie': 'sid=1' } };
		const { session, sent } = await start(form, { body: { token: 'abc' } });
		expect(session).toMatchObject({ accessToken: 'abc', profile: { kept_csrf: 't0k' } });
		expect(sent).toMatchObject([
			{ method: 'GET', url: 'https://a.example/form', timeout: 45_000 },
			{ method: 'POST', url: 'https://a.example/in', body: 'c=t0k', headers: { Cookie: 'sid=1' }, timeout: 45_000 },
		]);
	});

	it('ends the log-in where it fails, with one line in the log', async () => {
		const { error, sent, lines } = await start({ statusCode: 403, body: { message: 'Not from here' } });
		expect(error!.message).toBe('a.example refused the log-in of a•••: "Not from here" (HTTP 403)');
		expect([sent.length, lines.length]).toEqual([1, 1]);
	});
});
