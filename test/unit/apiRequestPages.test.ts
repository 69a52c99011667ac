import { GIGMA_APP_TOKEN } from '../../sandbox/gigma';
import { GigmaApi } from '../../credentials/GigmaApi.credentials';
import { useForeignServer } from '../support/foreignServer';
import { runGigma } from '../support/gigma';
import { StoredCredential } from '../support/n8nInProcess';
import { runSagi, sagiCredential } from '../support/sagi';
import { useSandbox } from '../support/sandbox';

/** API Request: lists whose answers say themselves where the next page is. */

const sandbox = useSandbox();
const foreign = useForeignServer();
const send = (parameters: object) =>
	runSagi(sagiCredential(sandbox()), {
		resource: 'apiRequest',
		operation: 'send',
		path: '/__echo',
		query: { parameters: [{ name: 'status', value: 'new' }] },
		options: { itemsField: 'list' },
		...parameters,
	});
/** What the sandbox answers to a query that ends so. */
const answers = (query: string, body: object, headers: Record<string, string> = {}) =>
	sandbox().sagi.addFault({ match: { path: `echo\\?${query}$` }, status: 200, body, headers });
const asked = () =>
	sandbox()
		.sagi.requests()
		.slice(1)
		.map(({ path }) => path);

describe('by cursor', () => {
	const paged = { paging: 'cursor', cursorField: 'meta.next', cursorParameter: 'after' };
	beforeEach(() => {
		answers('status=new', { list: [{ id: 1 }, { id: 2 }], meta: { next: 'c/2' } });
		answers('status=new&after=c%2F2', { list: [], meta: { next: 3 } });
		answers('status=new&after=3', { list: [{ id: 3 }], meta: { next: null } });
	});

	it('asks with the cursor of each answer, beside the query, until there is none', async () => {
		expect(await send(paged)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
		expect(asked()).toHaveLength(3);
	});

	it('asks for no more than is wanted', async () => {
		expect(await send({ ...paged, returnAll: false, limit: 2 })).toEqual([{ id: 1 }, { id: 2 }]);
		expect(asked()).toHaveLength(1);
		expect(await send({ ...paged, pageOptions: { maxPages: 2 } })).toEqual([{ id: 1 }, { id: 2 }]);
	});

	it('ends where a cursor leads back to a page that was read', async () => {
		answers('status=new&after=3', { list: [{ id: 3 }], meta: { next: 'c/2' } });
		sandbox().sagi.setFaults([...sandbox().sagi.getFaults()].reverse());
		expect(await send(paged)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
	});

	it('refuses an empty Cursor Field before anything is sent', async () => {
		await expect(send({ ...paged, cursorField: ' ' })).rejects.toThrow('Cursor Field is empty');
		expect(sandbox().sagi.counters().requests).toBe(0);
	});
});

describe('by link', () => {
	const paged = { paging: 'link', linkField: 'links.next' };

	it.each([
		['a whole address', () => `${sandbox().sagi.url}/__echo?page=2`],
		['a path', () => '/__echo?page=2'],
		['a query', () => '?page=2'],
	])('goes on to %s in the answer, whose query replaces the first', async (_, link) => {
		answers('status=new', { list: [{ id: 1 }], links: { next: link() } });
		answers('page=2', { list: [{ id: 2 }], links: {} });
		expect(await send(paged)).toEqual([{ id: 1 }, { id: 2 }]);
		expect(asked()).toEqual(['/__echo?status=new', '/__echo?page=2']);
	});

	it('reads the header Link where no field is named', async () => {
		const link = '</__echo?page=1>; rel="prev", </__echo?page=2>; rel="next"';
		answers('status=new', { list: [{ id: 1 }] }, { link });
		answers('page=2', { list: [{ id: 2 }] }, { link: '</__echo?page=1>; rel=prev' });
		expect(await send({ paging: 'link' })).toEqual([{ id: 1 }, { id: 2 }]);
	});

	it('takes the session to no other host', async () => {
		answers('status=new', { list: [{ id: 1 }], links: { next: `http://${foreign.host()}/__echo?page=2` } });
		await expect(send(paged)).rejects.toThrow('is not an address of this Sagi credential');
		expect(foreign.received).toEqual([]);
	});

	it('takes a path as it is seen from the host, where the base URL has one of its own', async () => {
		const baseUrl = `${sandbox().gigma.url}/__echo`;
		const credential = new StoredCredential(new GigmaApi(), {
			environment: 'custom',
			baseUrl,
			applicationToken: GIGMA_APP_TOKEN,
		});
		const next = { list: [{ id: 1 }], next: '/__echo/orders?page=2' };
		sandbox().gigma.addFault({ match: { path: 'orders$' }, status: 200, body: next });
		sandbox().gigma.addFault({ match: { path: 'page=2$' }, status: 200, body: { list: [{ id: 2 }] } });
		const parameters = {
			resource: 'apiRequest',
			operation: 'send',
			path: '/orders',
			paging: 'link',
			linkField: 'next',
		};
		expect(await runGigma(credential, { ...parameters, options: { itemsField: 'list' } })).toEqual([
			{ id: 1 },
			{ id: 2 },
		]);
		const paths = sandbox()
			.gigma.requests()
			.map(({ path }) => path);
		expect(paths).toEqual(['/__echo/orders', '/__echo/orders?page=2']);
	});
});

describe('a time limit', () => {
	it.each([0, 'soon', 601])('takes %p for bad input, before anything is sent', async (timeLimit) => {
		await expect(send({ path: '/__echo', options: { timeLimit } })).rejects.toThrow('"Time Limit" is not a number');
		expect(sandbox().sagi.counters().requests).toBe(0);
	});
});

it('sends a form from every node', async () => {
	const bodyForm = { parameters: [{ name: 'a', value: '1 2' }] };
	await send({ method: 'POST', query: {}, options: {}, bodyType: 'form', bodyForm });
	const last = sandbox().sagi.requests().at(-1);
	expect(last?.body).toBe('a=1+2');
	expect(last?.headers['content-type']).toBe('application/x-www-form-urlencoded');
});
