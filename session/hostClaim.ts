import type { Claim } from './claim';
import { blocksRenewal, newClaim, type RenewalTask } from './claiming';
import type { Owner, SessionRecords } from './records';
import { within, type Runtime } from './runtime';
import type { Session } from './session';

/**
 * The claim where the host can't read the store again within a request, but reads the credential anew for every item: a claim that
 * this process has written, and finds there later, is its own. It must be old enough for others' writes to have come, and young
 * enough that no other worker takes it for over before the renewal has ended.
 * @param held a valid session that should be renewed
 * @param claim what stood in the credential when this request read it
 * @returns a claim to write; `renew`; or `wait`, because a renewal may be under way elsewhere
 */
export function claimWithoutStore(
	held: Session,
	task: Omit<RenewalTask, 'isRefreshBarred'>,
	claim: Claim | undefined,
	records: SessionRecords,
	runtime: Runtime,
): Claim | 'renew' | 'wait' {
	const { clock, policy } = runtime;
	const now = clock.now();
	const known = records.peek(task.source, held).claim;
	if (known?.isOwn && within(known.since, policy.ownClaimUsableMs, now)) {
		if (within(known.since, policy.claimWaitMs.shouldRenew, now)) return 'wait';
		if (claim?.id === known.id && !claim.ended) return 'renew';
	}
	if (claim && blocksRenewal(claim, task, records, runtime)) return 'wait';
	const own = newClaim(task.source, runtime);
	noteOwnClaim(own, held, task.source, records, runtime);
	return own;
}

/** This process has written a claim, or is about to; to be called again once the write has ended. */
export function noteOwnClaim(
	{ id, lastsMs }: Claim,
	held: Session,
	owner: Owner,
	records: SessionRecords,
	{ clock }: Runtime,
): void {
	records.apply(owner, held, { type: 'claimSeen', claim: { id, since: clock.now(), isOwn: true, lastsMs } });
}
