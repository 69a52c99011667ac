import { sagi } from '../../providers/sagi';
import { assertAllowed } from '../../http/allowedDomains';
import { AnswerError } from '../../http/answerBody';
import { addressOf, refuseTokenIn } from '../../http/address';
import { networkCode, noAnswerOf } from '../../http/noAnswer';
import { toHttpOptions } from '../../http/request';

const account = sagi.account({
	environment: 'custom',
	baseUrl: 'https://sagi.example/base',
	login: 'a@b.kz',
	password: 'p',
	licenceKey: 'k',
});
const href = (path: string) => addressOf(sagi, account, path).href;

describe('the address of a request', () => {
	it.each([
		['/orders', 'https://sagi.example/base/orders'],
		['orders', 'https://sagi.example/base/orders'],
		['https://sagi.example/base/orders', 'https://sagi.example/base/orders'],
		['/50%25', 'https://sagi.example/base/50%25'],
		['/a..b/%2e%2ea', 'https://sagi.example/base/a..b/%2e%2ea'],
	])('%s', (path, whole) => {
		expect(href(path)).toBe(whole);
	});

	it.each(['/..%2fadmin', '/..%5Cadmin', '/%252e%252e%252fadmin', '/a%2F.%2Fb', '/a%2f%2E%2E'])(
		'%s leads up with dots',
		(path) => {
			expect(() => href(path)).toThrow('The path leads up with dots');
		},
	);

	it.each(['https://other.example/', 'https://u@sagi.example/base/', 'https://:p@sagi.example/base/'])(
		'%s is none of this credential',
		(path) => {
			expect(() => href(path)).toThrow('is not an address of this Sagi credential');
		},
	);

	it.each(['https://u@sagi.example/', 'https://:p@sagi.example/'])('holds no user: %s', (path) => {
		const anywhere = { ...sagi, isAllowedUrl: () => true };
		expect(addressOf(anywhere, account, 'https://sagi.example/').href).toBe('https://sagi.example/');
		expect(() => addressOf(anywhere, account, path)).toThrow('is not an address of this Sagi credential');
	});

	it('is none at all where it can not be read', () => {
		expect(() => href('https://')).toThrow('The path is not one of Sagi');
	});
});

describe('a token in an address', () => {
	const token = 'abc+/=?&def';
	const refused = (address: string, query?: unknown) => () =>
		refuseTokenIn(new URL(address, 'https://sagi.example'), query, undefined, '', token);

	it.each([
		['in the path', `/x/${encodeURIComponent(token)}`],
		['in the path, encoded in part', '/x/abc%2b/%3D%3f&def'],
		['in the query', `/x?a=1&token=${encodeURIComponent(token)}`],
		['in the query, encoded otherwise', '/x?token=abc%2b/=?%26def'],
		['as a name', `/x?${encodeURIComponent(token)}`],
		['in base64', `/x?token=${encodeURIComponent(Buffer.from(token).toString('base64'))}`],
	])('%s is refused', (_, address) => {
		expect(refused(address)).toThrow('The address holds the access token');
	});

	it('in the path as it is is refused', () => {
		const url = new URL('https://sagi.example/x/abcdef');
		expect(() => refuseTokenIn(url, undefined, 'abcdef')).toThrow('The address holds the access token');
	});

	it.each([
		['42', '/orders/1042'],
		['1042', '/orders/1042'],
		['1234567890', '/orders/1234567890'],
		['orde', '/orders'],
	])('%s may stand in %s by accident', (short, path) => {
		const url = new URL(path, 'https://sagi.example');
		expect(() => refuseTokenIn(url, undefined, short)).not.toThrow();
	});

	it('in the query that n8n adds is refused', () => {
		expect(refused('/x', { token })).toThrow('The address holds the access token');
	});

	it.each(['/x', '/x/%zz', '/x?a=1', `/x?${'long '.repeat(20)}`])('is not seen where there is none: %s', (address) => {
		expect(refused(address, { a: 1 })).not.toThrow();
	});
});

describe("a request in n8n's terms", () => {
	const url = (path: string, query?: object) =>
		toHttpOptions({ method: 'GET', path, query: query as Record<string, never> }).url;

	it.each([
		['/x', undefined, '/x'],
		['/x#part', {}, '/x'],
		['/x#part', { a: 1 }, '/x?a=1'],
		['/x?b=2', { a: 'á b' }, '/x?b=2&a=%C3%A1+b'],
		['/x', { a: [1, 'two', true, null, { b: 1 }] }, '/x?a=1&a=two&a=true&a=null&a=%7B%22b%22%3A1%7D'],
	])('%s with %j goes to %s', (path, query, whole) => {
		expect(url(path, query)).toBe(whole);
	});

	it('has a JSON body where there is one, a text as it is', () => {
		const request = { method: 'POST', path: '/x', headers: { 'X-Shop': '7' } } as const;
		expect(toHttpOptions({ ...request, body: { a: 1 } })).toMatchObject({
			body: '{"a":1}',
			headers: { 'Content-Type': 'application/json', 'X-Shop': '7' },
		});
		expect(toHttpOptions({ ...request, body: '{ "a": 1 }' }).body).toBe('{ "a": 1 }');
		expect(toHttpOptions({ ...request, headers: { 'Content-Type': 'text/plain' }, body: 'a' }).headers).toEqual({
			'Content-Type': 'text/plain',
		});
		const bare = toHttpOptions(request);
		expect(bare).not.toHaveProperty('body');
		expect(bare.headers).toEqual({ 'X-Shop': '7' });
	});

	it('follows no redirect, reads no body and leaves refusals to the caller', () => {
		expect(toHttpOptions({ method: 'GET', path: '/x' })).toMatchObject({
			encoding: 'stream',
			json: false,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 30_000,
		});
	});
});

describe('why there was no answer', () => {
	const wrapped = (code: unknown, depth: number): unknown =>
		depth === 0 ? { code } : { cause: wrapped(code, depth - 1), code: 500 };

	it('is the code of the socket, however often it is wrapped', () => {
		expect(networkCode(wrapped('ECONNRESET', 0))).toBe('ECONNRESET');
		expect(networkCode(wrapped('ECONNRESET', 4))).toBe('ECONNRESET');
		expect(networkCode(wrapped('ECONNRESET', 5))).toBeUndefined();
		expect(networkCode(wrapped(7, 1))).toBeUndefined();
		expect(networkCode(undefined)).toBeUndefined();
	});

	it.each([
		['ECONNREFUSED', 'refused the connection'],
		['ETIMEDOUT', 'did not answer within 30 seconds'],
		['ECONNABORTED', 'did not answer within 30 seconds'],
		['HPE_INVALID_CONSTANT', 'not HTTP'],
		['Z_DATA_ERROR', 'can not be unpacked'],
		['CERT_HAS_EXPIRED', 'expired'],
		['EAI_AGAIN', 'has no address: the name server did not answer'],
		['EWHATEVER', 'could not be reached'],
		[undefined, 'could not be reached'],
	])('%s is told in words', (code, words) => {
		expect(noAnswerOf({ code }).reason).toContain(words);
	});

	it('is what the reader of the body says', () => {
		expect(noAnswerOf(new AnswerError('answered with too much')).reason).toBe('answered with too much');
	});
});

describe('Allowed HTTP Request Domains', () => {
	const url = new URL('https://api.example.com/x');
	const allowed = (allowedHttpRequestDomains: string, allowedDomains?: string) => () =>
		assertAllowed({ allowedHttpRequestDomains, allowedDomains }, url);

	it.each(['api.example.com', 'other.com, API.example.com ', '*.example.com'])('lets through what %s holds', (list) => {
		expect(allowed('domains', list)).not.toThrow();
	});

	it.each(['other.com', '', undefined])('stops what %p does not hold', (list) => {
		expect(allowed('domains', list)).toThrow('The credential does not allow requests to api.example.com');
	});

	it.each(['all', 'none'])('is no list when it is %s', (choice) => {
		expect(allowed(choice, 'other.com')).not.toThrow();
	});
});
