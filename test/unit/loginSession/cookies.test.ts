import { cookiesOf, matchingCookies, mergeCookies } from '../../../providers/loginSession/cookies';

const set = (lines: unknown, header = 'Set-Cookie') =>
	cookiesOf({ status: 200, headers: { [header]: lines }, body: '' });

it.each([
	['sid=abc', [{ name: 'sid', value: 'abc' }]],
	[
		['sid=abc; Path=/', 'csrf = x=y '],
		['sid=abc', 'csrf=x=y'],
	],
	[' sid = abc ;HttpOnly', ['sid=abc']],
	['sid', []],
	['=abc', []],
	['sid=', []],
	['', []],
	[[7, null, 'a=1'], ['a=1']],
	[undefined, []],
])('%j sets %j', (lines, expected) => {
	const cookies = set(lines);
	const told = expected.map((each) => (typeof each === 'string' ? each : `${each.name}=${each.value}`));
	expect(cookies.map(({ name, value }) => `${name}=${value}`)).toEqual(told);
	expect(set(lines, 'set-cookie')).toEqual(cookies);
});

it('finds no cookies without their header', () => {
	expect(cookiesOf({ status: 200, headers: { 'x-set-cookie': 'a=1' }, body: '' })).toEqual([]);
});

it('reads how long a cookie lives, and leaves out what is deleted', () => {
	const expires = 'Thu, 01 Jan 2026 00:00:00 GMT';
	expect(set(['a=1; max-age=60', `b=2; EXPIRES=${expires}`, 'c=3; Max-Age=soon; Expires=soon'])).toEqual([
		{ name: 'a', value: '1', maxAge: 60 },
		{ name: 'b', value: '2', expiresAt: Date.UTC(2026, 0, 1) },
		{ name: 'c', value: '3' },
	]);
	expect(set(['a=1; Max-Age=0', 'b=2; Max-Age=-1', 'c=3; Max-Age=1'])).toEqual([{ name: 'c', value: '3', maxAge: 1 }]);
	expect(
		set(`a=1; x-max-age=60; max-age-x=60; x-expires=${expires}; expires-x=${expires}; Max-Age=6x; Max-Age=x6`),
	).toEqual([{ name: 'a', value: '1' }]);
});

describe('the cookies of some names', () => {
	const cookies = ['sid', 'SESSabc', 'SESSdef', 'a.b', 'axb'].map((name) => ({ name, value: '1' }));
	const names = (written: string) => matchingCookies(cookies, written).map(({ name }) => name);

	it.each([
		['', ['sid', 'SESSabc', 'SESSdef', 'a.b', 'axb']],
		[' , ', ['sid', 'SESSabc', 'SESSdef', 'a.b', 'axb']],
		['SESS*, sid', ['SESSabc', 'SESSdef', 'sid']],
		['sid,sid,s*', ['sid']],
		['a.b', ['a.b']],
		['*b', ['a.b', 'axb']],
		['S*a*', ['SESSabc']],
		['si', []],
		['id', []],
	])('%j', (written, expected) => expect(names(written)).toEqual(expected));
});

it('merges cookies of several headers, the later of a name in the place of the earlier', () => {
	expect(mergeCookies('a=1; b=2', undefined, 'b=3;c=4;', '; =x')).toBe('a=1; b=3; c=4');
	expect(mergeCookies(undefined, '')).toBe('');
});
