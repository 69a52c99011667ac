import type { Claim } from './claim';
import { blocksRenewal, newClaim } from './claiming';
import type { SessionRecords } from './records';
import { within } from './runtime';
import type { RenewalTask } from './task';

/**
 * The claim where the host can't read the store again within a request, but reads the credential anew for every item: a claim that
 * this process has written, and finds there later, is its own. It must be old enough for others' writes to have come, and young
 * enough that no other worker takes it for over before the renewal has ended.
 * @param task of a valid session that should be renewed
 * @param claim what stood in the credential when this request read it
 * @returns a claim to write, to be noted once more when its write has ended; `renew`; or `goOn` with the session held, because a renewal may be under way elsewhere
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
	records.apply(held ?? source, { type: 'claimNoted', id: own.id, isOwn: true });
	return own;
}
