import { PLUSOFON_API_TOKEN } from '../../sandbox/plusofon';
import { HEADERS, run, usePlusofon } from '../support/plusofon';

const pf = usePlusofon();

const headers = { ...HEADERS, authorization: `Bearer ${PLUSOFON_API_TOKEN}` };
const byId = (value: number | string) => ({ tokenId: { __rl: true, mode: 'id', value } });
const EXAMPLE = {
	current_page: 1,
	data: [
		{ id: 5, token: 'CSMjBmWW0d41oOESLlFQ0QqGmm4afMQZxDUD', created_at: '2022-10-12 11:05:41' },
		{ id: 6, token: 'Sn46f3C2YYpreEcOCm5nQSJdZffei3M9Gk3x', created_at: '2022-10-12 11:10:26' },
	],
	first_page_url: 'http://localhost/api/v1/tokens?page=1',
	from: 1,
	last_page: 1,
	last_page_url: 'http://localhost/api/v1/tokens?page=1',
	next_page_url: null,
	path: 'http://localhost/api/v1/tokens',
	per_page: 15,
	prev_page_url: null,
	to: 2,
	total: 2,
	success: true,
};

describe('PF11 GET /api/v1/tokens', () => {
	test('sends the documented request, and gives the example one item a token, masked', async () => {
		pf.service().addFault({ match: { operation: 'PF11 listTokens' }, body: EXAMPLE });
		expect(await run(pf.byToken(), 'token.getAll', { returnAll: true })).toEqual([
			{ id: 5, token: 'CSMj••••xDUD', created_at: '2022-10-12 11:05:41', in_use: false },
			{ id: 6, token: 'Sn46••••Gk3x', created_at: '2022-10-12 11:10:26', in_use: false },
		]);
		expect(pf.sent('/api/v1/tokens')).toEqual([{ method: 'GET', path: '/api/v1/tokens', headers }]);
	});

	test('gives whole tokens on request', async () => {
		pf.service().addFault({ match: { operation: 'PF11 listTokens' }, body: EXAMPLE });
		const items = await run(pf.byToken(), 'token.getAll', { returnTokens: true });
		expect(items.map(({ token }) => token)).toEqual(EXAMPLE.data.map(({ token }) => token));
	});

	test('reads all pages by number, and never goes to the localhost that the answer names', async () => {
		const items = await run(pf.byToken(), 'token.getAll', { returnAll: true });
		expect(items).toHaveLength(34);
		expect(new Set(items.map(({ id }) => id)).size).toBe(34);
		expect(pf.sent('/api/v1/tokens').map(({ path }) => path)).toEqual([
			'/api/v1/tokens',
			'/api/v1/tokens?page=2',
			'/api/v1/tokens?page=3',
		]);
	});
});

describe('PF12 POST /api/v1/tokens', () => {
	const CREATED = { token: 'B687X5McLfibt7qNyQ80fw5HlftliFPn', success: true };

	test('sends no body, and finds the ID that the answer does not have', async () => {
		const [item] = await run(pf.byToken(), 'token.create');
		expect(pf.sent('/api/v1/tokens')[0]).toEqual({ method: 'POST', path: '/api/v1/tokens', headers });
		expect(item).toEqual({
			id: 43,
			token: expect.stringMatching(/^\w{36}$/),
			created_at: expect.any(String),
			success: true,
		});
		const [hidden] = await run(pf.byToken(), 'token.create', { returnTokens: false });
		expect(hidden).toMatchObject({ id: 44, token: expect.stringMatching(/^\w{4}••••\w{4}$/) });
	});

	test('gives the token of the example also where the list does not show it', async () => {
		pf.service().setFaults([
			{ match: { operation: 'PF12 createToken' }, body: CREATED },
			{ match: { operation: 'PF11 listTokens' }, body: EXAMPLE },
		]);
		expect(await run(pf.byToken(), 'token.create')).toEqual([{ id: null, created_at: null, ...CREATED }]);
	});

	test('gives the token also where the list is refused: it can not be read again', async () => {
		pf.service().setFaults([
			{ match: { operation: 'PF12 createToken' }, body: CREATED },
			{ match: { operation: 'PF11 listTokens' }, status: 500 },
		]);
		expect(await run(pf.byToken(), 'token.create')).toEqual([{ id: null, created_at: null, ...CREATED }]);
	});
});

describe('PF13 DELETE /api/v1/tokens/{token_id}', () => {
	test('sends the documented request without a body', async () => {
		const credential = pf.byEmail();
		await run(credential, 'session.logIn');
		expect(await run(credential, 'token.delete', byId(42))).toEqual([{ deleted: true, id: 42 }]);
		expect(pf.sent('/api/v1/tokens/42')).toEqual([
			{
				method: 'DELETE',
				path: '/api/v1/tokens/42',
				headers: { ...HEADERS, authorization: `Bearer ${credential.session?.accessToken}` },
			},
		]);
	});

	test.each([404, 200])('a token that is not there: the text is in `error`, with HTTP %i', async (status) => {
		pf.service().addFault({
			match: { operation: 'PF13 deleteToken' },
			status,
			body: { error: 'Token not found.', code: 404 },
		});
		await expect(run(pf.byEmail(), 'token.delete', byId('77'))).rejects.toThrow(
			`Plusofon refused the request: "Token not found." (HTTP ${status}${status === 200 ? ', code 404' : ''})`,
		);
	});
});
