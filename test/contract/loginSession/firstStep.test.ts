import { api, NASTY, run, stored, USERNAME } from '../../support/loginSession';
import { passTime, REAL_TIMERS } from '../../support/sandbox';
import { startStepped, type Came, type Service } from '../../support/steppedServers';

const isRight = ({ fields }: Came) => fields.user === USERNAME && fields.password === NASTY;
const FORM = { logInSendAs: 'form', logInData: 'user={username}&password={password}' };

/** Kinds of log-in that need the step before it, or are answered by a redirect, and what is typed into the dialog for them. */
const KINDS: Record<string, { service: Service; dialog: Record<string, unknown> }> = {
	'a form with a CSRF token, answered with 302 and a cookie': {
		service: {
			rejection: { status: 302, location: '/login' },
			first: ({ what }, number) =>
				what === 'GET /login'
					? {
							body: `<form><input type="hidden" name="_token" value="csrf&amp;${number}"></form>`,
							cookies: [`visit=${number}; Path=/; HttpOnly`],
						}
					: undefined,
			logIn(came, number) {
				if (came.what !== 'POST /login') return undefined;
				const fits = came.cookie.includes(`visit=${number}`) && came.fields._token === `csrf&${number}`;
				if (!fits || !isRight(came)) return { answer: { status: 302, location: '/login' } };
				const cookies = [`sessionid=session${number}; Path=/; HttpOnly`];
				return { session: number, answer: { status: 302, location: '/home', cookies } };
			},
			carries: ({ cookie, headers }, session) =>
				cookie.includes(`sessionid=session${session}`) && headers['x-csrf-token'] === `csrf&${session}`,
		},
		dialog: {
			logInUrl: '/login',
			logInSendAs: 'form',
			logInData: 'user={username}&password={password}&_token={csrf}',
			accessFrom: 'cookie',
			accessPath: 'sessionid',
			carryAs: 'template',
			carryTemplate: '{ "headers": { "X-CSRF-Token": "{csrf}" } }',
			moreSettings: true,
			beforeUrl: '/login',
			beforeValues: '{ "csrf": "input._token" }',
		},
	},
	'a form without a first page, answered with 303 and a cookie': {
		service: {
			rejection: { status: 401, body: 'log in first' },
			logIn(came, number) {
				if (came.what !== 'POST /signin') return undefined;
				if (!isRight(came)) return { answer: { status: 303, location: '/signin?wrong' } };
				return { session: number, answer: { status: 303, location: '/', cookies: [`sid=s${number}; Path=/`] } };
			},
			carries: ({ cookie }, session) => cookie === `sid=s${session}`,
		},
		dialog: { ...FORM, logInUrl: '/signin', accessFrom: 'cookie', accessPath: 'sid' },
	},
	'a ticket for the application, which the log-in takes once': {
		service: {
			rejection: { status: 401, body: { message: 'who is it?' } },
			first: ({ what, fields }, number) =>
				what === 'POST /tickets' && fields.app === 'my-app' ? { body: { ticket: `ticket-${number}` } } : undefined,
			logIn(came, number) {
				if (came.what !== 'POST /sessions') return undefined;
				const isTaken = came.headers.authorization === `Bearer ticket-${number}` && isRight(came);
				return isTaken
					? { session: number, answer: { body: { sessionId: `token-${number}` } } }
					: { answer: { status: 401, body: { message: 'no' } } };
			},
			carries: ({ headers }, session) => headers.authorization === `Bearer token-${session}`,
		},
		dialog: {
			logInUrl: '/sessions',
			logInData: '{ "user": "{username}", "password": "{password}" }',
			accessPath: 'sessionId',
			moreSettings: true,
			logInHeaders: '{ "Authorization": "Bearer {ticket}" }',
			beforeUrl: '/tickets',
			beforeMethod: 'POST',
			beforeData: '{ "app": "my-app" }',
			beforeValues: '{ "ticket": "body.ticket" }',
		},
	},
	'a value that a script of the first page holds': {
		service: {
			rejection: { status: 403, body: { message: 'no' } },
			first: ({ what }, number) =>
				what === 'GET /app' ? { body: `<script>window.boot = {"nonce":"n${number}"};</script>` } : undefined,
			logIn(came, number) {
				if (came.what !== 'POST /auth') return undefined;
				return came.fields.nonce === `n${number}` && isRight(came)
					? { session: number, answer: { body: { token: `token-${number}` } } }
					: { answer: { status: 403, body: { message: 'no' } } };
			},
			carries: ({ headers }, session) => headers.authorization === `Bearer token-${session}`,
		},
		dialog: {
			logInUrl: '/auth',
			logInData: '{ "user": "{username}", "password": "{password}", "nonce": "{nonce}" }',
			moreSettings: true,
			rejectedStatuses: '403',
			beforeUrl: '/app',
			beforeValues: '{ "nonce": "pattern.\\"nonce\\":\\"(\\\\w+)\\"" }',
		},
	},
};

const open: Array<Awaited<ReturnType<typeof startStepped>>> = [];
let hours = 0;
beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0);
	jest.useFakeTimers({ now: Date.UTC(2026, 5, 1, (hours += 1)), doNotFake: [...REAL_TIMERS] });
});
afterEach(async () => {
	await Promise.all(open.splice(0).map(async (server) => await server.close()));
	jest.useRealTimers();
	jest.restoreAllMocks();
});

describe.each(Object.entries(KINDS))('%s', (_, { service, dialog }) => {
	const first = service.first ? 1 : 0;
	async function begin(password = NASTY) {
		const server = await startStepped(service);
		open.push(server);
		const credential = stored({ service: 'custom', baseUrl: server.url, username: USERNAME, password, ...dialog });
		const items = Array.from({ length: 5 }, () => ({ json: {} }));
		return { server, send: async () => await run(credential, api('/things'), { items }) };
	}

	it('logs in once for five items, and once more when the session was ended', async () => {
		const { server, send } = await begin();
		await send();
		expect(server.counts).toEqual({ first, logIns: 1, refused: 0, rejected: 0, served: 5 });
		passTime(61_000);
		server.end();
		await send();
		expect(server.counts).toMatchObject({ first: 2 * first, logIns: 2, refused: 0, served: 10 });
	});

	it('tries a wrong password once', async () => {
		const { server, send } = await begin('not-the-right-one');
		const error = await send().catch((problem: Error) => problem);
		expect(error).toMatchObject({ message: expect.stringContaining('refused the log-in') });
		expect(JSON.stringify(error)).not.toContain('not-the-right-one');
		expect(server.counts).toEqual({ first, logIns: 1, refused: 1, rejected: 0, served: 0 });
	});
});
