import type { IDataObject } from 'n8n-workflow';

import { passTime, useSandbox } from '../support/sandbox';
import { runSmartSatu, smartSatuCredential } from '../support/smartSatu';

const sandbox = useSandbox();
const service = () => sandbox().smartSatu;
const counters = () => service().counters();
const DAY_MS = 24 * 60 * 60 * 1000;
const api = (path: string, rest: IDataObject = {}) => ({ resource: 'apiRequest', operation: 'send', path, ...rest });
const orders = api('/v1/orders');
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
});

describe('a rejected session', () => {
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
