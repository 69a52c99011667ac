import { Gate } from '../../../pacing/gate';
import { sendAgain } from '../../../pacing/sendAgain';
import { inVirtualTime, sendItems, service, virtualClock, type Behaviour, type Reply } from './service';

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 0, 1) }));
afterEach(() => jest.useRealTimers());

const latencyMs = () => 10;
const refuseFirst = (times: number, refusal: Reply): Behaviour => ({
	latencyMs,
	reply: ({ nth }) => (nth <= times ? refusal : undefined),
});
const times = (requests: Array<{ at: number }>) => requests.map(({ at }) => at);
const seconds = (ms: number) => Math.round(ms / 1000);
const one = { fixed: 1 };

describe('a request that is answered with 429', () => {
	it('goes out again after 1, 2, 4, 8 and 16 seconds, and its answer is that of the last', async () => {
		const { all, seen } = await sendItems(1, refuseFirst(5, { status: 429 }), one);
		expect(times(seen.requests).map(seconds)).toEqual([0, 1, 3, 7, 15, 31]);
		expect(all).toEqual([
			{ outcome: { answer: { status: 200, headers: {} } }, waited: { times: 5, ms: expect.any(Number) } },
		]);
		expect(seconds(all[0]!.waited!.ms)).toBe(31);
	});

	it.each([
		['7', 7],
		['0', 1],
		[new Date(Date.UTC(2026, 0, 1, 0, 0, 20)).toUTCString(), 20],
		['60', 60],
	])('waits as long as Retry-After says: %s', async (told, after) => {
		const { failed, seen } = await sendItems(1, refuseFirst(1, { status: 429, headers: { 'retry-after': told } }), one);
		expect(times(seen.requests).map(seconds)).toEqual([0, after]);
		expect(failed).toEqual([]);
	});

	it.each(['61', '3600'])('is refused at once where Retry-After says more than a minute: %s', async (told) => {
		const refusal = { status: 429, headers: { 'retry-after': told } };
		const { all, ms } = await sendItems(1, refuseFirst(9, refusal), one);
		expect(all).toEqual([{ outcome: { answer: refusal }, waited: undefined }]);
		expect(ms).toBeLessThan(100);
	});

	it('is given up after a minute in all, and tells how often and how long', async () => {
		const refusal = { status: 429, headers: { 'retry-after': '25' } };
		const { all, ms } = await sendItems(1, refuseFirst(99, refusal), one);
		expect(all[0]).toMatchObject({ outcome: { answer: { status: 429 } }, waited: { times: 2 } });
		expect([seconds(ms), seconds(all[0]!.waited!.ms)]).toEqual([50, 50]);
		const { seen } = await sendItems(1, refuseFirst(99, { status: 429 }), one);
		expect(times(seen.requests).map(seconds)).toEqual([0, 1, 3, 7, 15, 31]);
	});

	it('goes out again whatever its method', async () => {
		const { failed } = await sendItems(1, refuseFirst(1, { status: 429 }), { ...one, isRead: false });
		expect(failed).toEqual([]);
	});

	it('is refused at once where that is switched off', async () => {
		const { all, seen } = await sendItems(1, refuseFirst(1, { status: 429 }), { ...one, isSentAgain: false });
		expect(all).toEqual([{ outcome: { answer: { status: 429, headers: {} } }, waited: undefined }]);
		expect(seen.requests).toHaveLength(1);
	});
});

describe('a request that is answered with 503', () => {
	const later = { status: 503, headers: { 'retry-after': '3' } };

	it('goes out again where it reads, and the service says when', async () => {
		const { failed, seen } = await sendItems(1, refuseFirst(2, later), one);
		expect(times(seen.requests).map(seconds)).toEqual([0, 3, 6]);
		expect(failed).toEqual([]);
	});

	it.each([
		['it writes', later, { isRead: false }],
		['the service does not say when', { status: 503 }, {}],
		['that is switched off', later, { isSentAgain: false }],
		['it is another error', { status: 500, headers: { 'retry-after': '3' } }, {}],
	])('does not where %s', async (_, refusal, how) => {
		const { failed, seen } = await sendItems(1, refuseFirst(1, refusal), { ...one, ...how });
		expect(failed).toHaveLength(1);
		expect(seen.requests).toHaveLength(1);
	});
});

describe('other items', () => {
	const hasPause: Behaviour = {
		latencyMs,
		reply: ({ nth, at }) =>
			nth === 3 || (at > 100 && at < 4_900) ? { status: 429, headers: { 'retry-after': '5' } } : undefined,
	};

	it.each([{ fixed: 2 }, { fixed: undefined }])(
		'wait as well, instead of running into the same wall: %j',
		async (how) => {
			const { failed, seen } = await sendItems(60, hasPause, how);
			expect(failed).toEqual([]);
			expect(seen.requests.filter(({ status }) => status === 429)).toHaveLength(1);
		},
	);

	it('wait for the longer of two pauses', async () => {
		const reply: Behaviour['reply'] = ({ nth }) =>
			nth <= 2 ? { status: 429, headers: { 'retry-after': nth === 1 ? '9' : '2' } } : undefined;
		const { seen } = await sendItems(4, { latencyMs, reply }, { fixed: 2 });
		expect(times(seen.requests).map(seconds)).toEqual([0, 0, 9, 9, 9, 9]);
	});

	it('are not each waited for a minute where the service answers nothing else', async () => {
		const { failed, ms } = await sendItems(100, { latencyMs, reply: () => ({ status: 429 }) });
		expect(failed).toHaveLength(100);
		expect(seconds(ms)).toBeLessThan(62);
	});

	it('get their own minute once the service has served one', async () => {
		// Refused from 0 to 50 s and from 51 s on for another 40 s.
		const reply: Behaviour['reply'] = ({ at }) =>
			at < 15_000 || (at > 16_000 && at < 50_000) ? { status: 429, headers: { 'retry-after': '5' } } : undefined;
		const { failed } = await sendItems(200, { latencyMs: () => 200, reply }, { fixed: 2 });
		expect(failed).toEqual([]);
	});
});

it('whoever is cancelled meanwhile waits and sends no longer', async () => {
	const { attempt, seen } = service(refuseFirst(1, { status: 429 }));
	const cancelled = new Error('cancelled');
	const clock = { ...virtualClock, sleep: async () => await Promise.reject(cancelled) };
	const gate = new Gate(virtualClock);
	const sending = { gate, clock, isRead: true, isAdaptive: true, isSentAgain: true };
	await expect(inVirtualTime(async () => await sendAgain(attempt, sending))).rejects.toBe(cancelled);
	expect(seen.requests).toHaveLength(1);
});

it('what comes in the place of an answer is not sent again, and frees its place', async () => {
	const gate = new Gate(virtualClock);
	const sending = { gate, clock: virtualClock, isRead: true, isAdaptive: true, isSentAgain: true };
	const lost = new Error('no answer');
	for (let time = 0; time < 20; time++) {
		await expect(sendAgain(async () => await Promise.reject(lost), sending)).rejects.toBe(lost);
		expect(await sendAgain(async () => ({ answer: undefined, problem: lost }), sending)).toEqual({
			outcome: { answer: undefined, problem: lost },
		});
	}
	expect(gate.items.inUse).toBe(0);
	expect(gate.limit).toBe(10);
});
