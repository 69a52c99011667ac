import { Plusofon } from '../../nodes/Plusofon/Plusofon.node';
import { searchTokens } from '../../nodes/Plusofon/listSearch';
import { PLUSOFON_API_TOKEN, PLUSOFON_API_TOKEN_ID } from '../../sandbox/plusofon';
import { contextOf } from '../support/n8nInProcess';
import { run, usePlusofon } from '../support/plusofon';

const pf = usePlusofon();

describe('Token', () => {
	const byId = (value: unknown) => ({ tokenId: { __rl: true, mode: 'id', value } });

	it('Get Many marks the token in use, and only it', async () => {
		const items = await run(pf.byToken(), 'token.getAll', { returnAll: true });
		expect(items.filter(({ in_use }) => in_use)).toEqual([
			{ id: PLUSOFON_API_TOKEN_ID, token: 'Keyr••••0042', created_at: expect.any(String), in_use: true },
		]);
		expect(JSON.stringify(items)).not.toContain(PLUSOFON_API_TOKEN);
	});

	it('Get Many reads no more pages than the limit needs', async () => {
		expect(await run(pf.byToken(), 'token.getAll', { limit: 15 })).toHaveLength(15);
		expect(await run(pf.byToken(), 'token.getAll', { limit: 16 })).toHaveLength(16);
		expect(pf.sent('/api/v1/tokens').map(({ path }) => path)).toEqual([
			'/api/v1/tokens',
			'/api/v1/tokens',
			'/api/v1/tokens?page=2',
		]);
	});

	it('Get Many leaves out the younger ones, and those of unknown age', async () => {
		const filters = { olderThanDays: 90 };
		const items = await run(pf.byToken(), 'token.getAll', { returnAll: true, filters });
		// The sandbox has 34 tokens, made 400 days ago and every 12 days since.
		expect(items).toHaveLength(26);
		const data = [
			{ id: 1, token: 'a'.repeat(36), created_at: null },
			{ id: 2, token: 'b'.repeat(36), created_at: '2020-01-01 00:00:00' },
		];
		pf.service().addFault({ match: { operation: 'PF11 listTokens' }, body: { data, last_page: 1 } });
		expect(await run(pf.byToken(), 'token.getAll', { filters })).toMatchObject([{ id: 2 }]);
	});

	it.each(['', ' ', 'ninety', -1, NaN])('Get Many lists nothing that is older than %p days', async (olderThanDays) => {
		const listed = run(pf.byToken(), 'token.getAll', { returnAll: true, filters: { olderThanDays } });
		await expect(listed).rejects.toThrow('"Older Than (Days)" is not a number of days');
		expect(pf.sent('/api/v1/tokens')).toEqual([]);
	});

	it('Get Many takes days as text, and none for today', async () => {
		const older = async (olderThanDays: unknown) =>
			(await run(pf.byToken(), 'token.getAll', { returnAll: true, filters: { olderThanDays } })).length;
		expect(await older('90')).toBe(26);
		expect(await older(0)).toBe(34);
	});

	it('Get Many says so when the pages can not be told apart, and does not give the first one again', async () => {
		const body = { current_page: 1, last_page: 2, data: [{ id: 1, token: 't', created_at: '' }] };
		pf.service().addFault({ match: { operation: 'PF11 listTokens' }, body });
		await expect(run(pf.byToken(), 'token.getAll', { returnAll: true })).rejects.toThrow(
			'Plusofon answered with page 1 of the tokens where page 2 was asked for',
		);
	});

	it.each([PLUSOFON_API_TOKEN_ID, String(PLUSOFON_API_TOKEN_ID)])(
		'Delete refuses the token in use (%p)',
		async (id) => {
			await expect(run(pf.byToken(), 'token.delete', byId(id))).rejects.toThrow(
				'Token 42 is the one that this credential uses',
			);
			expect(pf.sent('/api/v1/tokens/42')).toEqual([]);
		},
	);

	it('Delete deletes nothing where the list can not be read', async () => {
		pf.service().addFault({ match: { operation: 'PF11 listTokens' }, status: 500 });
		await expect(run(pf.byToken(), 'token.delete', byId(5))).rejects.toThrow('HTTP 500');
		expect(pf.sent('/api/v1/tokens/5')).toEqual([]);
	});

	it.each(['', '4/../2', 'abc'])('Delete sends nothing for the ID %p', async (id) => {
		await expect(run(pf.byToken(), 'token.delete', byId(id))).rejects.toThrow('token ID');
		expect(pf.service().requests()).toEqual([]);
	});
});

it('offers the tokens for deletion masked, a page at a time', async () => {
	const context = contextOf({ node: new Plusofon(), credential: pf.byEmail(), parameters: {} });
	const first = await searchTokens.call(context as never);
	expect(first).toMatchObject({ paginationToken: '2', results: expect.any(Array) });
	expect(first.results).toHaveLength(15);
	expect(first.results[0]).toEqual({ name: expect.stringMatching(/^5: \w{4}••••\w{4} \(/), value: '5' });
	const last = await searchTokens.call(context as never, 'keyr', '3');
	expect(last).toEqual({ results: [{ name: expect.stringContaining('42: Keyr••••0042'), value: '42' }] });
});
