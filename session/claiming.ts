import { errorOf, settingsOf, type Claim, type ClaimEnd } from './claim';
import { pausesAfter } from './record';
import type { SessionRecords } from './records';
import { within, type Policy, type Runtime } from './runtime';
import type { Session } from './session';
import type { SessionSource, SessionStore } from './source';
import { granted, type RenewalOutcome, type RenewalTask } from './task';

/** This process alone renews. `claim` is absent where the host does not keep claims; `stored` is what was read last. */
export interface OwnTurn {
	type: 'ownTurn';
	claim?: Claim;
	stored?: Session;
}

/** A host that has lost so many claims, or failed to write them, keeps none. */
const MOST_LOST = 2;

/**
 * Agrees with other workers on who renews ("How renewal works", the claim; Fischer's algorithm): no claim there? Write mine, wait longer than
 * anybody's read and write can take, read again: still mine? Then I alone renew.
 * @returns how the renewal has ended where it is not this process' turn
 * @throws SessionError with which another worker's renewal has just ended
 */
export async function agree(task: RenewalTask, records: SessionRecords): Promise<OwnTurn | RenewalOutcome> {
	const { source, isValid } = task;
	const { clock, policy } = records.runtime;
	const store = source.store;
	if (!store) return { type: 'ownTurn', stored: task.held };
	if (!canRenew(task)) {
		const { session } = await store.read();
		return foundInStore(task, session, records) ?? { type: 'ownTurn', stored: session };
	}
	// A write that failed for this process may have arrived all the same.
	const written = new Set<string>();
	for (let lost = 0; ; ) {
		if (source.isCancelled?.()) return { type: 'cancelled' };
		const begunAt = clock.now();
		const seen = await store.read();
		const found = foundInStore(task, seen.session, records);
		if (found) return found;
		if (seen.claim && !written.has(seen.claim.id) && blocksRenewal(seen.claim, task, records)) {
			if (isValid) return { type: 'yielded' };
			await clock.sleep(policy.claimPollMs);
			continue;
		}
		const claim = newClaim(source, records.runtime);
		written.add(claim.id);
		const failure = await writeClaim(store, claim, begunAt, task, records.runtime);
		if (failure) {
			// A valid session needs no renewal that could not be saved.
			if (++lost === MOST_LOST && isValid) throw failure.error;
			if (lost === MOST_LOST) return { type: 'ownTurn', stored: seen.session };
			await clock.sleep(policy.claimPollMs);
			continue;
		}
		const back = await store.read();
		const other = foundInStore(task, back.session, records);
		if (other) return other;
		if (back.claim?.id === claim.id) return { type: 'ownTurn', claim, stored: back.session };
		if (!back.claim && ++lost === MOST_LOST) return { type: 'ownTurn', stored: back.session };
	}
}

/** Whether this process could get a session at all: where only a person can log in, it needs no claim to say so. */
const canRenew = ({ held, source, reason }: RenewalTask): boolean =>
	source.canLogIn(held) || (held !== undefined && reason !== 'logIn' && source.canRefresh(held));

/** Another worker's session, to go on with in place of the one held. A person who asked for a log-in wants just that. */
export function foundInStore(
	{ held, reason }: RenewalTask,
	stored: Session | undefined,
	records: SessionRecords,
): RenewalOutcome | undefined {
	if (reason === 'logIn' || !records.isNews(stored, held)) return undefined;
	// A token that was rejected is no better for being given again.
	const isRejectedAgain = reason === 'rejected' && stored.accessToken === held?.accessToken;
	return isRejectedAgain ? undefined : granted(stored, 'store', held);
}

/**
 * Writes a claim, and waits for other workers' writes to come.
 * @param begunAt when this process began to read before it, Unix ms: others may need as long for their read and write
 * @returns what kept it from being written
 */
async function writeClaim(
	store: SessionStore,
	claim: Claim,
	begunAt: number,
	{ isValid }: RenewalTask,
	{ clock, policy }: Runtime,
): Promise<{ error: unknown } | undefined> {
	const failure = await store.write({ claim }).then(
		() => undefined,
		(error: unknown) => ({ error }),
	);
	if (failure) return failure;
	const leastMs = isValid ? policy.claimWaitMs.shouldRenew : policy.claimWaitMs.mustRenew;
	await clock.sleep(Math.max(leastMs, policy.claimWaitFactor * (clock.now() - begunAt)));
	return undefined;
}

export const newClaim = ({ fingerprint, timeLimitMs }: SessionSource, { randomId, policy }: Runtime): Claim => ({
	id: randomId(),
	of: settingsOf(fingerprint),
	lastsMs: timeLimitMs + policy.claimMarginMs,
});

/**
 * Whether a claim of another process keeps this one from renewing; one that is seen for the first time is noted.
 * @throws SessionError with which it has just ended, where the session held is not valid
 */
export function blocksRenewal(claim: Claim, task: RenewalTask, records: SessionRecords): boolean {
	const { held, source } = task;
	const { clock, policy } = records.runtime;
	const now = clock.now();
	if (claim.ended) return endBlocksRenewal(claim.ended, task, now, policy);
	const { id, lastsMs } = claim;
	const known = records.peek(held ?? source).claim;
	// It counts from when this process first saw it, so that no two clocks are compared.
	if (known?.id === id) return !known.isOwn && within(known.since, lastsMs, now);
	records.apply(held ?? source, { type: 'claimNoted', id, isOwn: false });
	return true;
}

function endBlocksRenewal(ended: ClaimEnd, { isValid }: RenewalTask, now: number, policy: Policy): boolean {
	const { shouldRenew, mustRenew } = pausesAfter(ended.kind, ended.triedLess === true, policy);
	if (!within(ended.at, isValid ? shouldRenew : mustRenew, now)) return false;
	if (!isValid) throw errorOf(ended);
	return true;
}
