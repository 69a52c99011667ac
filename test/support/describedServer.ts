import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Description, Place, Step } from '../../providers/loginSession/description';

type Tree = Record<string, unknown>;

interface Seen {
	method: string;
	path: string;
	query: Record<string, string>;
	headers: IncomingHttpHeaders;
	body: string;
}

const LIFETIME_S = 600;

/** `{name}` replaced the slow way: the package's own reading is what is tested. */
function filled(template: unknown, values: Record<string, string>): unknown {
	if (typeof template === 'string') {
		const whole = /^\{(\w+)\}$/.exec(template)?.[1];
		if (whole !== undefined && whole in values) return values[whole];
		return Object.entries(values).reduce((text, [name, value]) => text.split(`{${name}}`).join(value), template);
	}
	if (Array.isArray(template)) return template.map((entry) => filled(entry, values));
	if (typeof template !== 'object' || template === null) return template;
	return Object.fromEntries(Object.entries(template).map(([name, value]) => [name, filled(value, values)]));
}

function put(tree: Tree, path: string, value: unknown): void {
	const keys = path.split('.');
	const last = keys.pop() ?? '';
	let inner = tree;
	for (const key of keys) inner = (inner[key] ??= {}) as Tree;
	inner[last] = value;
}

const jwt = (serial: number) => {
	const claims = { serial, exp: Math.floor(Date.now() / 1000) + LIFETIME_S };
	return `eyJhbGciOiJub25lIn0.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s${serial}`;
};

/**
 * A service that behaves as a description says, for one account: it grants numbered sessions, takes each refresh token once,
 * and rejects every session but the newest in the described way.
 * @param keeps how many sessions are good at a time
 */
export async function startDescribed(description: Description, values: Record<string, string>, keeps = 1) {
	const counts = { logIns: 0, refreshes: 0, refused: 0, rejected: 0, served: 0 };
	const seen: Seen[] = [];
	let serial = 0;
	let sessions: Array<Record<string, string>> = [];
	let base = '';

	const isStep = (step: Step | undefined, { method, path }: Seen) =>
		step !== undefined && step.method === method && String(filled(step.url, values)).split('?')[0] === path;

	const sentData = ({ sendAs }: Step, { body, query }: Seen): unknown => {
		if (sendAs === 'query') return query;
		if (sendAs === 'text') return body;
		if (sendAs === 'json') return body === '' ? undefined : JSON.parse(body);
		return body === '' ? undefined : Object.fromEntries(new URLSearchParams(body));
	};

	const isRight = (step: Step, request: Seen, known: Record<string, string>) => {
		const expected = step.data === undefined ? undefined : filled(step.data, known);
		const basic = `Basic ${Buffer.from(`${known.username}:${known.password}`).toString('base64')}`;
		if (step.sendAs === 'basic' && request.headers.authorization !== basic) return false;
		if (!holds(request.headers, filled(step.headers, known) as Record<string, string>)) return false;
		return JSON.stringify(sentData(step, request)) === JSON.stringify(expected);
	};

	const holds = (headers: IncomingHttpHeaders, expected: Record<string, string> = {}) =>
		Object.entries(expected).every(([name, value]) => headers[name.toLowerCase()] === value);

	const isCarried = (request: Seen) => sessions.some((session) => carries(request, session));
	const carries = ({ method, headers, query, body }: Seen, current: Record<string, string>) => {
		const every = filled(description.every, { ...values, ...current }) as Description['every'];
		const cookies = Object.entries(every.cookies ?? {}).map(([name, value]) => `${name}=${value}`);
		if (!holds(headers, every.headers)) return false;
		if (!cookies.every((cookie) => headers.cookie?.split('; ').includes(cookie))) return false;
		if (!Object.entries(every.query ?? {}).every(([name, value]) => query[name] === value)) return false;
		if (!every.body || method === 'GET') return true;
		const isJson = body.startsWith('{');
		const fields = isJson ? (JSON.parse(body) as Tree) : Object.fromEntries(new URLSearchParams(body));
		return Object.entries(every.body).every(([name, value]) => fields[name] === value);
	};

	/** A new session's answer: everything stands where the description says. */
	const grant = () => {
		serial++;
		const { access, expiry, granted, refresh, keep = {}, toldBase } = description;
		const answer = { headers: {} as Record<string, string | string[]>, body: {} as Tree | string };
		const placed = (place: Place, value: string) => {
			if (place.from === 'header') answer.headers[place.path || 'X-Auth-Token'] = value;
			else if (place.from === 'cookie') {
				const name = place.path.split(',')[0]!.trim() || 'sid';
				const line = `${name}=${value}; Path=/; HttpOnly; Max-Age=${LIFETIME_S}`;
				answer.headers['Set-Cookie'] = [...((answer.headers['Set-Cookie'] as string[]) ?? []), line];
			} else if (place.from === 'wholeBody') answer.body = value;
			else put(answer.body as Tree, place.path || 'access_token', value);
		};
		const token = jwt(serial);
		const current: Record<string, string> = { accessToken: token, refreshToken: `refresh-${serial}-of-the-service` };
		if (access.from === 'cookie') {
			const names = (access.path || 'sid').split(',').map((name) => name.trim().replace('*', '8080'));
			for (const name of names) placed({ from: 'cookie', path: name }, `${token}-${name}`);
			current.accessToken = names.map((name) => `${name}=${token}-${name}`).join('; ');
		} else placed(access, token);
		for (const [name, place] of Object.entries(keep)) placed(place, (current[name] = `${name}-${serial}-kept`));
		for (const { path, not } of granted?.must ?? []) if (!not) put(answer.body as Tree, path, 7);
		if (toldBase) placed(toldBase.place, `${base}/told`);
		if (refresh)
			placed({ ...refresh.refreshPlace, path: refresh.refreshPlace.path || 'refresh_token' }, current.refreshToken!);
		if (expiry.from === 'path') {
			const now = Date.now();
			const told = { seconds: LIFETIME_S, minutes: LIFETIME_S / 60, milliseconds: LIFETIME_S * 1000 };
			const until = now + LIFETIME_S * 1000;
			const moment = {
				unixSeconds: Math.floor(until / 1000),
				unixMilliseconds: until,
				date: new Date(until).toISOString(),
			};
			put(answer.body as Tree, expiry.path, { ...told, ...moment }[expiry.unit]);
		}
		sessions = [...sessions, current].slice(-keeps);
		return { status: 200, ...answer };
	};

	const rejection = () => {
		const { statuses, field, values: told = [] } = description.rejected;
		if (field === undefined) return { status: statuses.at(-1) ?? 401, headers: {}, body: { message: 'who are you' } };
		const body: Tree = {};
		put(body, field, told[0] ?? 'over');
		return { status: 200, headers: {}, body };
	};

	const answerTo = (request: Seen): { status: number; headers: object; body: unknown } => {
		const { before, logIn, refresh } = description;
		if (before && isFirst(request)) return { status: 200, headers: {}, body: firstAnswer() };
		const isRefresh = isStep(refresh, request) && request.method === refresh?.method;
		if (isStep(logIn, request) && (logIn.url !== refresh?.url.split('?')[0] || !isRefresh) && isLogIn(request)) {
			counts.logIns++;
			if (isRight(logIn, request, values)) return grant();
			counts.refused++;
			// As careless as some services are: what was sent is repeated.
			const sent = JSON.stringify(sentData(logIn, request));
			return { status: 401, headers: {}, body: { message: `no such account or password ${sent}` } };
		}
		if (refresh && isRefresh) {
			counts.refreshes++;
			const refreshed = sessions.find((session) => isRight(refresh, request, { ...values, ...session }));
			sessions = sessions.filter((session) => session !== refreshed);
			if (refreshed) return grant();
			counts.refused++;
			return { status: 401, headers: {}, body: { message: 'used up' } };
		}
		if (!isCarried(request)) {
			counts.rejected++;
			return rejection();
		}
		counts.served++;
		return { status: 200, headers: {}, body: { path: request.path, served: counts.served } };
	};

	/** A step before the log-in is told by its method in the body, as JSON-RPC has it. */
	const isFirst = (request: Seen) =>
		isStep(description.before, request) && request.body === JSON.stringify(description.before?.data);
	/** What a service of the newest version would answer. */
	const firstAnswer = () => ({ jsonrpc: '2.0', result: '99.0.0', id: 1 });

	/** Some services tell log-in and request, or log-in and refresh, by what is sent alone. */
	const isLogIn = (request: Seen) => {
		const { logIn, refresh } = description;
		const grantType = new URL(logIn.url, 'http://x').searchParams.get('grant_type');
		if (refresh && grantType !== null) return request.query.grant_type === grantType;
		const method = (logIn.data as Tree | undefined)?.method;
		return typeof method !== 'string' || method === 'call' || request.body.includes(`"${method}"`);
	};

	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const url = new URL(request.url ?? '/', 'http://localhost');
			const one: Seen = {
				method: request.method ?? 'GET',
				path: decodeURIComponent(url.pathname).replace(/^\/told/, ''),
				query: Object.fromEntries(url.searchParams),
				headers: request.headers,
				body: Buffer.concat(chunks).toString('utf8'),
			};
			seen.push({ ...one, path: url.pathname });
			const { status, headers, body } = answerTo(one);
			// Of the fake clock of the test, as the rest of the answer.
			const date = new Date(Date.now()).toUTCString();
			response.writeHead(status, { 'Content-Type': 'application/json', Date: date, ...headers });
			response.end(JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		url: base,
		counts,
		seen,
		/** Ends every session at the service. */
		revoke: () => void (sessions = []),
		/** Every secret of the sessions, as the service knows it. */
		secrets: () => sessions.flatMap((session) => Object.values(session)),
		close: async () => await new Promise((resolve) => server.close(resolve)),
	};
}
