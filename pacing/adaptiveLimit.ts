/** Between which numbers a limit moves. */
export interface Bounds {
	/** How many requests are in flight at first, and where nothing is found out. */
	readonly first: number;
	/** However slow the answers are, as long as the service refuses none. */
	readonly least: number;
	/** However quick the answers are. */
	readonly most: number;
}
const USUAL: Bounds = { first: 10, least: 1, most: 64 };

/** A size is better than another only where it serves this many times as many requests a second. */
const GAIN = 1.1;
/** Answers are slow when they take this many times as long as was usual. */
const SLOW = 1.4;
/** What is left of the limit when answers are slow, and when the service refused one. */
const LESS_WHEN_SLOW = 0.8;
const LESS_WHEN_REFUSED = 0.75;
/** How long a number that the service refused is not tried again, ms. */
const CEILING_MS = 60_000;

/** What a limit came to: how many requests were in flight, and how long an answer took, ms. */
interface Size {
	readonly limit: number;
	readonly inFlight: number;
	readonly latencyMs: number;
}

/** What is known of how many requests a service bears. Times are ms of any clock that never goes back. */
export interface AdaptiveLimit {
	readonly bounds: Bounds;
	/** How many requests may be in flight. */
	readonly limit: number;
	/** Since when that many may: answers to earlier requests say nothing about it. */
	readonly since: number;
	/** The answers of this round, which has as many as the limit. */
	readonly answers: readonly Answered[];
	/** At first twice or half as many are tried, as long as that helps; afterwards one more at a time. */
	readonly phase: 'doubling' | 'halving' | 'settled';
	/** The size that serves most, of those tried at first. */
	readonly best?: Size;
	/** What an answer usually takes, ms. */
	readonly usualMs?: number;
	/** What an answer took when the limit was lowered because of it, ms. */
	readonly slowMs?: number;
	/** More than this were refused; held until the time beside it. */
	readonly ceiling: number;
	readonly ceilingUntil: number;
}

/** One answer: when its request was sent, how many were in flight then, when it came, and whether it was 429 or 503. */
export interface Answered {
	sentAt: number;
	answeredAt: number;
	inFlight: number;
	isRefusal: boolean;
}

/** What is known before anything was sent: where every execution begins. */
export const beginning = (bounds: Bounds = USUAL): AdaptiveLimit => ({
	bounds,
	limit: bounds.first,
	since: -Infinity,
	answers: [],
	phase: 'doubling',
	ceiling: bounds.most,
	ceilingUntil: -Infinity,
});

/**
 * What an answer says about the limit. Twice as many requests are tried, as TCP starts, while that serves more of them in the same
 * time; then the limit follows additive increase and multiplicative decrease. Throughput is requests in flight ÷ latency (J. Little, "A Proof for
 * the Queuing Formula: L = λW", 1961), so that a service that merely answers a little later is not given up on too early.
 * Compare TCP Vegas (L. Brakmo, L. Peterson, 1995) and Netflix' concurrency-limits (AIMDLimit, VegasLimit).
 */
export function adapt(state: AdaptiveLimit, answer: Answered): AdaptiveLimit {
	if (answer.sentAt < state.since) return state;
	const now = answer.answeredAt;
	if (answer.isRefusal) {
		const ceiling = Math.max(1, Math.min(state.limit, answer.inFlight) - 1);
		const limit = Math.min(ceiling, Math.floor(state.limit * LESS_WHEN_REFUSED));
		const refused = { ...state, bounds: { ...state.bounds, least: 1 } };
		return { ...changed(refused, limit, now), phase: 'settled', ceiling, ceilingUntil: now + CEILING_MS };
	}
	// So few say nothing about more.
	if (answer.inFlight * 2 < state.limit) return state;
	const answers = [...state.answers, answer];
	if (answers.length * 2 < state.limit) return { ...state, answers };
	const inFlight = middleOf(answers.map((each) => each.inFlight));
	const latencyMs = middleOf(answers.map(({ sentAt, answeredAt }) => answeredAt - sentAt));
	const size = { limit: state.limit, inFlight, latencyMs };
	return state.phase === 'settled' ? followed(state, size, now) : tried(state, size, now);
}

/** The first rounds: another size as long as it serves more, then back to the best. */
function tried(state: AdaptiveLimit, size: Size, now: number): AdaptiveLimit {
	const { phase, best, bounds } = state;
	const isBetter = !best || served(size) >= served(best) * GAIN;
	if (!isBetter) {
		const isFirstBest = phase === 'doubling' && best.limit === bounds.first;
		if (isFirstBest) return { ...changed(state, bounds.first / 2, now), phase: 'halving' };
		return { ...changed(state, best.limit, now), phase: 'settled', usualMs: best.latencyMs };
	}
	const next = phase === 'doubling' ? size.limit * 2 : Math.floor(size.limit / 2);
	const moved = { ...changed(state, next, now), best: size };
	return moved.limit === size.limit ? { ...moved, phase: 'settled', usualMs: size.latencyMs } : moved;
}

/** All later rounds: one more while answers come as usual, fewer when they are slow. */
function followed(state: AdaptiveLimit, { limit, latencyMs }: Size, now: number): AdaptiveLimit {
	const { usualMs = latencyMs, slowMs } = state;
	const more = { ...changed(state, limit + 1, now), slowMs: undefined };
	if (latencyMs <= usualMs * SLOW) return { ...more, usualMs: Math.min(usualMs, latencyMs) };
	// What fewer at once did not cure does not come of too many: the service is as slow as that now.
	const isCured = slowMs === undefined || latencyMs < slowMs * ((1 + LESS_WHEN_SLOW) / 2);
	if (!isCured) return { ...more, usualMs: latencyMs };
	return { ...changed(state, Math.floor(limit * LESS_WHEN_SLOW), now), usualMs, slowMs: latencyMs };
}

/** A new round with another limit. */
function changed(state: AdaptiveLimit, wanted: number, now: number): AdaptiveLimit {
	const { least, most } = state.bounds;
	const ceiling = now < state.ceilingUntil ? state.ceiling : most;
	return { ...state, limit: Math.max(least, Math.min(wanted, ceiling)), since: now, answers: [] };
}

/** Requests a ms. The finest clock counts no less than a hundredth of one. */
const served = ({ inFlight, latencyMs }: Size): number => inFlight / Math.max(latencyMs, 0.01);

const middleOf = (values: readonly number[]): number =>
	[...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
