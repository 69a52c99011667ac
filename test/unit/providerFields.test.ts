import {
	answerText,
	baseUrl,
	headerText,
	isAbsolute,
	isBelow,
	isHost,
	isObject,
	jwtExpiry,
	mergeHeaders,
	plainPhone,
	required,
	rfc3339Time,
	text,
	tokenText,
	unixTime,
} from '../../providers/fields';
import { InputError } from '../../providers/types';

it.each([
	[{}, true],
	[{ a: 1 }, true],
	[[], false],
	[null, false],
	[undefined, false],
	['a', false],
])('%j is an object: %j', (value, expected) => expect(isObject(value)).toBe(expected));

describe('what a person entered', () => {
	it('is text without spaces around it', () => {
		expect(text({ a: ' b ' }, 'a')).toBe('b');
		expect(text({ a: 7 }, 'a')).toBe('7');
		expect(text({ a: undefined, b: null }, 'a') + text({ b: null }, 'b') + text({}, 'c')).toBe('');
	});

	it.each([{}, { a: '' }, { a: '  ' }, { a: null }])('must be there: %j', (fields) => {
		expect(() => required(fields, 'a', 'Label')).toThrow(InputError);
		expect(() => required(fields, 'a', 'Label')).toThrow(
			expect.objectContaining({
				message: 'The credential has no Label',
				field: 'a',
				description: 'Open the credential and fill in "Label".',
				name: 'InputError',
			}),
		);
	});

	it('keeps its spaces where it must be there', () => expect(required({ a: ' b ' }, 'a', 'Label')).toBe(' b '));

	it.each([
		...[
			'+7 (999) 333-22-10',
			'7.999.333.22.10',
			'7\u2010999\u2015333\u22122210',
			'\u202a+7\u200b999\u00ad3332210\u202c',
		],
		...[
			'\ufeff7\u2060999\u200e3332210',
			'7\u00a0999\u202f3332210',
			'7\u115f9993332210\ufe0f',
			'7\u2800999\u00853332210\u0000',
		],
	])('phone %s', (written) => {
		expect(plainPhone(written)).toBe('79993332210');
	});

	it.each(['', 'abc', '7999x', 'x7999', '7+999/1', '①'])('no phone, and not changed: %s', (written) => {
		expect(plainPhone(written)).toBe(written);
	});

	it('goes into a header as it is, or not at all', () => {
		expect(headerText(' !~a', 'field', 'Label')).toBe(' !~a');
		expect(headerText('', 'field', 'Label')).toBe('');
		for (const value of ['\n', 'a\x1f', 'a\x7f', 'ключ', 'a\u00a0b', '\x1fa', 'é']) {
			expect(() => headerText(value, 'field', 'Label')).toThrow(
				expect.objectContaining({ message: '"Label" holds characters that can not be sent', field: 'field' }),
			);
		}
	});
});

describe('a base URL', () => {
	const read = (value: string, allowsHttp?: boolean) => baseUrl(value, 'baseUrl', 'Base URL', allowsHttp);

	it.each([
		['https://example.com', 'https://example.com'],
		[' https://example.com/// ', 'https://example.com'],
		['https://example.com/a//b//', 'https://example.com/a//b'],
		['http://127.0.0.1:5601/', 'http://127.0.0.1:5601'],
		['http://127.9.10.255', 'http://127.9.10.255'],
		['http://[::1]:80/x', 'http://[::1]/x'],
		['http://localhost', 'http://localhost'],
		['http://api.localhost:3000', 'http://api.localhost:3000'],
	])('%s', (written, whole) => expect(read(written)).toBe(whole));

	it.each([
		['', 'is not a web address'],
		['example.com', 'does not begin with https://'],
		['example.com:8080/api', 'does not begin with https://'],
		['localhost:5601', 'does not begin with http://'],
		['127.0.0.1', 'does not begin with http://'],
		['https//example.com', 'is not a web address'],
		['user:pass@example.com', 'is not an address that requests can be sent to'],
		['example.com?a', 'is not a web address'],
		['/api', 'is not a web address'],
		['ftp://example.com', 'is not an address that requests can be sent to'],
		['https://a@example.com', 'is not an address that requests can be sent to'],
		['https://:b@example.com', 'is not an address that requests can be sent to'],
		['https://example.com/?a', 'is not an address that requests can be sent to'],
		['https://example.com/#a', 'is not an address that requests can be sent to'],
		['https://example.com/?', 'is not an address that requests can be sent to'],
		['http://example.com', 'has no encryption: everybody on the way could read the password'],
		['http://localhost.example.com', 'has no encryption'],
		['http://notlocalhost', 'has no encryption'],
		['http://128.0.0.1', 'has no encryption'],
		['http://127.0.0.1.example.com', 'has no encryption'],
		['http://x127.0.0.1.nip.io', 'has no encryption'],
	])('not %s: it %s', (written, reason) => {
		expect(() => read(written)).toThrow(
			expect.objectContaining({ message: expect.stringContaining(`"Base URL" ${reason}`), field: 'baseUrl' }),
		);
	});

	it('without encryption goes anywhere once that is allowed', () => {
		expect(read('http://example.com/', true)).toBe('http://example.com');
	});

	it.each([
		['https://example.com', true],
		['https://example.com/', true],
		['https://example.com/a', true],
		['https://example.com?a', true],
		['https://example.com#a', true],
		['https://example.com.evil.org/', false],
		['https://example.org/https://example.com', false],
		['https://example.com:8443/', false],
	])('reaches down to %s: %j', (address, expected) => {
		expect(isBelow('https://example.com', new URL(address))).toBe(expected);
	});

	it('with a path reaches what lies below that', () => {
		const base = 'https://example.com/api';
		const below = ['/api', '/api/', '/api/x', '/api?x', '/api#x'].map((path) => new URL(path, base));
		expect(below.map((url) => isBelow(base, url))).toEqual(below.map(() => true));
		expect(isBelow(base, new URL('/apix', base)) || isBelow(base, new URL('/', base))).toBe(false);
	});
});

describe('a value of an answer', () => {
	it('is text, or a number as text', () => {
		expect([0, 7, '7', ' ', '', true, null, undefined, {}, []].map(answerText)).toEqual([
			...['0', '7', '7', ' '],
			...[undefined, undefined, undefined, undefined, undefined, undefined],
		]);
	});

	it('is a token where it can go into a header', () => {
		const longest = 'a'.repeat(16_000);
		expect([7, '2|k8!~', longest].map(tokenText)).toEqual(['7', '2|k8!~', longest]);
		const rubbish = ['', ' ', 'a b', 'a\n', 'ключ', '\x7f', 'a\x20', `${longest}a`, null, undefined, { value: 'a' }];
		expect(rubbish.map(tokenText)).toEqual(rubbish.map(() => undefined));
	});

	it('is a time in seconds or milliseconds', () => {
		expect([1, '1', ' 1 ', 1e12, 1e12 + 1, '1767225600000'].map(unixTime)).toEqual([
			...[1_000, 1_000, 1_000, undefined, 1e12 + 1, 1_767_225_600_000],
		]);
		const last = Date.UTC(9999, 11, 31);
		expect([last - 1, last, last / 1_000 - 1].map(unixTime)).toEqual([last - 1, undefined, last - 1_000]);
		const none = [0, -1, '', ' ', 'soon', 'Infinity', NaN, true, null, undefined, {}];
		expect(none.map((value) => unixTime(value as never))).toEqual(none.map(() => undefined));
	});

	it('is a time as RFC 3339 writes it', () => {
		expect(rfc3339Time('2026-01-01T03:00:00+03:00')).toBe(Date.UTC(2026, 0, 1));
		expect(rfc3339Time('1970-01-01T00:00:00.001Z')).toBe(1);
		const none = ['1970-01-01T00:00:00Z', '1969-12-31T23:59:59Z', 'soon', '', 1, null, undefined];
		expect(none.map((value) => rfc3339Time(value))).toEqual(none.map(() => undefined));
	});

	it('tells the end of a JWT, where it is one', () => {
		const jwt = (claims: unknown) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;
		expect(jwtExpiry(jwt({ exp: 1_767_225_600 }))).toBe(Date.UTC(2026, 0, 1));
		const none = [jwt({}), jwt({ exp: 'soon' }), jwt(null), 'opaque', 'a.b.c', ''];
		expect(none.map(jwtExpiry)).toEqual(none.map(() => undefined));
	});
});

it.each([
	['https://a', true],
	['HTTP:x', true],
	['a1+.-:x', true],
	['//a', false],
	['/a:b', false],
	['1a:b', false],
	['a/b:c', false],
	['', false],
])('%s names a host: %j', (address, expected) => expect(isAbsolute(address)).toBe(expected));

it('knows a host by its name, or by what it lies below', () => {
	const hosts = ['a.example', '*.b.example'];
	const are = (names: string[]) => names.map((name) => isHost(hosts, name));
	expect(are(['a.example', 'x.b.example', 'x.y.b.example'])).toEqual([true, true, true]);
	expect(are(['x.a.example', 'b.example', 'xb.example', 'a.example.org', '', '.b.example', 'x..b.example'])).toEqual(
		Array(7).fill(false),
	);
	expect(isHost([], 'a.example')).toBe(false);
});

it('merges headers without regard to case: the later name and value win', () => {
	expect(mergeHeaders({ Accept: 'a', x: '1' }, undefined, { accept: 'b' }, { Y: '2' })).toEqual({
		...{ accept: 'b', x: '1', Y: '2' },
	});
	expect(mergeHeaders()).toEqual({});
});
