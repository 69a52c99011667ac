import { loginSession } from '../../../providers/loginSession';
import type { DocumentedAnswer } from '../../../providers/loginSession/description';
import type { Json } from '../../../providers/types';
import { PRESETS } from '../../../presets';

interface Example extends DocumentedAnswer {
	grant: object;
}

const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
const HOUR = 3_600_000;

/** Answers as the services' documentation shows them, each where its preset's `source` points; long texts are cut there as well. */
const DOCUMENTED: Record<string, Example> = {
	nodeRed: {
		body: { access_token: 'A_SECRET_TOKEN', expires_in: 604800, token_type: 'Bearer' },
		grant: { accessToken: 'A_SECRET_TOKEN', lifetimeMs: 604_800_000 },
	},
	directus: {
		body: {
			data: {
				expires: 2_592_000_000,
				access_token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...',
				refresh_token: 'Xp2tTNAdLYfnaAOOjt3oetyCWtobKKUIeEXj...',
			},
		},
		grant: {
			accessToken: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...',
			refreshToken: 'Xp2tTNAdLYfnaAOOjt3oetyCWtobKKUIeEXj...',
		},
	},
	keystone: {
		status: 201,
		headers: { 'x-subject-token': 'gAAAAABfExample' },
		body: { token: { expires_at: '2015-11-07T02:58:43.578887Z', issued_at: '2015-11-07T01:58:43.578929Z' } },
		grant: { accessToken: 'gAAAAABfExample', expiresAt: Date.UTC(2015, 10, 7, 2, 58, 43, 578) },
	},
	parse: {
		body: { username: 'cooldude6', objectId: 'g7y9tkhB7O', sessionToken: 'r:pnktnjyb996sj4p156gjtp4im' },
		grant: { accessToken: 'r:pnktnjyb996sj4p156gjtp4im' },
	},
	sapBusinessOne: {
		headers: {
			'set-cookie': ['B1SESSION=0dacaec2-f5fa-11e7-8000-002655851f48;HttpOnly;', 'ROUTEID=.node1; path=/b1s'],
		},
		body: { SessionId: '0dacaec2-f5fa-11e7-8000-002655851f48', Version: '920200', SessionTimeout: 30 },
		grant: { accessToken: 'B1SESSION=0dacaec2-f5fa-11e7-8000-002655851f48; ROUTEID=.node1', lifetimeMs: HOUR / 2 },
	},
	magento: {
		body: '8pcvbwrp97l5m1pvcdnis6e3930n4rsj',
		grant: { accessToken: '8pcvbwrp97l5m1pvcdnis6e3930n4rsj', lifetimeMs: 4 * HOUR },
	},
	metabase: {
		body: { id: '38f4939c-ad7f-4cbe-ae54-30946daf8593' },
		grant: { accessToken: '38f4939c-ad7f-4cbe-ae54-30946daf8593', lifetimeMs: 14 * 24 * HOUR },
	},
	proxmox: {
		body: {
			data: {
				CSRFPreventionToken: '4EEC61E2:lwk7od06fa1+DcPUwBTXCcndyAY',
				ticket: 'PVE:root@pam:4EEC61E2::rsKoApxDTLYPn6H3NNT6iP2mv...',
				username: 'root@pam',
			},
		},
		grant: {
			accessToken: 'PVE:root@pam:4EEC61E2::rsKoApxDTLYPn6H3NNT6iP2mv...',
			lifetimeMs: 2 * HOUR,
			profile: expect.objectContaining({ kept_csrf: '4EEC61E2:lwk7od06fa1+DcPUwBTXCcndyAY' }),
		},
	},
	simpleJwt: {
		body: { access: jwt({ token_type: 'access', exp: 1531506969 }), refresh: 'the-refresh-token' },
		grant: { expiresAt: 1531506969000, refreshToken: 'the-refresh-token' },
	},
	qBittorrent: {
		headers: { 'set-cookie': ['SID=hBc7TxF76ERhvIw0jQQ4LZ7Z1jQUV0tQ; path=/'] },
		body: 'Ok.',
		grant: { accessToken: 'SID=hBc7TxF76ERhvIw0jQQ4LZ7Z1jQUV0tQ' },
	},
	strapi: {
		body: { jwt: jwt({ id: 1, exp: 1531506969 }), refreshToken: 'your-refresh-token' },
		grant: { expiresAt: 1531506969000, refreshToken: 'your-refresh-token' },
	},
	supabase: {
		body: {
			access_token: 'jwt-token-representing-the-user',
			token_type: 'bearer',
			expires_in: 3600,
			refresh_token: 'a-refresh-token',
		},
		grant: {
			accessToken: 'jwt-token-representing-the-user',
			lifetimeMs: HOUR,
			refreshToken: 'a-refresh-token',
		},
	},
	odoo: {
		headers: { 'set-cookie': ['session_id=a1b2c3; Max-Age=604800; HttpOnly; Path=/'] },
		body: { jsonrpc: '2.0', id: null, result: { uid: 2, is_system: true, db: 'mine' } },
		grant: { accessToken: 'session_id=a1b2c3', lifetimeMs: 7 * 24 * HOUR },
	},
	zabbix: {
		body: { jsonrpc: '2.0', result: 'a9a1f569d10d6339f23c4d122a7f5c46', id: 1 },
		grant: { accessToken: 'a9a1f569d10d6339f23c4d122a7f5c46' },
	},
};

const accountOf = (service: string) => {
	const values = Object.keys(PRESETS[service]?.values ?? {}).map((name) => ({ name, secret: name }));
	const fields = { service, baseUrl: 'https://a.example', username: 'u', password: 'p', moreValues: { values } };
	return loginSession.account(fields);
};

it.each(Object.entries(DOCUMENTED))(
	'%s: the documented answer is read',
	(service, { status = 200, headers = {}, body, grant }) => {
		const answer = { status, headers, body };
		expect(loginSession.readRefusal?.(answer, accountOf(service))).toBeUndefined();
		expect(loginSession.readGrant(answer, accountOf(service))).toMatchObject(grant);
	},
);

it('strapi: the documented refresh gives a new JWT and keeps the refresh token; without one, as in its older mode, a log-in follows', () => {
	const account = accountOf('strapi');
	const session = { accessToken: 'old', issuedAt: 0, fingerprint: '', profile: {} };
	expect(loginSession.refresh(account, { ...session, refreshToken: 'your-refresh-token' })).toMatchObject({
		method: 'POST',
		path: '/api/auth/refresh',
		body: { refreshToken: 'your-refresh-token' },
	});
	expect(loginSession.refresh(account, session)).toBeUndefined();
	const answer = { status: 200, headers: {}, body: { jwt: 'your-new-access-token' } };
	expect(loginSession.readGrant(answer, account)).toMatchObject({
		accessToken: 'your-new-access-token',
		refreshToken: undefined,
	});
});

it.each([
	['parse', 400, { code: 209, error: 'invalid session token' }],
	[
		'zabbix',
		200,
		{ error: { code: -32602, message: 'Invalid params.', data: 'Session terminated, re-login, please.' } },
	],
	['deluge', 200, { result: null, error: { message: 'Not authenticated', code: 1 }, id: 1 }],
	['odoo', 200, { error: { code: 100, message: 'Odoo Session Expired' } }],
	['qBittorrent', 403, 'Forbidden'],
	['pocketBase', 403, { status: 403, message: 'Only superusers can perform this action.', data: {} }],
	['directus', 403, { errors: [{ message: 'Invalid token.', extensions: { code: 'INVALID_TOKEN' } }] }],
	['directus', 401, { errors: [{ message: 'Token expired.', extensions: { code: 'TOKEN_EXPIRED' } }] }],
])('%s: the documented rejection with HTTP %i is one', (service, status, body) => {
	expect(loginSession.parseError({ status, headers: {}, body }, accountOf(service))?.kind).toBe('session');
});

it.each([
	['qBittorrent', 'Fails.'],
	['deluge', { result: false, error: null, id: 1 }],
])('%s: a log-in refused in a 200 is refused', (service, body) => {
	expect(loginSession.readRefusal?.({ status: 200, headers: {}, body }, accountOf(service))?.kind).toBe('refused');
});

it('directus: what an account may not do is no rejection', () => {
	const body = { errors: [{ message: "You don't have permission", extensions: { code: 'FORBIDDEN' } }] };
	const fault = loginSession.parseError({ status: 403, headers: {}, body }, accountOf('directus'));
	expect(fault).toMatchObject({ kind: 'refused', message: "You don't have permission" });
});

it('odoo: a redirect to its log-in page is a rejection, another one is not', () => {
	const kind = (location: string) =>
		loginSession.parseError({ status: 303, headers: { location }, body: undefined }, accountOf('odoo'))?.kind;
	expect(['/web/login?redirect=%2Fx', 'https://a.example/web/login', '/web', '/web/login/x'].map(kind)).toEqual([
		...['session', 'session', 'refused', 'refused'],
	]);
});

it.each<[string, DocumentedAnswer]>([
	['odoo', { headers: { 'set-cookie': 'session_id=a1b2c3; Path=/' }, body: { result: { uid: null, db: 'mine' } } }],
	['proxmox', { body: { data: { ticket: 'PVE:!tfa!x', NeedTFA: 1, CSRFPreventionToken: 'x' } } }],
])('%s: a log-in that asks for a second factor grants nothing', (service, { headers = {}, body }) => {
	const refusal = loginSession.readRefusal?.({ status: 200, headers, body }, accountOf(service));
	expect(refusal).toMatchObject({ kind: 'refused', lacks: 'secondFactor' });
});

it('qbittorrent: asks nobody of an address that it lets in, and then requests go without a cookie', () => {
	const account = accountOf('qBittorrent');
	const answer = { status: 204, headers: {}, body: undefined };
	expect(loginSession.readRefusal?.(answer, account)).toBeUndefined();
	const grant = loginSession.readGrant(answer, account)!;
	const session = { ...grant, issuedAt: 0, fingerprint: '', profile: {} } as never;
	const sent = loginSession.authorizeRequest(account, { method: 'GET', path: '/x' }, session);
	expect(sent.headers).toEqual({ Accept: 'application/json' });
});

it.each([
	['6.0.14', false],
	['6.2.9', false],
	['5.4.0', false],
	['6.4.0', true],
	['6.10.0', true],
	['7.0.22', true],
	['10.0.0', true],
])('zabbix: version %s is taken: %j', (result, isTaken) => {
	const read = loginSession.prepareLogIn!(accountOf('zabbix'))!.read({ status: 200, headers: {}, body: { result } });
	expect('account' in read).toBe(isTaken);
	if (!isTaken) expect(read).toMatchObject({ fault: { message: expect.stringContaining('older than 6.4') } });
});

it.each<[string, Json, string]>([
	[
		'odoo',
		{ error: { code: 200, message: 'Odoo Server Error', data: { name: 'x', message: 'Access Denied' } } },
		'Access Denied',
	],
	[
		'zabbix',
		{ error: { code: -32500, message: 'Application error.', data: 'Incorrect user name or password.' } },
		'Incorrect user name or password.',
	],
])('%s: the words of a log-in refused in a 200 are told', (service, body, message) => {
	expect(loginSession.readRefusal?.({ status: 200, headers: {}, body }, accountOf(service))).toMatchObject({ message });
});
