import { describedBy, placeOf, presetOf } from '../../../providers/loginSession/fromFields';
import { PRESETS } from '../../../presets';

it('takes a preset from the list, or the fields', () => {
	expect([presetOf({}), presetOf({ service: 'custom' }), presetOf({ service: ' ' })]).toEqual(Array(3).fill(undefined));
	expect(presetOf({ service: 'magento' })).toBe(PRESETS.magento);
	expect(() => presetOf({ service: 'nobody' })).toThrow('There is no service "nobody"');
});

it('describes a usual log-in where little is said', () => {
	expect(describedBy({ logInUrl: ' /login ' })).toEqual({
		logIn: { url: '/login', method: 'POST', sendAs: 'json', data: undefined, headers: undefined },
		access: { from: 'body', path: '' },
		expiry: { from: 'found' },
		every: { headers: { Authorization: 'Bearer {accessToken}' } },
		keep: {},
		rejected: { statuses: [401], values: [] },
	});
});

it('describes what is said', () => {
	expect(
		describedBy({
			...{ logInUrl: '/in', logInMethod: 'PUT', logInSendAs: 'form', logInData: 'a={username}&b=2' },
			...{ logInHeaders: '{"X-A": 1}', accessFrom: 'cookie', accessPath: 'sid', keep: '{"csrf": "header.X-C"}' },
			...{ rejectedStatuses: '401, 419', rejectedField: 'code', rejectedValue: 'E1, E2,', errorField: 'error' },
			...{ toldBasePath: 'body.url', toldBaseHosts: 'a.example, *.b.example', testUrl: '/me', logOutUrl: '/out' },
			...{ renewBefore: 2 },
		}),
	).toEqual({
		logIn: { url: '/in', method: 'PUT', sendAs: 'form', data: { a: '{username}', b: '2' }, headers: { 'X-A': '1' } },
		access: { from: 'cookie', path: 'sid' },
		expiry: { from: 'found' },
		every: { headers: { Cookie: '{accessToken}' } },
		keep: { csrf: { from: 'header', path: 'X-C' } },
		rejected: { statuses: [401, 419], field: 'code', values: ['E1', 'E2'] },
		errorField: 'error',
		toldBase: { place: { from: 'body', path: 'url' }, hosts: ['a.example', '*.b.example'] },
		testUrl: '/me',
		logOut: { url: '/out', method: 'POST', sendAs: 'json', data: undefined, headers: undefined },
		renewBeforeMs: 120_000,
	});
	expect(describedBy({ renewBefore: 0 })).not.toHaveProperty('renewBeforeMs');
});

it.each([
	['body.a.b', { from: 'body', path: 'a.b' }],
	['header.X-A', { from: 'header', path: 'X-A' }],
	['cookie.sid', { from: 'cookie', path: 'sid' }],
	['a.b', { from: 'body', path: 'a.b' }],
	['body.', { from: 'body', path: 'body.' }],
	['body', { from: 'body', path: 'body' }],
	['xbody.a', { from: 'body', path: 'xbody.a' }],
	['wholeBody.a', { from: 'body', path: 'wholeBody.a' }],
	['', { from: 'body', path: '' }],
])('the place %j', (written, place) => expect(placeOf(written)).toEqual(place));

describe('a refresh', () => {
	const refresh = (fields: object) => describedBy({ renewWith: 'refresh', ...fields }).refresh;

	it('is there where it is chosen', () => {
		expect(describedBy({ renewWith: 'logIn', refreshUrl: '/r' })).not.toHaveProperty('refresh');
		expect(refresh({ refreshUrl: '/r' })).toEqual({
			...{ url: '/r', method: 'POST', sendAs: 'json', data: undefined, authorizedWith: 'nothing' },
			refreshPlace: { from: 'body', path: '' },
		});
		expect(
			refresh({
				...{ refreshUrl: '/r', refreshSendAs: 'form', refreshData: 't={refreshToken}' },
				...{ refreshAuthorization: 'session', refreshPath: 'header.R' },
			}),
		).toEqual({
			...{ url: '/r', method: 'POST', sendAs: 'form', data: { t: '{refreshToken}' }, authorizedWith: 'session' },
			refreshPlace: { from: 'header', path: 'R' },
		});
	});
});

it.each<[object, object]>([
	[{ expiryFrom: 'none', expiryCountedFrom: 'lastUse' }, { from: 'none' }],
	[{ expiryFrom: 'found', lifetime: 5 }, { from: 'found' }],
	[{ expiryFrom: 'anything' }, { from: 'found' }],
	[
		{ expiryFrom: 'path', expiryPath: ' e ' },
		{ from: 'path', path: 'e', unit: 'seconds' },
	],
	[
		{ expiryFrom: 'path', expiryPath: 'e', expiryUnit: 'date', expiryCountedFrom: 'lastUse' },
		{ from: 'path', path: 'e', unit: 'date', fromLastUse: true },
	],
	[
		{ expiryFrom: 'fixed', lifetime: 5 },
		{ from: 'fixed', lifetimeMs: 300_000 },
	],
	[
		{ expiryFrom: 'fixed', lifetime: '2', expiryCountedFrom: 'lastUse' },
		{ from: 'fixed', lifetimeMs: 120_000, fromLastUse: true },
	],
	[
		{ expiryFrom: 'fixed', lifetime: -5 },
		{ from: 'fixed', lifetimeMs: 0 },
	],
	[
		{ expiryFrom: 'fixed', lifetime: 'x', expiryCountedFrom: 'logIn' },
		{ from: 'fixed', lifetimeMs: 0 },
	],
])('the expiry of %j', (fields, expiry) => expect(describedBy(fields as never).expiry).toEqual(expiry));

describe('what every request carries', () => {
	const every = (carryTemplate: unknown) => describedBy({ carryAs: 'template', carryTemplate }).every;

	it('is a template of four parts', () => {
		expect(every('{"headers": {"X": "{accessToken}"}, "query": {"n": 1}, "cookies": {}, "body": {"b": true}}')).toEqual(
			{
				...{ headers: { X: '{accessToken}' }, query: { n: '1' }, cookies: {}, body: { b: 'true' } },
			},
		);
		expect(every({ headers: { X: 'a' } })).toEqual({ headers: { X: 'a' } });
		expect([every(''), every('[]'), every(undefined)]).toEqual([{}, {}, {}]);
	});

	it.each(['{"header": {}}', '{"headers": "x"}', '{"headers": {"X": {}}}', '{"headers": ["x"]}', '{"query": null}'])(
		'can not be read from %s',
		(template) => {
			expect(() => every(template)).toThrow(
				expect.objectContaining({
					message: expect.stringMatching(/^"Request Template" has a part "\w+" that can't be read$/),
					field: 'carryTemplate',
				}),
			);
		},
	);
});

describe('data', () => {
	const data = (logInData: unknown, logInSendAs?: string) => describedBy({ logInData, logInSendAs }).logIn.data;

	it.each<[unknown, string | undefined, unknown]>([
		['{"a": 1}', 'json', { a: 1 }],
		[{ a: 1 }, 'json', { a: 1 }],
		['[1]', undefined, [1]],
		['', 'json', undefined],
		[null, 'json', undefined],
		[' a=1&b={x} ', 'form', { a: '1', b: '{x}' }],
		['a=1', 'query', { a: '1' }],
		['a=1', 'basic', { a: '1' }],
		['{"a": "b=c"}', 'form', { a: 'b=c' }],
		['["a=b"]', 'form', ['a=b']],
		['', 'form', undefined],
		[' any text ', 'text', 'any text'],
		['{"a": 1}', 'text', '{"a": 1}'],
		[{ a: 1 }, 'text', { a: 1 }],
		['', 'text', ''],
	])('%j as %s', (written, sendAs, expected) => expect(data(written, sendAs)).toEqual(expected));

	it.each<[string, string | undefined]>([
		['a=1', 'json'],
		['a=1', undefined],
		['a b=1', 'form'],
		['=1', 'form'],
		['{"a": }', 'form'],
	])('is not %j as %s', (written, sendAs) => {
		expect(() => data(written, sendAs)).toThrow(
			expect.objectContaining({
				message: expect.stringContaining('"Log-In Data" is not valid JSON: '),
				field: 'logInData',
			}),
		);
	});

	it('is not repeated where it is no JSON: it can hold the password', () => {
		for (const written of ['{ "pass": hunter2-secret }', 'hunter2-secret']) {
			let message = '';
			try {
				data(written, 'json');
			} catch (error) {
				({ message } = error as Error);
			}
			expect(message).toMatch(/^"Log-In Data" is not valid JSON: Unexpected token '.'$/);
		}
	});

	it('has names where it goes into headers', () => {
		expect(() => describedBy({ logInHeaders: '["a"]' })).toThrow('"Log-In Headers" has no names');
		expect(() => describedBy({ keep: '"a"' })).toThrow('"Keep" has no names');
		expect(describedBy({ logInHeaders: '{"a": null}' }).logIn.headers).toEqual({ a: 'null' });
	});
});

it.each(['x', '199', '600', '401.5', '401, x'])('%s is no HTTP status', (rejectedStatuses) => {
	expect(() => describedBy({ rejectedStatuses })).toThrow(
		`"Rejected Statuses" holds something that is no HTTP status: ${rejectedStatuses}`,
	);
});

it('takes statuses from 200 to 599', () => {
	expect(describedBy({ rejectedStatuses: '200, 599,' }).rejected.statuses).toEqual([200, 599]);
});

describe('a template beside a cookie', () => {
	const every = (carryTemplate: object) =>
		describedBy({ accessFrom: 'cookie', carryAs: 'template', carryTemplate: JSON.stringify(carryTemplate) }).every;
	const cookie = { Cookie: '{accessToken}' };

	it('sends the cookie as well, unless it says otherwise', () => {
		const csrf = { 'X-CSRF': '{csrf}' };
		expect(every({ headers: csrf })).toEqual({ headers: { ...csrf, ...cookie } });
		expect(every({ query: { a: '1' } })).toEqual({ query: { a: '1' }, headers: cookie });
		const told = [{ cookies: {} }, { headers: { cookie: 'a=1' } }, { query: { sid: '{accessToken}' } }];
		expect(told.map(every)).toEqual(told);
	});
});

it('sends a name that comes twice twice', () => {
	const data = (logInData: string, logInSendAs = 'form') => describedBy({ logInData, logInSendAs }).logIn.data;
	expect(data('scope=read&a=1&scope=write')).toEqual({ scope: ['read', 'write'], a: '1' });
	expect(data('scope=read&scope=write', 'query')).toEqual({ scope: ['read', 'write'] });
});

it('has headers and a method at each step, a time limit, and a zone for dates', () => {
	const refresh = {
		renewWith: 'refresh',
		refreshUrl: '/r',
		refreshHeaders: '{"Authorization": "Basic {key}"}',
		refreshMethod: 'PUT',
	};
	expect(describedBy(refresh).refresh).toMatchObject({ headers: { Authorization: 'Basic {key}' }, method: 'PUT' });
	expect([45, 1_000, 0, ''].map((logInTimeLimit) => describedBy({ logInTimeLimit }).timeLimitMs)).toEqual([
		...[45_000, 300_000, undefined, undefined],
	]);
	const dated = { expiryFrom: 'path', expiryPath: 'e', expiryUnit: 'date' };
	expect(describedBy({ ...dated, expiryZone: 'Europe/Moscow' }).expiry).toMatchObject({ zone: 'Europe/Moscow' });
	expect(describedBy({ ...dated, expiryUnit: 'seconds', expiryZone: 'x' }).expiry).not.toHaveProperty('zone');
	expect(() => describedBy({ ...dated, expiryZone: 'Moscow' })).toThrow('There is no time zone "Moscow"');
	expect(() => describedBy({ beforeUrl: '/a', beforeValues: '{"a": "pattern.("}' })).toThrow('no regular expression');
});
