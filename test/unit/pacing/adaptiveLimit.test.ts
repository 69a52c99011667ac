import { adapt, beginning, type AdaptiveLimit, type Answered } from '../../../pacing/adaptiveLimit';

const BEGINNING = beginning();

/** A round: as many answers as the limit asks for, each after so long. */
function round(state: AdaptiveLimit, latencyMs: number, answer: Partial<Answered> = {}): AdaptiveLimit {
	let next = state;
	const sentAt = Math.max(state.since, 0);
	const inFlight = state.limit;
	do {
		next = adapt(next, { sentAt, answeredAt: sentAt + latencyMs, inFlight, isRefusal: false, ...answer });
	} while (next.answers.length > 0);
	return next;
}

/** The limits after rounds of which each takes so long. */
const limits = (from: AdaptiveLimit, latencies: number[]) => {
	let state = from;
	return latencies.map((latencyMs) => (state = round(state, latencyMs)).limit);
};
const settled = (limit: number, usualMs: number): AdaptiveLimit => ({ ...BEGINNING, limit, usualMs, phase: 'settled' });
const refuse = (state: AdaptiveLimit, answeredAt: number, inFlight = state.limit) =>
	adapt(state, { sentAt: answeredAt, answeredAt, inFlight, isRefusal: true });

describe('at first', () => {
	it('ten, and twice as many each round as long as that serves more, up to 64', () => {
		expect(BEGINNING.limit).toBe(10);
		expect(limits(BEGINNING, [100, 100, 100, 100, 100])).toEqual([20, 40, 64, 64, 64]);
	});

	it('back to the best number where twice as many serve not a tenth more', () => {
		expect(limits(BEGINNING, [100, 100, 183])).toEqual([20, 40, 20]);
		expect(limits(BEGINNING, [100, 100, 180])).toEqual([20, 40, 64]);
	});

	it('half as many where twice as many do not help, as long as that does', () => {
		expect(limits(BEGINNING, [100, 200])).toEqual([20, 5]);
		expect(limits(BEGINNING, [100, 200, 45, 15, 8])).toEqual([20, 5, 2, 1, 2]);
		expect(limits(BEGINNING, [100, 200, 46])).toEqual([20, 5, 10]);
	});
});

describe('afterwards', () => {
	it('one more a round while answers come as usual, and no more than 64', () => {
		expect(limits(settled(20, 100), [100, 140, 90])).toEqual([21, 22, 23]);
		expect(limits(settled(64, 100), [100])).toEqual([64]);
	});

	it('four fifths when answers are slow, as often as that helps', () => {
		expect(limits(settled(50, 100), [141, 110, 200, 150, 110])).toEqual([40, 41, 32, 25, 26]);
		expect(limits(settled(1, 100), [500])).toEqual([1]);
	});

	it('judges by the middle of a round, in whatever order its answers come', () => {
		const after = (...latencies: number[]) =>
			latencies.reduce(
				(state, latencyMs) => {
					const sentAt = Math.max(state.since, 0);
					return adapt(state, { sentAt, answeredAt: sentAt + latencyMs, inFlight: 10, isRefusal: false });
				},
				settled(10, 100),
			).limit;
		// Half as many answers as the limit make a round.
		for (const order of [
			[100, 100, 100, 900, 900],
			[900, 100, 900, 100, 100],
			[100, 100, 900, 900, 100],
		])
			expect(after(...order)).toBe(11);
		expect(after(900, 100, 100, 900, 900)).toBe(8);
	});

	it('calls usual what fewer at once do not make quicker', () => {
		expect(limits(settled(50, 100), [300, 290, 400])).toEqual([40, 41, 42]);
	});

	it('calls usual what is quicker than it was', () => {
		expect(limits(settled(50, 300), [100, 150])).toEqual([51, 40]);
	});
});

describe('a refusal', () => {
	it('takes a quarter off, and keeps what was refused from being tried for a minute', () => {
		const refused = refuse({ ...settled(9, 100), since: 0 }, 1_000);
		expect(refused.limit).toBe(6);
		expect(limits(refused, [100, 100, 100, 100])).toEqual([7, 8, 8, 8]);
		expect(limits({ ...refused, limit: 8, since: 61_000 }, [100, 100])).toEqual([9, 10]);
	});

	it('tells of as many as were in flight, where that is fewer than might be', () => {
		expect(refuse(settled(64, 100), 0, 9).limit).toBe(8);
		expect(refuse(settled(1, 100), 0).limit).toBe(1);
	});

	it('ends the doubling, and the next round tells what is usual', () => {
		const refused = refuse(BEGINNING, 0);
		expect(limits(refused, [100, 140, 160])).toEqual([8, 9, 7]);
	});

	it('counts once, however many requests of that time were refused', () => {
		const first = refuse(settled(20, 100), 5);
		const early = { sentAt: 4, answeredAt: 6, inFlight: 19, isRefusal: true };
		expect(adapt(first, early)).toBe(first);
	});
});

describe('an answer says nothing', () => {
	it('about a limit that is younger than its request', () => {
		const state = { ...settled(10, 100), since: 500 };
		expect(round(state, 900, { sentAt: 499, answeredAt: 1_400 })).toBe(state);
	});

	it('about more requests at once than half of what there was', () => {
		expect(round(BEGINNING, 100, { inFlight: 4 })).toBe(BEGINNING);
		expect(round(BEGINNING, 100, { inFlight: 5 }).limit).toBe(20);
	});

	it('that is beyond any clock: what takes no time at all is served quickest', () => {
		expect(limits(BEGINNING, [0, 0, 0])).toEqual([20, 40, 64]);
	});
});

describe('with bounds of its own', () => {
	const begun = beginning({ first: 128, least: 128, most: 256 });

	it('begins with its first number, and goes no lower because of slow answers', () => {
		expect(begun.limit).toBe(128);
		expect(limits(begun, [100, 100, 100])).toEqual([256, 256, 256]);
		expect(limits(begun, [100, 300, 900, 900])).toEqual([256, 128, 128, 128]);
		expect(limits({ ...begun, limit: 140, usualMs: 100, phase: 'settled' }, [500, 500])).toEqual([128, 129]);
	});

	it('goes as low as it must where the service refuses', () => {
		const refused = refuse(begun, 0);
		expect(refused.limit).toBe(96);
		expect(refuse(refuse(refused, 1), 2).limit).toBe(54);
		expect(round({ ...refused, usualMs: 10 }, 100).limit).toBe(76);
	});
});
