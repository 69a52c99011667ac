import { Gate, type Clock } from '../../../pacing/gate';
import { sendAgain, type Sending } from '../../../pacing/sendAgain';
import { Slots } from '../../../pacing/slots';

/** The virtual time of jest's fake timers. */
export const virtualClock: Clock = {
	now: () => performance.timeOrigin + performance.now(),
	sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
};

export interface Reply {
	status: number;
	headers?: Record<string, unknown>;
}

/** A service in virtual time. */
export interface Behaviour {
	/** How long an answer takes, ms, with so many requests in it as are there when it comes, itself included. */
	latencyMs(inside: number): number;
	/** What it answers to its nth request, at so many ms, with so many requests in it; 200 where it does not say. */
	reply?(request: { inside: number; at: number; nth: number }): Reply | undefined;
}

/** A refusal is there at once. */
const REFUSAL_MS = 1;

/** A service, and what it has seen: when requests came, ms since it began, and what was answered. */
export function service({ latencyMs, reply }: Behaviour) {
	const seen = { requests: [] as Array<{ at: number; status: number }>, mostInside: 0 };
	const beganAt = virtualClock.now();
	let inside = 0;
	const attempt = async () => {
		const at = virtualClock.now() - beganAt;
		seen.mostInside = Math.max(seen.mostInside, ++inside);
		const { status, headers = {} } = reply?.({ inside, at, nth: seen.requests.length + 1 }) ?? { status: 200 };
		seen.requests.push({ at: Math.round(at), status });
		await virtualClock.sleep(status === 200 ? latencyMs(inside) : REFUSAL_MS);
		inside--;
		return { answer: { status, headers } };
	};
	return { attempt, seen };
}

/** Lets virtual time pass until something is settled. @returns what came of it, and how long it took, ms */
export async function inVirtualTime<T>(action: () => Promise<T>): Promise<{ value: T; ms: number }> {
	const beganAt = virtualClock.now();
	let ms = NaN;
	const value = action().finally(() => (ms = virtualClock.now() - beganAt));
	value.catch(() => undefined);
	await jest.runAllTimersAsync();
	return { value: await value, ms };
}

/** Sends so many items as a node does: Automatic, or so many side by side. */
export async function sendItems(
	items: number,
	behaviour: Behaviour,
	{ fixed, ...how }: Partial<Sending> & { fixed?: number } = {},
) {
	const { attempt, seen } = service(behaviour);
	const gate = how.gate ?? new Gate(virtualClock);
	const isAdaptive = fixed === undefined;
	const sending = { gate, clock: virtualClock, isRead: true, isAdaptive, isSentAgain: true, ...how };
	const slots = fixed === undefined ? gate.items : new Slots(() => fixed);
	const item = async () => await slots.run(async () => await sendAgain(attempt, sending));
	const { value, ms } = await inVirtualTime(async () => await Promise.all(Array.from({ length: items }, item)));
	const failed = value.filter(({ outcome }) => outcome.answer.status !== 200);
	return { all: value, failed, seen, ms, perSecond: (items / ms) * 1000, gate };
}
