import { sendItems, type Behaviour } from './service';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const SIZES = [1, 3, 5, 8, 14, 20, 32, 45, 64];
const ITEMS = 1_000;

async function bestFixed(behaviour: Behaviour): Promise<number> {
	let best = 0;
	for (const fixed of SIZES) best = Math.max(best, (await sendItems(ITEMS, behaviour, { fixed })).perSecond);
	return best;
}

describe('a service whose answers get slower with each request at once', () => {
	it.each<[string, Behaviour['latencyMs']]>([
		['a little', (n) => 20 + n],
		['steadily', (n) => 20 + 2 * n],
		['steeply', (n) => 20 + 5 * n],
		['from 16 on, as one queue does', (n) => 50 * Math.max(1, n / 16)],
		['from 4 on, as one queue does', (n) => 50 * Math.max(1, n / 4)],
		['from 32 on, more and more', (n) => 50 * (1 + (n / 32) ** 2)],
		['from 16 on, more and more', (n) => 50 * (1 + (n / 16) ** 2)],
		['from 5 on, more and more', (n) => 50 * (1 + (n / 5) ** 2)],
		['from 20 on, very much', (n) => 50 * (1 + (n / 20) ** 3)],
		['by nothing', () => 50],
	])('(%s) serves at least 0.85 of what the best fixed number does', async (_, latencyMs) => {
		const { perSecond, seen } = await sendItems(ITEMS, { latencyMs });
		expect(perSecond / (await bestFixed({ latencyMs }))).toBeGreaterThanOrEqual(0.85);
		expect(seen.mostInside).toBeLessThanOrEqual(64);
	});

	it('(from 5 on, much) is given no more than it bears, for most of the time', async () => {
		const { gate } = await sendItems(ITEMS, { latencyMs: (n) => 50 * (1 + (n / 5) ** 2) });
		expect(gate.limit).toBeLessThan(12);
	});
});

describe('a service far away', () => {
	it('is given 64 requests at once within the first hundred items', async () => {
		const { seen } = await sendItems(150, { latencyMs: () => 400 });
		expect(seen.mostInside).toBe(64);
		const { seen: few } = await sendItems(9, { latencyMs: () => 400 });
		expect(few.mostInside).toBe(9);
	});
});

describe('a service that answers 429 beyond 8 at once', () => {
	it.each([5, 20, 100, 400])(
		'(%i ms an answer) serves all, and refuses next to nothing after the first second',
		async (ms) => {
			const reply: Behaviour['reply'] = ({ inside }) => (inside > 8 ? { status: 429 } : undefined);
			const { failed, seen, gate } = await sendItems(300, { latencyMs: () => ms, reply });
			expect(failed).toEqual([]);
			const late = seen.requests.filter(({ at }) => at > 1_000);
			expect(late.filter(({ status }) => status === 429).length / late.length).toBeLessThanOrEqual(0.05);
			expect(gate.limit).toBe(8);
		},
	);

	it('is asked for more again after a minute, since it may bear more by then', async () => {
		const reply: Behaviour['reply'] = ({ inside, at }) => (at < 30_000 && inside > 8 ? { status: 429 } : undefined);
		const { failed, gate } = await sendItems(3_000, { latencyMs: () => 400, reply });
		expect(failed).toEqual([]);
		expect(gate.limit).toBeGreaterThan(20);
	});
});

it('a service that gets slower for a reason of its own is not given less and less', async () => {
	let asked = 0;
	const { gate } = await sendItems(3_000, { latencyMs: () => (++asked < 1_000 ? 100 : 1_000) });
	expect(gate.limit).toBeGreaterThan(40);
});
