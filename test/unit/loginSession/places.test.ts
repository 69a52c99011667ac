import type { Place } from '../../../providers/loginSession/description';
import {
	accessProblem,
	ACCESS_NAMES,
	findAccess,
	findNamed,
	findRefresh,
	readPlace,
	REFRESH_NAMES,
	valueAt,
} from '../../../providers/loginSession/places';
import type { Json } from '../../../providers/types';

const answer = (body: Json | undefined, headers: Record<string, unknown> = {}) => ({ status: 200, headers, body });
const place = (from: Place['from'], path = ''): Place => ({ from, path });

describe('a path', () => {
	const body = { a: { b: [{ c: 1 }, { c: 2 }], 'd.e': { f: 3 } }, 'x.y': 4, z: null };

	it.each([
		['', body],
		['a.b.1.c', 2],
		['a.b.0', { c: 1 }],
		['a.d.e.f', 3],
		['x.y', 4],
		['z', null],
		['z.y', undefined],
		['a.b.2', undefined],
		['a.b.x', undefined],
		['a.b.1x', undefined],
		['a.b.x1', undefined],
		['a.b.length', undefined],
		['a.q', undefined],
		['.a', undefined],
		['toString', undefined],
		['a.toString.name', undefined],
		['x.y.z', undefined],
	])('%j', (path, value) => expect(valueAt(body, path)).toEqual(value));

	it('has indexes of several digits', () => {
		const list = Array.from({ length: 12 }, (_, index) => index);
		expect([valueAt(list, '10'), valueAt(list, '11')]).toEqual([10, 11]);
	});

	it('leads nowhere in what has no fields', () => {
		expect(['text', 7, null, undefined].map((value) => valueAt(value, 'a'))).toEqual(Array(4).fill(undefined));
		expect(valueAt('text', '')).toBe('text');
	});
});

describe('what is found by its name', () => {
	const find = (body: Json, names = ['token', 'id']) => findNamed(body, names, (value) => typeof value === 'string');

	it.each([
		[
			{ id: 'a', token: 'b' },
			{ value: 'b', at: 'token' },
		],
		[{ 'To-Ken_': 'b' }, { value: 'b', at: 'To-Ken_' }],
		[
			{ a: { token: 'deep' }, token: 'flat' },
			{ value: 'flat', at: 'token' },
		],
		[{ a: [{ b: { token: 'x' } }] }, { value: 'x', at: 'a.0.b.token' }],
		[[7, { id: 'x' }], { value: 'x', at: '1.id' }],
		[{ token: { id: 'x' } }, { value: 'x', at: 'token.id' }],
		[{ a: { b: { c: { token: 'four' } } } }, { value: 'four', at: 'a.b.c.token' }],
		[{ a: { b: { c: { d: { token: 'five' } } } } }, undefined],
		[[1, 2, 3, { token: 'fourth of a list' }], undefined],
		[[1, 2, { token: 'third of a list' }], { value: 'third of a list', at: '2.token' }],
		[{ token: 7 }, undefined],
		['token', undefined],
	])('in %j', (body, found) => expect(find(body)).toEqual(found));
});

describe('a place that is named', () => {
	const headers = { 'X-Auth': ['h1', 'h2'], Empty: '', Number: 7, 'set-cookie': ['a=1', 'b=2'] };
	const read = (from: Place['from'], path?: string, body: Json = { t: 'x', n: 7, o: {} }) =>
		readPlace(answer(body, headers), place(from, path));

	it.each([
		['header', 'x-auth', 'h1'],
		['header', 'empty', undefined],
		['header', 'number', undefined],
		['header', 'other', undefined],
		['cookie', 'b', '2'],
		['cookie', 'c', undefined],
		['body', 't', 'x'],
		['body', 'n', '7'],
		['body', 'o', undefined],
	] as const)('%s %s: %j', (from, path, value) => expect(read(from, path)).toBe(value));

	it('may be the whole body', () => {
		expect(read('wholeBody', 'ignored', 'text')).toBe('text');
		expect(read('wholeBody', '', { t: 'x' })).toBeUndefined();
	});
});

describe('the access token', () => {
	const headers = { 'set-cookie': ['a=1; Path=/', 'b=2'], 'X-Subject-Token': 'st', Authorization: 'Bearer abc' };
	const find = (where: Place, body?: Json, of: Record<string, unknown> = headers) =>
		findAccess(answer(body, of), where);

	it('is what goes back of cookies', () => {
		expect(find(place('cookie'))).toEqual({ value: 'a=1; b=2', at: 'cookie a, b' });
		expect(find(place('cookie', 'b'))).toEqual({ value: 'b=2', at: 'cookie b' });
		expect(find(place('cookie', 'c'))).toBeUndefined();
		expect(find(place('cookie'), '', { 'set-cookie': 'a=b c' })).toBeUndefined();
	});

	it('is a header’s, of a usual name or a named one, without the word Bearer', () => {
		expect(find(place('header'))).toEqual({ value: 'st', at: 'header x-subject-token' });
		expect(find(place('header'), '', { authorization: 'bearer  abc' })).toEqual({
			...{ value: 'abc', at: 'header authorization' },
		});
		expect(find(place('header', 'Authorization'))).toEqual({ value: 'abc', at: 'header Authorization' });
		expect(find(place('header', 'X-Other'))).toBeUndefined();
		expect(find(place('header'), '', {})).toBeUndefined();
		expect(find(place('header', 'x'), '', { x: 'Xbearer abc' })).toBeUndefined();
		for (const name of ['x-auth-token', 'x-subject-token', 'x-access-token', 'authorization']) {
			expect(find(place('header'), '', { [name]: 'v' })?.value).toBe('v');
		}
	});

	it('is at a path of the body, or the body', () => {
		expect(find(place('body', 'd.t'), { d: { t: ' abc ' } })).toEqual({ value: 'abc', at: 'body d.t' });
		expect(find(place('body', 'd.t'), { d: {} })).toBeUndefined();
		expect(find(place('body', 't'), { t: ' ' })).toBeUndefined();
		expect(find(place('wholeBody'), ' abc\n')).toEqual({ value: 'abc', at: 'whole body' });
		expect(find(place('wholeBody', 'x'), 'abc')).toEqual({ value: 'abc', at: 'whole body' });
		expect(find(place('wholeBody'), 'two words')).toBeUndefined();
	});

	it('is no text that nobody has called one', () => {
		for (const text of ['12345678', 'e30.e30.s1gnatur3', 'Ok.', 'abcdef']) {
			expect(find(place('body'), text)).toBeUndefined();
			expect(find(place('wholeBody'), text)?.value).toBe(text);
		}
	});

	it.each([
		...['LOGIN_FAILED', 'Unauthorized', '{error:WrongPassword}', 'ERROR', 'DENIED', 'invalid_credentials', 'Fails.'],
		...['null', 'undefined', 'false', 'WRONG_PASSWORD', 'deleted', 'AccessDenied', 'error', 'account_locked'],
	])('is nothing that says no, wherever it stands: %s', (denial) => {
		const problem = 'holds words that say no, not a token';
		expect(find(place('body'), denial)).toBeUndefined();
		expect(find(place('wholeBody'), denial)).toBeUndefined();
		expect(find(place('body'), { token: denial })).toBeUndefined();
		expect(accessProblem(answer({ token: denial }), place('body'))).toBe(`body token ${problem}`);
		expect(accessProblem(answer(denial), place('wholeBody'))).toBe(`whole body ${problem}`);
	});

	it('is no cookie that says no, where no other is beside it', () => {
		const cookies = (...lines: string[]) => find(place('cookie'), '', { 'set-cookie': lines })?.value;
		expect([cookies('SID=deleted; Path=/'), cookies('SID=""'), cookies('SID=null')]).toEqual(Array(3).fill(undefined));
		expect(cookies('SID=s1d', 'remember=false')).toBe('SID=s1d; remember=false');
	});

	it('is a field of a form, also without a type that says so', () => {
		const form = 'access_token=a%20b%2B&scope=read&scope=write';
		expect(find(place('body'), 'access_token=abc&scope=read')).toEqual({ value: 'abc', at: 'body access_token' });
		expect(find(place('body', 'scope'), 'access_token=abc&scope=read')?.value).toBe('read');
		expect(find(place('body'), form)).toBeUndefined();
		expect(find(place('body'), 'token=abc')?.value).toBe('abc');
		expect(find(place('wholeBody'), 'a=1&b=2')?.value).toBe('a=1&b=2');
	});

	it('is without what stands around it, and up to what servers take', () => {
		const long = 'x'.repeat(16_000);
		expect(find(place('body'), { token: ' Bearer  abc\n' })?.value).toBe('abc');
		expect(find(place('body'), { token: long })?.value).toBe(long);
		expect(find(place('body'), { token: `${long}x` })).toBeUndefined();
		const problem = (token: string) => accessProblem(answer({ token }), place('body'));
		expect(problem(`${long}x`)).toBe('body token is longer than the 16000 characters that servers take');
		expect(problem('a b')).toBe('body token holds spaces or characters that no header can carry');
		expect([problem('abc'), problem(' ')]).toEqual([undefined, undefined]);
	});

	it('is found by itself: a field of a usual name', () => {
		for (const name of ACCESS_NAMES) {
			expect(find(place('body'), { [name]: 'abc' })).toEqual({ value: 'abc', at: `body ${name}` });
		}
		expect(find(place('body'), { id_token: 'b', access_token: 'a' })?.value).toBe('a');
		expect(find(place('body'), { token: '', jwt: 7 })).toBeUndefined();
		expect(find(place('body'), { token: '', jwt: 'abc' })?.at).toBe('body jwt');
		expect(find(place('body'), undefined)).toBeUndefined();
	});
});

describe('the refresh token', () => {
	it('is found by itself or at its place', () => {
		for (const name of REFRESH_NAMES) expect(findRefresh(answer({ a: { [name]: 'r' } }), place('body'))).toBe('r');
		expect(findRefresh(answer({ token: 'r' }), place('body'))).toBeUndefined();
		expect(findRefresh(answer({ r: 'x', refresh: 'y' }), place('body', 'r'))).toBe('x');
		expect(findRefresh(answer({ refresh: 'y' }, { r: 'h' }), place('header', 'r'))).toBe('h');
		expect(findRefresh(answer({ refresh: 'y' }), place('header'))).toBeUndefined();
		expect(findRefresh(answer({ r: 'a b' }), place('body', 'r'))).toBeUndefined();
	});
});

describe('a value in a page', () => {
	const page = `<html><head><meta name="csrf-token" content="m&amp;1"></head><form>
		<input type=hidden value='a&quot;b&#39;' name='_token'><input name="other" value="x">
		<INPUT NAME=bare VALUE=y></form><script>var key = "k3y";</script>`;
	const read = (from: Place['from'], path: string, body: Json = page) => readPlace(answer(body), place(from, path));

	it('is that of an input or a meta of some name, without entities', () => {
		expect(['_token', 'csrf-token', 'other', 'bare', 'none'].map((name) => read('input', name))).toEqual([
			...['a"b\'', 'm&1', 'x', 'y', undefined],
		]);
	});

	it('is the first group of a pattern, or all that it finds', () => {
		expect(read('pattern', 'key = "(\\w+)"')).toBe('k3y');
		expect(read('pattern', 'k\\dy')).toBe('k3y');
		expect(read('pattern', 'nothing')).toBeUndefined();
		expect(read('pattern', '"n":(\\d)', { n: 7 })).toBe('7');
	});
});
