import { accountOf, keptProfile, shownProfile, valuesWith } from '../../../providers/loginSession/account';
import { PRESETS } from '../../../presets';
import { sessionWith } from '../../support/provider';

const FIELDS = {
	...{ baseUrl: 'https://a.example/base/', username: ' ann ', password: ' p ', logInUrl: '/login' },
	logInData: '{"user": "{username}", "pass": "{password}"}',
};
const of = (fields: object = {}) => accountOf({ ...FIELDS, ...fields });
const named = (...values: object[]) => ({ moreValues: { values } });

it('is who logs in where, and how', () => {
	const account = of(named({ name: ' shop ', secret: 7 }, {}));
	expect(account).toMatchObject({
		...{ baseUrl: 'https://a.example/base', login: 'ann', renewBeforeMs: 60_000 },
		values: { shop: '7', username: 'ann', password: ' p ' },
		description: { logIn: { url: '/login' } },
	});
	expect(of({ renewBefore: 5 }).renewBeforeMs).toBe(300_000);
	expect(
		accountOf({ service: 'magento', baseUrl: 'https://a.example', username: 'u', password: 'p' }).description,
	).toMatchObject({ logIn: { url: expect.stringContaining('token') } });
});

it('is another as soon as anything of it is edited', () => {
	const edited = [
		...[{}, { baseUrl: 'https://b.example' }, { username: 'bob' }, { password: 'x' }, { logInUrl: '/x' }],
		...[named({ name: 'a', secret: 'b' }), { rejectedStatuses: '403' }],
	];
	const identities = edited.map((fields) => JSON.stringify(of(fields).identity));
	expect(new Set(identities).size).toBe(edited.length);
});

it.each<[object, string, string]>([
	[{ baseUrl: '' }, 'The credential has no Base URL', 'baseUrl'],
	[{ baseUrl: 'http://a.example' }, '"Base URL" has no encryption', 'baseUrl'],
	[{ baseUrl: 'http://a.example', allowHttp: 1 }, '"Base URL" has no encryption', 'baseUrl'],
	[{ logInUrl: ' ' }, 'The credential has no Log-In URL', 'logInUrl'],
	[{ username: ' ' }, 'The credential has no Username', 'username'],
	[{ password: '' }, 'The credential has no Password', 'password'],
	[{ password: undefined }, 'The credential has no Password', 'password'],
	[{ logInUrl: '/login/{password}' }, '"Log-In URL" holds {password}', 'logInUrl'],
	[{ renewWith: 'refresh', refreshUrl: '/r/{refreshToken}' }, '"Refresh URL" holds {refreshToken}', 'refreshUrl'],
	[{ logOutUrl: '/out?{accessToken}' }, '"Log-Out URL" holds {accessToken}', 'logOutUrl'],
	[{ testUrl: '/me?{accessToken}' }, '"Test URL" holds {accessToken}', 'testUrl'],
	[{ logInUrl: 'https://b.example/login' }, '"Log-In URL" is on another host than the base URL', 'logInUrl'],
	[{ logInUrl: 'http://a.example/login' }, '"Log-In URL" is on another host than the base URL', 'logInUrl'],
	[{ testUrl: 'https://' }, '"Test URL" is on another host than the base URL', 'testUrl'],
	[{ service: 'magento', logInUrl: undefined, password: '' }, 'The credential has no Password', 'password'],
])('%j: %s', (fields, message, field) => {
	expect(() => of(fields)).toThrow(expect.objectContaining({ message: expect.stringContaining(message), field }));
});

it.each([
	{ logInUrl: 'https://a.example/elsewhere' },
	{ logInUrl: '/login/{username}' },
	{ username: '', logInData: '{"pass": "{password}"}' },
	{ password: '', logInData: '{"user": "{username}"}' },
	{ baseUrl: 'http://a.example', allowHttp: true },
])('may be %j', (fields) => expect(() => of(fields)).not.toThrow());

it('names the values that a preset asks for, and what to fill in', () => {
	const odoo = (...values: object[]) =>
		accountOf({ service: 'odoo', baseUrl: 'https://a.example', username: 'u', password: 'p', ...named(...values) });
	expect(() => odoo()).toThrow(
		expect.objectContaining({
			message: expect.stringMatching(/^The credential has no value "\w+"$/),
			field: 'moreValues',
			description: expect.stringContaining('to More Values and fill in: '),
		}),
	);
	const [name = ''] = Object.keys(PRESETS.odoo!.values!);
	expect(() => odoo({ name, secret: ' ' })).toThrow('has no value');
	expect(odoo({ name, secret: 'mine' }).values).toMatchObject({ [name]: 'mine' });
});

describe('what an answer was told to keep', () => {
	const session = (rest = {}) =>
		sessionWith('abc', { profile: { kept_csrf: 'c', kept_n: 7, token_found_at: 'body' }, ...rest });

	it('is in the profile, and not shown', () => {
		expect(keptProfile({ csrf: 'c' })).toEqual({ kept_csrf: 'c' });
		expect(shownProfile(session().profile)).toEqual({ token_found_at: 'body' });
	});

	it('may be used in texts, beside the session and what was entered', () => {
		const mine = { ...{ username: 'ann', password: ' p ' }, csrf: 'c', n: '7', accessToken: 'abc' };
		expect(valuesWith(of(), session())).toEqual({ ...mine, refreshToken: '' });
		expect(valuesWith(of(), session({ refreshToken: 'r' }))).toEqual({ ...mine, refreshToken: 'r' });
	});
});

describe('a marker that nobody has a value for', () => {
	const shop = named({ name: 'shop', secret: 's' });

	it.each([
		[{ logInData: '{"pass": "{pasword}"}' }, '"Log-In Data" holds {pasword}', 'logInData'],
		[{ logInData: '{"a": [{"b": "x{unknown}"}]}' }, '"Log-In Data" holds {unknown}', 'logInData'],
		[{ logInSendAs: 'form', logInData: 'u={username}&p={passwort}' }, '"Log-In Data" holds {passwort}', 'logInData'],
		[{ logInSendAs: 'text', logInData: '{"p": "{pasword}"}' }, '"Log-In Data" holds {pasword}', 'logInData'],
		[{ logInData: '{"t": "{accessToken}"}' }, '"Log-In Data" holds {accessToken}', 'logInData'],
		[{ logInUrl: '/in/{user}' }, '"Log-In URL" holds {user}', 'logInUrl'],
		[{ logInHeaders: '{"X-Shop": "{shp}"}', ...shop }, '"Log-In Headers" holds {shp}', 'logInHeaders'],
		[
			{ carryAs: 'template', carryTemplate: '{"headers": {"X": "{csrf}"}}' },
			'"Request Template" holds {csrf}',
			'carryTemplate',
		],
		[{ testUrl: '/me/{id}' }, '"Test URL" holds {id}', 'testUrl'],
		[{ logOutUrl: '/out', logOutData: '{"t": "{acessToken}"}' }, '"Log-Out Data" holds {acessToken}', 'logOutData'],
		[
			{ renewWith: 'refresh', refreshData: '{"t": "{refresh_token}"}' },
			'"Refresh Data" holds {refresh_token}',
			'refreshData',
		],
		[{ beforeUrl: '/csrf/{usrname}' }, '"First URL" holds {usrname}', 'beforeUrl'],
	])('is refused: %j', (fields, message, field) => {
		expect(() => of(fields)).toThrow(expect.objectContaining({ message: expect.stringContaining(message), field }));
	});

	it.each([
		{ logInData: '{"a": "{}", "b": "{ x }", "c": "{1}", "d": "{{username}}", "e": "{\\"x\\"}", "f": "{{pasword}}"}' },
		{ logInData: '{"query": "query{me{id}} mutation($u: String!){login(u: $u){token}}"}' },
		{ logInData: '{"shop": "{shop}"}', ...shop },
		{ beforeUrl: '/csrf', beforeValues: '{"csrf": "input._token"}', logInData: '{"_token": "{csrf}"}' },
		{ keep: '{"csrf": "body.csrf"}', carryAs: 'template', carryTemplate: '{"headers": {"X": "{csrf}{accessToken}"}}' },
		{ renewWith: 'refresh', refreshData: '{"t": "{refreshToken}", "a": "{accessToken}"}' },
	])('is none in %j', (fields) => expect(() => of(fields)).not.toThrow());
});
