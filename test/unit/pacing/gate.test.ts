import { Gate } from '../../../pacing/gate';
import { Slots } from '../../../pacing/slots';
import { inVirtualTime, sendItems, virtualClock } from './service';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('one gate', () => {
	it('keeps what it has found out for the next node of the execution', async () => {
		const { gate } = await sendItems(300, { latencyMs: () => 400 });
		expect(gate.limit).toBe(64);
		const { seen } = await sendItems(100, { latencyMs: () => 400 }, { gate });
		expect(seen.requests.filter(({ at }) => at === 0)).toHaveLength(64);
	});

	it('learns nothing from a node with a fixed number, and does not bound it', async () => {
		const { gate, seen } = await sendItems(300, { latencyMs: () => 400 }, { fixed: 30 });
		expect(gate.limit).toBe(10);
		expect(seen.mostInside).toBe(30);
	});

	it('lets those out that were refused together no faster than the limit says by then', async () => {
		const reply = ({ at }: { at: number }) => (at < 500 ? { status: 429 } : undefined);
		const { seen, failed } = await sendItems(10, { latencyMs: () => 100, reply });
		expect(failed).toEqual([]);
		expect(seen.requests.filter(({ at }) => at > 500 && at < 1_050)).toHaveLength(7);
	});

	it('is idle so long after the last that went on, and after a pause', async () => {
		const gate = new Gate(virtualClock);
		const isIdle = () => gate.isIdleFor(100);
		expect(isIdle()).toBe(false);
		jest.advanceTimersByTime(100);
		expect(isIdle()).toBe(true);
		const item = gate.items.run(async () => await virtualClock.sleep(200));
		jest.advanceTimersByTime(150);
		expect(isIdle()).toBe(false);
		await inVirtualTime(async () => await item);
		expect(isIdle()).toBe(true);
		const attempt = async () => ({ answer: { status: 200, headers: {} } });
		await gate.atFixedNumber(attempt, virtualClock);
		expect(isIdle()).toBe(false);
		jest.advanceTimersByTime(100);
		expect(isIdle()).toBe(true);
		gate.pause(10);
		gate.pause(5);
		jest.advanceTimersByTime(109);
		expect(isIdle()).toBe(false);
		jest.advanceTimersByTime(1);
		expect(isIdle()).toBe(true);
	});
});

describe('what a gate learns from one request', () => {
	const answering = (status: number) => async () => ({ answer: { status, headers: {} } });
	const nothing = async () => ({});

	it.each([429, 503])('%i: fewer from now on, and since when the service refuses', async (status) => {
		const gate = new Gate(virtualClock);
		const at = virtualClock.now();
		await gate.adaptively(answering(status), virtualClock);
		expect([gate.limit, gate.refusingSince]).toEqual([1, at]);
		await gate.adaptively(nothing, virtualClock);
		expect(gate.refusingSince).toBe(at);
		await gate.adaptively(answering(500), virtualClock);
		expect(gate.refusingSince).toBeUndefined();
	});

	it.each([200, 401, 500])('%i: nothing of a refusal', async (status) => {
		const gate = new Gate(virtualClock);
		await gate.adaptively(answering(status), virtualClock);
		expect([gate.limit, gate.refusingSince]).toEqual([10, undefined]);
	});

	it('no answer: nothing, however many there are', async () => {
		const gate = new Gate(virtualClock);
		const all = Array.from({ length: 40 }, async () => await gate.adaptively(nothing, virtualClock));
		await inVirtualTime(async () => await Promise.all(all));
		expect([gate.limit, gate.refusingSince]).toEqual([10, undefined]);
	});

	it('is not idle while it is under way', async () => {
		const gate = new Gate(virtualClock);
		const slow = async () => {
			await virtualClock.sleep(500);
			return {};
		};
		const request = gate.adaptively(slow, virtualClock);
		await jest.advanceTimersByTimeAsync(400);
		expect(gate.isIdleFor(100)).toBe(false);
		await inVirtualTime(async () => await request);
		await jest.advanceTimersByTimeAsync(100);
		expect(gate.isIdleFor(100)).toBe(true);
	});
});

describe('slots', () => {
	it('go in order, as many as there may be, and more once there may', async () => {
		let most = 2;
		const slots = new Slots(() => most);
		const began: number[] = [];
		const ends = new Map<number, () => void>();
		const all = [0, 1, 2, 3, 4, 5].map(
			async (item) =>
				await slots.run(async () => {
					began.push(item);
					await new Promise<void>((resolve) => ends.set(item, resolve));
				}),
		);
		const pass = async () => await jest.advanceTimersByTimeAsync(0);
		await pass();
		expect([began, slots.inUse]).toEqual([[0, 1], 2]);
		most = 3;
		ends.get(0)!();
		await pass();
		expect(began).toEqual([0, 1, 2, 3]);
		most = 1;
		for (const item of [1, 2]) ends.get(item)!();
		await pass();
		expect(began).toEqual([0, 1, 2, 3]);
		ends.get(3)!();
		await pass();
		expect(began).toEqual([0, 1, 2, 3, 4]);
		ends.get(4)!();
		await pass();
		ends.get(5)!();
		await Promise.all(all);
		expect(slots.inUse).toBe(0);
	});

	it('are free again after a failure', async () => {
		const slots = new Slots(() => 1);
		await expect(slots.run(async () => await Promise.reject(new Error('no')))).rejects.toThrow('no');
		expect(await slots.run(async () => 1)).toBe(1);
	});
});
