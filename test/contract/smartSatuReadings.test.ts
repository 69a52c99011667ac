import { smartSatu } from '../../providers/smartSatu';
import { addressOf } from '../../http/address';
import { reading, sessionWith } from '../support/provider';
import { useSandbox } from '../support/sandbox';
import {
	EXPIRY,
	LOG_IN_ANSWER,
	runSmartSatu,
	SMART_SATU_ANSWER as ANSWER,
	SMART_SATU_TOKEN as TOKEN,
	smartSatuCredential,
} from '../support/smartSatu';

const sandbox = useSandbox();
const service = () => sandbox().smartSatu;
const accountWith = (fields: object = {}) => smartSatu.account({ username: 'supplier', password: 'qwerty', ...fields });
const account = accountWith({ direction: 'food', country: 'ru' });
const logIn = { resource: 'session', operation: 'logIn' };
const orders = { resource: 'apiRequest', operation: 'send', path: '/v1/orders' };
const grantOf = (body: unknown) => reading(smartSatu, body).grant;

/** Where a request goes after a log-in that told this `url_api`. */
function addressAfter(url_api: unknown, of = account, path = '/v1/orders'): string {
	const request = smartSatu.authorizeRequest(of, { method: 'GET', path }, sessionWith(TOKEN, { profile: { url_api } }));
	return addressOf(smartSatu, of, request.path).href;
}

// The numbers are those of the table of open questions in docs/smart-satu.md.
describe('what the document leaves open', () => {
	it.each([
		[undefined, 'https://food.smartsatu.com/api/users/login', 'https://food.smartsatu.com/api'],
		['foodUsers', 'https://food.smartsatu.com/api/users/login', 'https://food.smartsatu.com/api'],
		['loginHost', 'https://login.smartsatu.com/api/user/login', 'https://login.smartsatu.com/api'],
		['foodUser', 'https://food.smartsatu.com/api/user/login', 'https://food.smartsatu.com/api'],
	])('1, 2: login address %s is %s', (loginAddress, url, base) => {
		const of = accountWith({ loginAddress });
		expect(addressOf(smartSatu, of, smartSatu.logIn(of)?.path ?? '').href).toBe(url);
		expect(of.baseUrl).toBe(base);
	});

	it.each([
		['http://127.0.0.1:5604/api/users/login', 'http://127.0.0.1:5604/api'],
		['https://proxy.example/satu/api/user/login/', 'https://proxy.example/satu/api'],
		['https://proxy.example/auth', 'https://proxy.example/api'],
		['https://proxy.example/b/users/login/x', 'https://proxy.example/api'],
	])('1, 2: a custom login address %s has its API below %s', (loginUrl, base) => {
		const of = accountWith({ loginAddress: 'custom', loginUrl });
		expect(of.baseUrl).toBe(base);
		expect(addressOf(smartSatu, of, smartSatu.logIn(of)?.path ?? '').href).toBe(loginUrl.replace(/\/$/, ''));
	});

	it.each([404, 405])('1, 2: HTTP %i names the other addresses, and none of them is tried', async (status) => {
		service().addFault({ match: { operation: 'logIn' }, status });
		await expect(runSmartSatu(smartSatuCredential(sandbox()), orders)).rejects.toMatchObject({
			message: expect.stringContaining(`HTTP ${status}`),
			description: expect.stringMatching(/food.*users\/login.*login\.smartsatu.*food.*user\/login/),
		});
		expect(service().counters().requests).toBe(1);
	});

	it.each([
		['food', '{"username":"supplier","password":"qwerty","direction":"food"}'],
		['', '{"username":"supplier","password":"qwerty"}'],
	])('3: direction "%s" is sent when it is not empty', async (direction, body) => {
		await runSmartSatu(smartSatuCredential(sandbox(), { direction }), logIn);
		expect(service().requests()[0]?.body).toBe(body);
	});

	it("4: the credential's country goes with every request, whatever the answer says", async () => {
		service().setSettings({ country: 'kz' });
		await runSmartSatu(smartSatuCredential(sandbox(), { country: 'kz' }), orders);
		service().setSettings({ country: 'ru' });
		await runSmartSatu(smartSatuCredential(sandbox()), orders);
		const requests = service().requests();
		expect(requests.map(({ headers }) => headers.country)).toEqual(['kz', 'kz', 'ru', 'ru']);
		expect(requests.every(({ status }) => status === 200)).toBe(true);
	});

	it.each([
		['an array of one', [LOG_IN_ANSWER]],
		['{data: {…}}', { data: LOG_IN_ANSWER }],
		['{data: […]}', { data: [LOG_IN_ANSWER] }],
		['[{data: {…}}]', [{ data: LOG_IN_ANSWER }]],
		['the first of several', [LOG_IN_ANSWER, { access_token: 'other' }]],
	])('5: %s is read as the object is', (_, body) => expect(grantOf(body)).toEqual(grantOf(LOG_IN_ANSWER)));

	it.each([
		['nothing', undefined],
		['an empty array', []],
		['no token', ANSWER],
		['data of null', { data: null }],
		['data of text', { data: 'abc' }],
		['a token that is an object', { access_token: {}, data: LOG_IN_ANSWER }],
		['lists in lists', [[LOG_IN_ANSWER]]],
		['a page', '<html></html>'],
	])('5: %s is no log-in', (_, body) => expect(grantOf(body)).toBeUndefined());

	it('5: lists of other methods stay lists', () => expect(smartSatu.unwrap([{ id: 1 }])).toEqual([{ id: 1 }]));

	it.each([
		[1579535438, EXPIRY],
		['1579535438', EXPIRY],
		[1579535438000, EXPIRY],
		['1579535438000', EXPIRY],
		[0, undefined],
		['0', undefined],
		[-1, undefined],
		['', undefined],
		['soon', undefined],
		[null, undefined],
		[undefined, undefined],
	])('6, 8: expiry %j is read as %j', (access_token_expiration_time, expiresAt) => {
		expect(grantOf({ ...LOG_IN_ANSWER, access_token_expiration_time })?.expiresAt).toBe(expiresAt);
	});

	it('6: texts of the table get the types of the example; what does not fit stays', () => {
		const texts = Object.fromEntries(Object.entries(LOG_IN_ANSWER).map(([name, value]) => [name, String(value)]));
		expect(grantOf({ ...texts, price_decimals: '02' })?.profile).toEqual(ANSWER);
		expect(grantOf({ ...LOG_IN_ANSWER, cashback_enabled: '1' })?.profile).toMatchObject({ cashback_enabled: true });
		const odd = { company_id: 'A-84', time_zone_offset: null, cashback_enabled: '84', role: '2', city_id: '1' };
		expect(grantOf({ ...LOG_IN_ANSWER, ...odd })?.profile).toMatchObject(odd);
	});

	it('6: every reading of the answer logs in', async () => {
		for (const numbersAsStrings of [false, true]) {
			for (const shape of [{ arrayAnswer: true }, { dataWrapper: true }, { arrayAnswer: true, dataWrapper: true }]) {
				service().setSettings({ arrayAnswer: false, dataWrapper: false, numbersAsStrings, ...shape });
				const [output] = await runSmartSatu(smartSatuCredential(sandbox()), logIn);
				expect(output).toMatchObject({ id: 132, company_id: 84, seconds_left: 24 * 3600 });
			}
		}
	});

	it('9: the answer may say `Food` where the request said `food`', async () => {
		const [output] = await runSmartSatu(smartSatuCredential(sandbox(), { direction: 'food' }), {
			...logIn,
			simplify: false,
		});
		expect(output).toMatchObject({ direction: 'Food' });
	});

	it.each([
		['https://food.smartsatu.com/api', 'https://food.smartsatu.com/api/v1/orders'],
		['https://kz.food.smartsatu.com/api/', 'https://kz.food.smartsatu.com/api/v1/orders'],
		['https://smartsatu.com/api', 'https://smartsatu.com/api/v1/orders'],
		['https://FOOD.SmartSatu.com/api', 'https://food.smartsatu.com/api/v1/orders'],
		['https://smartsatu.com', 'https://smartsatu.com/v1/orders'],
		[' https://kz.smartsatu.com/api// ', 'https://kz.smartsatu.com/api/v1/orders'],
		['https://food.smartsatu.com/api/deeper', 'https://food.smartsatu.com/api/deeper/v1/orders'],
	])('10: url_api %s is used', (url, address) => expect(addressAfter(url)).toBe(address));

	it.each([
		'https://evil.example/api',
		'https://smartsatu.com.evil.example/api',
		'https://evilsmartsatu.com/api',
		'https://food.smartsatu.xyz/api',
		'http://food.smartsatu.com:8080/api',
		'http://food.smartsatu.com/api',
		'https://food.smartsatu.com:8443/api',
		'https://user@food.smartsatu.com/api',
		'https://:secret@food.smartsatu.com/api',
		'https://food.smartsatu.com/api?a=1',
		'https://food.smartsatu.com/api#a',
		'https://food.smartsatu.com/api?',
		'https://evil.example/?.smartsatu.com',
		'//evil.example/api',
		'javascript:alert(1)',
		'',
		null,
		undefined,
		84,
	])('10: url_api %s is not, but the address of the log-in', (url) => {
		expect(addressAfter(url)).toBe('https://food.smartsatu.com/api/v1/orders');
	});

	it('10: on a server of one’s own, only an address below its API is used besides', () => {
		const own = accountWith({ loginAddress: 'custom', loginUrl: 'http://127.0.0.1:5604/api/users/login' });
		expect(addressAfter('http://127.0.0.1:5604/api/eu', own)).toBe('http://127.0.0.1:5604/api/eu/v1/orders');
		expect(addressAfter('http://127.0.0.1:5605/api', own)).toBe('http://127.0.0.1:5604/api/v1/orders');
		expect(addressAfter('http://127.0.0.1:5604/other', own)).toBe('http://127.0.0.1:5604/api/v1/orders');
	});

	it.each([
		[undefined, `Basic ${Buffer.from(`${TOKEN}:`).toString('base64')}`],
		['basicColon', `Basic ${Buffer.from(`${TOKEN}:`).toString('base64')}`],
		['basic', `Basic ${Buffer.from(TOKEN).toString('base64')}`],
		['bearer', `Bearer ${TOKEN}`],
		['none', undefined],
		['unknown', undefined],
	])('11: token scheme %s', (authorizationScheme, authorization) => {
		const of = accountWith({ authorizationScheme });
		const { headers } = smartSatu.authorizeRequest(of, { method: 'GET', path: '/v1/orders' }, sessionWith(TOKEN));
		expect(headers?.Authorization).toBe(authorization);
		expect('Authorization' in headers!).toBe(authorization !== undefined);
	});

	it.each([
		['basicColon', 'basic-colon'],
		['basic', 'basic'],
		['bearer', 'bearer'],
	] as const)('11: a service that takes %s is served', async (authorizationScheme, tokenScheme) => {
		service().setSettings({ tokenScheme });
		const run = runSmartSatu(smartSatuCredential(sandbox(), { authorizationScheme }), orders);
		await expect(run).resolves.toHaveLength(45);
	});
});
