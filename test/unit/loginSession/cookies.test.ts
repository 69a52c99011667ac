import { cookiesOf, matchingCookies, mergeCookies } from '../../../providers/loginSession/cookies';

const NOW = 'Mon, 01 Dec 2025 00:00:00 GMT';
const set = (lines: unknown, header = 'Set-Cookie') =>
	cookiesOf({ status: 200, headers: { [header]: lines, Date: NOW }, body: '' });
const pairs = (...lines: string[]) => set(lines).map(({ name, value }) => `${name}=${value}`);

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

const DEAD = 'deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/';

it.each<[string, string[], string[]]>([
	['a cookie that is deleted by a date alone', [`SID=${DEAD}`], []],
	['beside one that lives', [`remember=${DEAD}`, 'SID=good; path=/'], ['SID=good']],
	['and set anew', [`SID=${DEAD}`, 'SID=good; path=/'], ['SID=good']],
	['or deleted at last', ['SID=good; path=/', `SID=${DEAD}`], []],
	['at another path, where it is another cookie', ['SID=good; Path=/', 'SID=x; Path=/old; Max-Age=0'], ['SID=good']],
	['the last of a name', ['sid=one', 'b=2', 'sid=two'], ['sid=two', 'b=2']],
	['Max-Age before Expires', ['a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT'], ['a=1']],
	['and the other way round', ['a=1; Max-Age=0; Expires=Thu, 01 Jan 2026 00:00:00 GMT'], []],
	['a value with a space', ['nocache=cache bypass', 'sid=good'], ['sid=good']],
	['a value of other letters', ['city=Алматы', 'sid=good'], ['sid=good']],
	['a name with a space', ['no cache=1', 'sid=good'], ['sid=good']],
	[
		'a year of two digits',
		['a=1; Expires=Thursday, 01-Jan-70 00:00:00 GMT', 'b=2; expires=Thu, 01-Jan-26 0:0:0 GMT'],
		['b=2'],
	],
	['the way of asctime', ['a=1; Expires=Thu Jan  1 00:00:00 1970', 'b=2; Expires=Thu Jan  1 00:00:00 2026'], ['b=2']],
	['a date that is none', ['a=1; Expires=0', 'b=2; Expires=Thu, 99 Jan 1970 00:00:00 GMT'], ['a=1', 'b=2']],
])('%s', (_, lines, left) => expect(pairs(...lines)).toEqual(left));

it('goes by the clock of this computer where the answer tells no time', () => {
	const expires = (ms: number) => `a=1; Expires=${new Date(Date.now() + ms).toUTCString()}`;
	const of = (line: string) => cookiesOf({ status: 200, headers: { 'set-cookie': line }, body: '' }).length;
	expect([of(expires(60_000)), of(expires(-60_000))]).toEqual([1, 0]);
});
