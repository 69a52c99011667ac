import type { IDataObject } from 'n8n-workflow';

import { compareOrders, MOST_REMEMBERED, type SeenOrders } from '../../nodes/SmartSatu/seenOrders';
import { SmartSatuTrigger } from '../../nodes/SmartSatu/SmartSatuTrigger.node';
import { pollNode } from '../support/n8nInProcess';
import { useSandbox } from '../support/sandbox';
import { smartSatuCredential } from '../support/smartSatu';

const sandbox = useSandbox();
const service = () => sandbox().smartSatu;
const orders = () => (service().data as { orders: IDataObject[] }).orders;

/** A published workflow's trigger, which remembers. */
function trigger(parameters: IDataObject = {}) {
	const credential = smartSatuCredential(sandbox());
	const memory: IDataObject = {};
	const poll = async (more: IDataObject = {}, mode: 'trigger' | 'manual' = 'trigger') => {
		// n8n keeps it as JSON.
		Object.assign(memory, JSON.parse(JSON.stringify(memory)));
		return await pollNode({
			node: new SmartSatuTrigger(),
			credential,
			parameters: { ...parameters, ...more },
			memory,
			mode,
		});
	};
	return { memory, poll };
}

describe('later runs', () => {
	it.each([{}, { pagedLists: true }, { listWrapper: true }])(
		'hand over what is new or has changed, once: %j',
		async (settings) => {
			service().setSettings(settings);
			const { poll } = trigger();
			await poll();
			orders()[7]!.status = 9;
			orders().push({ ...orders()[0], id: 50046 });
			expect(await poll()).toMatchObject([
				{ event: 'changed', order: { id: 50008, status: 9 } },
				{ event: 'new', order: { id: 50046 } },
			]);
			expect(await poll()).toBeNull();
		},
	);

	it('hand over new ones alone, by choice; a change is not made up for later', async () => {
		const { poll } = trigger({ event: 'new' });
		await poll();
		orders()[7]!.status = 9;
		orders().push({ ...orders()[0], id: 50046 });
		expect(await poll()).toMatchObject([{ event: 'new', order: { id: 50046 } }]);
		expect(await poll({ event: 'changes' })).toBeNull();
	});

	it('ask for one status alone, and begin anew with another', async () => {
		const { poll } = trigger({ firstRun: 'all', options: { status: '1' } });
		expect(await poll()).toHaveLength(15);
		expect(await poll({ options: { status: '2' } })).toHaveLength(15);
		const asked = service()
			.requests()
			.filter(({ operation }) => operation === 'listOrders');
		expect(asked.map(({ path }) => path)).toEqual(['/api/v1/orders?status=1', '/api/v1/orders?status=2']);
	});

	it('do not heed a field that is to be ignored', async () => {
		const { poll } = trigger({ options: { ignoredFields: ' updated_at ,viewed_at' } });
		await poll();
		orders()[7]!.updated_at = 'another';
		expect(await poll()).toBeNull();
		orders()[7]!.total = 1;
		expect(await poll()).toMatchObject([{ event: 'changed' }]);
	});

	it('lose nothing where a request fails, and say what was wrong', async () => {
		const { poll } = trigger();
		await poll();
		orders()[7]!.status = 9;
		service().addFault({ match: { operation: 'listOrders' }, status: 503, times: 1 });
		await expect(poll()).rejects.toThrow('Smart Satu could not answer');
		expect(await poll()).toMatchObject([{ event: 'changed', order: { id: 50008 } }]);
	});

	it('refuse a status that is no number before anything is sent', async () => {
		await expect(trigger({ options: { status: 'new' } }).poll()).rejects.toThrow('The status "new" is not a number');
		expect(service().counters().requests).toBe(0);
	});
});

it('a test in the editor gives a few orders, and remembers nothing', async () => {
	const { poll, memory } = trigger();
	expect(await poll({}, 'manual')).toMatchObject([50041, 50042, 50043, 50044, 50045].map((id) => ({ order: { id } })));
	expect(memory).toEqual({});
	orders().length = 0;
	expect(await poll({}, 'manual')).toBeNull();
});

describe('what is remembered', () => {
	const compare = (before: SeenOrders | undefined, list: IDataObject[]) =>
		compareOrders(before, list as never, 'these', []);
	const list = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => ({ id: from + at }));

	it('does not depend on the order of fields', () => {
		const { seen } = compare(undefined, [{ id: 1, a: { b: 1, c: [2, null] } }]);
		expect(compare(seen, [{ a: { c: [2, null], b: 1 }, id: 1 }]).events).toEqual([]);
		expect(compare(seen, [{ a: { c: [null, 2], b: 1 }, id: 1 }]).events).toHaveLength(1);
	});

	it('is kept for orders that an answer leaves out', () => {
		const { seen } = compare(undefined, list(1, 3));
		const empty = compare(seen, []);
		expect(compare(empty.seen, list(1, 3)).events).toEqual([]);
	});

	it('is bounded, and what fell out does not come back as new', () => {
		const first = compare(undefined, list(1, MOST_REMEMBERED + 5));
		expect(first.seen.orders).toHaveLength(MOST_REMEMBERED);
		expect(first.seen.floor).toBe('6');
		const again = compare(first.seen, list(1, MOST_REMEMBERED + 5));
		expect(again.events).toEqual([]);
		// A newer one is gone, so that an older one would fit in.
		expect(compare(again.seen, list(1, MOST_REMEMBERED + 4)).events).toEqual([]);
		const next = compare(again.seen, list(1, MOST_REMEMBERED + 6));
		expect(next.events).toEqual([{ event: 'new', order: { id: MOST_REMEMBERED + 6 } }]);
		expect(next.seen.orders).toHaveLength(MOST_REMEMBERED);
	});

	it('tells long IDs apart, and knows orders without one by their content', () => {
		const long = [{ id: '1988850967616950272' }, { id: '1988850967616950273' }];
		const { seen } = compare(undefined, long);
		expect(compare(seen, [...long].reverse()).events).toEqual([]);
		const nameless = compare(undefined, [{ total: 1 }]);
		expect(compare(nameless.seen, [{ total: 1 }, { total: 2 }]).events).toEqual([
			{ event: 'new', order: { total: 2 } },
		]);
	});
});
