/** How long a body may take to arrive, ms. */
export const MAX_MS = 120_000;
/** Bodies that begin to arrive within this time share a timer, ms: one for each costs more than to read a small body. */
const SHARED_MS = 1_000;

/** A moment after which what has not come yet is left. */
class Deadline {
	readonly setAt = performance.now();
	readonly signal = AbortSignal.timeout(MAX_MS);
	private readonly leaving = new Set<() => void>();

	constructor() {
		this.signal.addEventListener('abort', () => this.leaving.forEach((leave) => leave()));
	}

	/** @returns to be called once nothing is left to wait for */
	watch(leave: () => void): () => void {
		this.leaving.add(leave);
		return () => void this.leaving.delete(leave);
	}
}

let latest: Deadline | undefined;

/**
 * Calls `leave` after {@link MAX_MS}, or up to a second earlier.
 * @returns to be called once nothing is left to wait for
 */
export function afterDeadline(leave: () => void): () => void {
	const isShared = latest && !latest.signal.aborted && performance.now() - latest.setAt < SHARED_MS;
	if (!latest || !isShared) latest = new Deadline();
	return latest.watch(leave);
}
