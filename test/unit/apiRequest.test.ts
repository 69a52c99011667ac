import { SAGI_IDS } from '../../sandbox/sagi';
import { runSagi, sagiCredential } from '../support/sagi';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const send = (parameters: object, rest = {}) =>
	runSagi(sagiCredential(sandbox()), { resource: 'apiRequest', operation: 'send', ...parameters }, rest);
const pairs = (...entries: Array<[string, string]>) => ({
	parameters: entries.map(([name, value]) => ({ name, value })),
});

describe('API Request', () => {
	it('sends method, path, query and headers; a name given twice is sent twice', async () => {
		const [echo] = await send({
			path: '/__echo',
			query: pairs(['columns', 'a b'], ['columns', '+7'], ['id', SAGI_IDS.branch]),
			headers: pairs(['X-Shop', '7']),
		});
		expect(echo).toMatchObject({ method: 'GET', headers: expect.objectContaining({ 'x-shop': '7' }) });
		expect(sandbox().sagi.requests()[1]?.path).toBe(`/__echo?columns=a+b&columns=%2B7&id=${SAGI_IDS.branch}`);
	});

	it('sends a body as the person wrote it, digit for digit', async () => {
		const body = `{ "user_id": ${SAGI_IDS.promoter}, "amount": 10.50 }`;
		await send({ method: 'POST', path: '/__echo', body });
		expect(sandbox().sagi.requests()[1]?.body).toBe(body);
	});

	it('reads ids of 19 digits whole, as text', async () => {
		const query = pairs(['phone', '+77010000001'], ['branch_id', SAGI_IDS.branch]);
		expect(await send({ path: '/api/v1/promoters/find', query })).toMatchObject([{ id: SAGI_IDS.promoter }]);
	});

	it('refuses a body that is not JSON before anything is sent', async () => {
		await expect(send({ method: 'POST', path: '/__echo', body: '{ "a": ' })).rejects.toThrow('not valid JSON');
		expect(sandbox().sagi.counters().requests).toBe(0);
	});

	it.each([
		[404, 'refused the request'],
		[500, 'could not answer'],
		[429, 'asks to slow down'],
	])('tells %i in one sentence, and sends it once where it is not to wait', async (status, told) => {
		const requestOptions = { waitWhenAsked: false };
		await expect(send({ path: `/__status/${status}`, requestOptions })).rejects.toMatchObject({
			message: expect.stringContaining(told),
			httpCode: String(status),
		});
		expect(sandbox().sagi.counters()).toMatchObject({ requests: 2, logIns: 1 });
	});

	it('gives status, headers and body also of a refusal when it should never error', async () => {
		expect(await send({ path: '/__status/404', options: { neverError: true } })).toMatchObject([
			{ status: 404, body: { code: 404 } },
		]);
	});

	it.each(['neverError', 'fullAnswer'])('takes a success out of its envelope with %s, too', async (option) => {
		const body = { code: 0, message: 'OK', data: { id: 1 } };
		sandbox().sagi.addFault({ match: { path: '/__echo' }, status: 200, body });
		expect(await send({ path: '/__echo', options: { [option]: true } })).toMatchObject([{ body: { id: 1 } }]);
	});

	it('leaves a refusal in its envelope when it should never error', async () => {
		const body = { code: 100, message: 'user not registered', data: null };
		sandbox().sagi.addFault({ match: { path: '/__echo' }, status: 200, body });
		expect(await send({ path: '/__echo', options: { neverError: true } })).toMatchObject([{ status: 200, body }]);
	});

	it('gives one item an entry of the list in the named field', async () => {
		const body = { data: { items: [{ id: 1 }, { id: 2 }] } };
		sandbox().sagi.addFault({ match: { path: '/__echo' }, status: 200, body });
		expect(await send({ path: '/__echo', options: { itemsField: 'data.items' } })).toEqual([{ id: 1 }, { id: 2 }]);
		await expect(send({ path: '/__echo', options: { itemsField: 'rows' } })).rejects.toMatchObject({
			message: 'The answer has no list in "rows"',
			description: expect.stringContaining('The answer has: data'),
		});
	});

	it('asks page after page by number until one is empty', async () => {
		const page = (number: number, list: object[]) =>
			sandbox().sagi.addFault({ match: { path: `page=${number}$` }, status: 200, body: { list } });
		page(1, [{ id: 1 }, { id: 2 }]);
		page(2, [{ id: 3 }, { id: 4 }]);
		page(3, []);
		const paged = { path: '/__echo', paging: 'pageNumber', options: { itemsField: 'list' } };
		expect(await send(paged)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }]);
		expect(await send({ ...paged, returnAll: false, limit: 3 })).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
	});

	it.each(['abc', 0, -1, 1.5, ''])('takes a limit of %p for bad input, before anything is sent', async (limit) => {
		const run = send({
			path: '/__echo',
			paging: 'pageNumber',
			returnAll: false,
			limit: `={{ ${JSON.stringify(limit)} }}`,
		});
		await expect(run).rejects.toThrow(`The limit "${limit}" is not a whole number of 1 or more`);
		expect(sandbox().sagi.counters().requests).toBe(0);
	});

	it("can't replace the provider's own headers, however they are written", async () => {
		const headers = pairs(['authorization', 'Basic b3duOnRva2Vu'], ['AUTHORIZATION', 'other']);
		const [echo] = await send({ path: '/__echo', headers });
		expect(echo?.headers).toMatchObject({ authorization: expect.stringMatching(/^Bearer /) });
	});

	it('stops when an API answers every page number alike', async () => {
		sandbox().sagi.addFault({ match: { path: '/__echo' }, status: 200, body: [{ id: 1 }] });
		expect(await send({ path: '/__echo', paging: 'pageNumber' })).toEqual([{ id: 1 }]);
	});
});
