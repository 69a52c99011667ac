import { smartSatu } from '../../providers/smartSatu';
import { prepared, reading, sessionWith } from '../support/provider';

const FIELDS = { username: ' shop ', password: ' p ' };
const account = smartSatu.account(FIELDS);
const LOGIN_URL = 'https://food.smartsatu.com/api/users/login';

describe('the account', () => {
	it('checks its addresses', () => {
		const of = (fields: object) => () => smartSatu.account({ ...FIELDS, loginAddress: 'custom', ...fields });
		expect(of({})).toThrow('The credential has no Login URL');
		expect(of({ loginAddress: '', loginUrl: 'https://a.example/x' })().loginUrl).toBe(LOGIN_URL);
		expect(of({ loginAddress: 'none' })).toThrow('"Login URL" is not a web address');
		expect(of({ loginUrl: 'http://a.example/login', allowHttp: 1 })).toThrow('no encryption');
		expect(of({ loginUrl: 'https://a.example/' })).toThrow('"Login URL" is a host without the path of the log-in');
		expect(of({ loginUrl: 'http://a.example/login', allowHttp: true })().baseUrl).toBe('http://a.example/api');
	});

	it('needs a username and a password, whose spaces stay', () => {
		expect(account).toMatchObject({
			login: 'shop',
			password: ' p ',
			direction: '',
			country: 'ru',
			scheme: 'basicColon',
		});
		expect(account.renewBeforeMs).toBe(60_000);
		expect(smartSatu.needsSession(account)).toBe(true);
		expect(smartSatu.refresh(account, sessionWith('abc'))).toBeUndefined();
		expect(smartSatu.account({ ...FIELDS, direction: ' food ' }).direction).toBe('food');
		expect(smartSatu.secrets!(account)).toEqual([' p ']);
		expect(() => smartSatu.account({ password: 'p' })).toThrow('The credential has no Username');
		expect(() => smartSatu.account({ username: 'u' })).toThrow('The credential has no Password');
		expect(() => smartSatu.account({ ...FIELDS, country: 'рф' })).toThrow('"Country" holds characters');
	});

	it('is another as soon as anything of it is edited, but the form of later requests', () => {
		const edited = [
			...[{}, { username: 'x' }, { password: 'x' }, { direction: 'food' }, { country: 'kz' }],
			{ loginAddress: 'foodUser' },
		];
		const identities = edited.map((fields) => JSON.stringify(smartSatu.account({ ...FIELDS, ...fields }).identity));
		expect(new Set(identities).size).toBe(edited.length);
		expect(smartSatu.account({ ...FIELDS, authorizationScheme: 'bearer' }).identity).toEqual(account.identity);
	});
});

describe('a request', () => {
	const headersOf = (headers?: Record<string, string>, scheme = 'bearer') =>
		smartSatu.authorizeRequest(
			smartSatu.account({ ...FIELDS, country: 'kz', authorizationScheme: scheme }),
			{ method: 'POST', path: '/v1/orders', headers },
			sessionWith('abc'),
		).headers;

	it('has the document’s headers, and keeps the type of an upload', () => {
		const always = { Accept: 'application/json', country: 'kz', Authorization: 'Bearer abc' };
		const json = 'application/json; charset=utf-8';
		expect(headersOf()).toEqual({ ...always, 'Content-Type': json });
		expect(headersOf({ 'content-type': 'application/json', Country: 'ru', accept: 'text/csv' })).toEqual({
			...{ accept: 'text/csv', country: 'kz', Authorization: 'Bearer abc' },
			'Content-Type': json,
		});
		const upload = 'multipart/form-data; boundary=x';
		expect(headersOf({ 'CONTENT-TYPE': upload })).toEqual({ ...always, 'Content-Type': upload });
		expect(headersOf({ 'X-A': 'b' })).toEqual({ ...always, 'X-A': 'b', 'Content-Type': json });
		expect(headersOf({ 'content-type': 'application/jsonlines' })).toMatchObject({
			'Content-Type': 'application/jsonlines',
		});
		expect(headersOf({ 'content-type': 'text/application/json' })).toMatchObject({
			'Content-Type': 'text/application/json',
		});
	});

	it('without a session has none, and its path as it was; with one it has a whole address', () => {
		const request = prepared(smartSatu, account, { method: 'GET', path: '/v1/orders' })!;
		expect(request.path).toBe('/v1/orders');
		const path = (written: string) =>
			smartSatu.authorizeRequest(account, { method: 'GET', path: written }, sessionWith('abc')).path;
		expect(path('v1/orders')).toBe('https://food.smartsatu.com/api/v1/orders');
		expect(path('https://x.smartsatu.com/v1')).toBe('https://x.smartsatu.com/v1');
		expect(request.headers).not.toHaveProperty('Authorization');
	});

	it.each([
		['https://food.smartsatu.com/api/x', true],
		['https://kz.smartsatu.com/x', true],
		['https://smartsatu.com/', true],
		['http://smartsatu.com/', false],
		['https://.smartsatu.com/', false],
		['https://a..smartsatu.com/', false],
		['https://smartsatu.com:8443/', false],
		['https://evilsmartsatu.com/', false],
	])('to %s may have the token: %j', (address, expected) => {
		expect(smartSatu.isAllowedUrl(account, new URL(address))).toBe(expected);
	});

	it('may go to a log-in that lies beside the base', () => {
		const own = smartSatu.account({ ...FIELDS, loginAddress: 'custom', loginUrl: 'https://a.example/auth' });
		const owns = (address: string) => smartSatu.isAllowedUrl(own, new URL(address));
		expect(['https://a.example/auth', 'https://a.example/api/x', 'https://a.example/auth/x'].map(owns)).toEqual([
			...[true, true, false],
		]);
	});
});

describe('the answer of a log-in', () => {
	it('has the types of the document’s example; what does not fit stays', () => {
		const profile = (fields: object) => reading(smartSatu, { access_token: 'abc', ...fields }).grant?.profile;
		const numbers = ['id', 'company_id', 'price_decimals', 'access_token_expiration_time', 'time_zone_offset'];
		for (const name of numbers) expect(profile({ [name]: ' 42 ' })).toEqual({ [name]: 42 });
		for (const kept of [7, '', 'x', '4x', 'x4', '1234567890123456', '-1', null, ['1']]) {
			expect(profile({ id: kept })).toEqual({ id: kept });
		}
		expect(profile({ id: '123456789012345' })).toEqual({ id: 123_456_789_012_345 });
		const truths = ['is_document', 'is_replacement', 'price_before_currency', 'cashback_enabled'];
		for (const name of truths) expect(profile({ [name]: 'True' })).toEqual({ [name]: true });
		for (const yes of [true, 'true', 'TRUE', 1, '1'])
			expect(profile({ is_document: yes })).toEqual({ is_document: true });
		for (const no of [false, 'false', 0, '0']) expect(profile({ is_document: no })).toEqual({ is_document: false });
		for (const kept of ['', 'yes', 2, null, {}]) expect(profile({ is_document: kept })).toEqual({ is_document: kept });
		expect(profile({ name: '42', other: 'true' })).toEqual({ name: '42', other: 'true' });
	});
});
