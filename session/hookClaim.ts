import type { Claim } from './claim';
import { blocksRenewal, newClaim } from './claiming';
import type { Owner, SessionRecords } from './records';
import { within } from './runtime';
import type { Session } from './session';
import type { RenewalTask } from './task';

/**
 * The claim where the host can't read the store again within a request, but reads the credential anew for every item: a claim that
 * this process has written, and finds there later, is its own. It must be old enough for others' writes to have come, and young
 * enough that no other worker takes it for over before the renewal has ended.
 * @param task of a valid session that should be renewed
 * @param claim what stood in the credential when this request read it
 * @returns a claim to write; `renew`; or `goOn` with the session held, because a renewal may be under way elsewhere
 */
export function claimWithoutStore(
	task: RenewalTask,
	claim: Claim | undefined,
	records: SessionRecords,
): Claim | 'renew' | 'goOn' {
	const { held, source } = task;
	const { clock, policy } = records.runtime;
	const now = clock.now();
	const known = records.peek(held ?? source).claim;
	if (known?.isOwn && within(known.since, policy.ownClaimUsableMs, now)) {
		if (within(known.since, policy.claimWaitMs.shouldRenew, now)) return 'goOn';
		if (claim?.id === known.id && !claim.ended) return 'renew';
	}
	if (claim && blocksRenewal(claim, task, records)) return 'goOn';
	const own = newClaim(source, records.runtime);
	noteOwnClaim(own, held ?? source, records);
	return own;
}

/** This process has written a claim, or is about to; to be called again once the write has ended. */
export function noteOwnClaim({ id, lastsMs }: Claim, of: Session | Owner, records: SessionRecords): void {
	const since = records.runtime.clock.now();
	records.apply(of, { type: 'claimSeen', claim: { id, since, isOwn: true, lastsMs } });
}
