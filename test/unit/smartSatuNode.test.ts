import type { IDataObject } from 'n8n-workflow';

import { SmartSatuApi } from '../../credentials/SmartSatuApi.credentials';
import { SmartSatu } from '../../nodes/SmartSatu/SmartSatu.node';
import { SMART_SATU_SECOND } from '../../sandbox/smartSatu';
import { contextOf } from '../support/n8nInProcess';
import { passTime, useSandbox } from '../support/sandbox';
import { runSmartSatu, smartSatuCredential } from '../support/smartSatu';

const sandbox = useSandbox();
const service = () => sandbox().smartSatu;
const counters = () => service().counters();
const DAY_MS = 24 * 60 * 60 * 1000;
const api = (path: string, rest: IDataObject = {}) => ({ resource: 'apiRequest', operation: 'send', path, ...rest });
const orders = api('/v1/orders');
const logIn = { resource: 'session', operation: 'logIn' };
const items = (...entries: IDataObject[]) => ({ items: entries.map((json) => ({ json })) });
const many = (count: number) => items(...Array.from({ length: count }, () => ({})));

describe('the expiry', () => {
	it('is checked before every request, and a new log-in is sent when it has passed', async () => {
		const credential = smartSatuCredential(sandbox());
		await runSmartSatu(credential, orders);
		passTime(DAY_MS - 61_000);
		await runSmartSatu(credential, orders);
		expect(counters().logIns).toBe(1);
		passTime(1_000);
		await runSmartSatu(credential, orders, many(100));
		passTime(3 * DAY_MS);
		await runSmartSatu(credential, orders);
		expect(counters()).toMatchObject({ logIns: 3, expiredTokens: 0, rejectedTokens: 0 });
	});

	it('that nobody tells is no reason for a log-in: the token is used until it is refused', async () => {
		service().setSettings({ lifetimeField: null });
		const credential = smartSatuCredential(sandbox());
		await runSmartSatu(credential, orders);
		passTime(DAY_MS / 2);
		await runSmartSatu(credential, orders);
		expect(counters()).toMatchObject({ logIns: 1, rejectedTokens: 0 });
		passTime(DAY_MS);
		await runSmartSatu(credential, orders);
		expect(counters()).toMatchObject({ logIns: 2, rejectedTokens: 1 });
	});

	it('in milliseconds or as text is understood as well', async () => {
		for (const lifetimeField of [Date.now() + DAY_MS, String(Math.floor((Date.now() + DAY_MS) / 1000))]) {
			service().setSettings({ lifetimeField });
			const credential = smartSatuCredential(sandbox());
			await runSmartSatu(credential, logIn);
			expect(credential.session?.expiresAt).toBe(Date.now() + DAY_MS);
		}
	});

	it('shows in Get Status without a request', async () => {
		const credential = smartSatuCredential(sandbox());
		await runSmartSatu(credential, orders);
		const status = { resource: 'session', operation: 'getStatus' };
		expect(await runSmartSatu(credential, status)).toMatchObject([
			{
				logged_in: true,
				due: false,
				seconds_left: 24 * 3600,
				renews_at: new Date(Date.now() + DAY_MS - 60_000).toISOString(),
			},
		]);
		expect(counters().requests).toBe(2);
	});
});

describe('a rejected session', () => {
	it.each(['401', '403', '200'] as const)('(%s) is replaced by one log-in for 50 items', async (rejection) => {
		service().setSettings({ rejection });
		const credential = smartSatuCredential(sandbox());
		await runSmartSatu(credential, orders);
		passTime(60_000);
		service().revoke();
		expect(await runSmartSatu(credential, orders, many(50))).toHaveLength(50 * 45);
		expect(counters().logIns).toBe(2);
	});

	it('is not the fault of a wrong token scheme: renewed, once more as nothing was ever accepted, then a clear error', async () => {
		const credential = smartSatuCredential(sandbox(), { authorizationScheme: 'bearer' });
		await expect(runSmartSatu(credential, orders)).rejects.toMatchObject({
			message: expect.stringContaining('Smart Satu did not accept the session'),
			description: expect.stringContaining('try another "Send Token As"'),
		});
		expect(counters().logIns).toBeLessThanOrEqual(3);
	});
});

describe('the password', () => {
	it('is tried once for 200 items when it is wrong, and never told', async () => {
		const run = runSmartSatu(smartSatuCredential(sandbox(), { password: 'wrong_password' }), orders, many(200));
		await expect(run).rejects.toMatchObject({
			message:
				'"My Smart Satu API": Smart Satu refused the log-in of sup•••er: "Неверный логин или пароль." (HTTP 401)',
		});
		expect(counters().logIns).toBe(1);
		const error: Error = await run.catch((thrown) => thrown);
		expect(JSON.stringify({ ...error, stack: error.stack })).not.toContain('wrong_password');
	});

	it('goes to the chosen address alone, twice, when the connection fails', async () => {
		service().addFault({ match: { operation: 'logIn' }, closeSocket: true });
		await expect(runSmartSatu(smartSatuCredential(sandbox()), orders)).rejects.toThrow('Smart Satu');
		expect(
			service()
				.requests()
				.map(({ path }) => path),
		).toEqual(['/api/users/login', '/api/users/login']);
	});
});

describe('url_api', () => {
	it('at an arbitrary host is never used', async () => {
		service().setSettings({ urlApi: 'http://127.0.0.1:9/api' });
		expect(await runSmartSatu(smartSatuCredential(sandbox()), orders)).toHaveLength(45);
		const { url } = service();
		expect(service().requests().at(-1)).toMatchObject({ path: '/api/v1/orders', headers: { host: url.slice(7) } });
	});

	it('does not open the credential for other hosts', async () => {
		for (const path of ['https://evil.example/api/v1/orders', 'http://food.smartsatu.com/api/v1/orders']) {
			await expect(runSmartSatu(smartSatuCredential(sandbox()), api(path))).rejects.toThrow(
				'is not an address of this Smart Satu credential',
			);
		}
		expect(counters().requests).toBe(0);
	});
});

describe('items', () => {
	it('log in with accounts of their own, and go on when one fails', async () => {
		const output = await runSmartSatu(
			smartSatuCredential(sandbox(), { password: 'unused' }),
			{
				...logIn,
				accountFrom: 'item',
				username: '={{ $json.username }}',
				password: '={{ $json.password }}',
				direction: '={{ $json.direction }}',
			},
			{
				...items(
					{ username: 'nobody', password: 'x', direction: 'food' },
					{ username: SMART_SATU_SECOND.login, password: SMART_SATU_SECOND.password, direction: '' },
				),
				onError: 'continueRegularOutput',
			},
		);
		expect(output).toMatchObject([
			{ error: expect.stringContaining('"Неверный логин или пароль." (HTTP 401)') },
			{ username: SMART_SATU_SECOND.login, company_id: 84 },
		]);
		expect(JSON.stringify(output)).not.toContain('access_token"');
	});
});

describe('API Request', () => {
	const paging = { paging: 'pageNumber', pageOptions: { pageSize: 20 } };
	beforeEach(() => service().setSettings({ pagedLists: true, ordersByTime: true }));

	it('reads 45 orders in 3 pages of 20', async () => {
		expect(await runSmartSatu(smartSatuCredential(sandbox()), { ...orders, ...paging })).toHaveLength(45);
		expect(counters().requests).toBe(4);
	});

	it.each([
		[{ maxPages: 2 }, 40],
		[{ maxPages: '2' }, 40],
		[{ firstPage: '3', maxPages: '5' }, 5],
	])('reads %p as it is meant, although expressions give text', async (pageOptions, entries) => {
		const panel = { ...orders, paging: 'pageNumber', pageOptions: { pageSize: '20', ...pageOptions } };
		expect(await runSmartSatu(smartSatuCredential(sandbox()), panel)).toHaveLength(entries);
	});

	it.each(['', 'five', 1.5, null])('sends nothing where a page option is %p', async (maxPages) => {
		const panel = { ...orders, paging: 'pageNumber', pageOptions: { maxPages } };
		const run = runSmartSatu(smartSatuCredential(sandbox()), panel as never);
		await expect(run).rejects.toThrow(maxPages === null ? 'has no value' : '"Max Pages" is not a whole number');
		expect(counters().requests).toBe(0);
	});

	it('reads what has changed since a moment', async () => {
		const since = new Date(Date.now() - 3.5 * DAY_MS).toISOString().slice(0, 19);
		const query = { parameters: [{ name: 'updated_from', value: since }] };
		expect(await runSmartSatu(smartSatuCredential(sandbox()), { ...orders, ...paging, query })).toHaveLength(3);
	});
});

it('the test of the credential reads a page of counterparties', async () => {
	const credential = smartSatuCredential(sandbox());
	const context = contextOf({ node: new SmartSatu(), credential, parameters: orders });
	const { url } = new SmartSatuApi().test.request;
	await context.helpers.httpRequestWithAuthentication.call(context, 'smartSatuApi', { url: url as string });
	expect(
		service()
			.requests()
			.map(({ path, status }) => [path, status]),
	).toEqual([
		['/api/users/login', 200],
		// Once to say what is wrong, once by n8n.
		['/api/counterparties', 200],
		['/api/counterparties', 200],
	]);
});
