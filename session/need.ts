import { mustRenewAt, shouldRenewAt, type LifetimeUse } from './lifetime';
import { cooldownOf, isRenewedAsRejected, type RenewalReason } from './record';
import type { SessionRecords } from './records';
import { within, type Policy } from './runtime';
import type { Session } from './session';
import type { SessionSource } from './source';
import type { RenewalTask } from './task';

/** How much a session needs to be renewed. One that `should` or `may` be renewed will do if that fails. */
export type Need = 'must' | 'should' | 'may' | 'none';

/**
 * Whether a session needs to be renewed before a request goes out.
 * @param now Unix ms
 */
export function needOf(
	held: Session | undefined,
	use: LifetimeUse,
	reason: RenewalReason,
	now: number,
	policy: Policy,
): Need {
	if (!held || reason === 'rejected' || reason === 'refresh' || reason === 'logIn') return 'must';
	if (now >= mustRenewAt(held, use)) return 'must';
	// A session just issued can't be the reason.
	if (reason === 'afterError' && !within(held.issuedAt, policy.cooldownMs, now)) return 'may';
	return now >= shouldRenewAt(held, use) ? 'should' : 'none';
}

/** What a caller needs, and what it can go on with. */
interface Assessment {
	/** The renewal, should there be one. */
	task: RenewalTask;
	need: Need;
	/** The session to go on with where there is no renewal, or it fails. */
	usable: Session | undefined;
	/** Whether to go on with it at once. */
	goesOn: boolean;
}

/** What a caller needs. One whose session was superseded goes on with the newest. */
export function assess(
	held: Session | undefined,
	source: SessionSource,
	reason: RenewalReason,
	records: SessionRecords,
): Assessment {
	const { clock, policy } = records.runtime;
	const now = clock.now();
	const next = records.supersededBy(held ?? source);
	if (next) {
		// A person who asks for a log-in by name gets one, but where it has just been done for somebody.
		const isJustDone = next.origin === 'logIn' && within(next.since, policy.supersededMs, now);
		return assess(next.by, source, reason === 'logIn' && !isJustDone ? 'logIn' : 'send', records);
	}
	const record = records.peek(held ?? source);
	const use = { renewBeforeMs: source.renewBeforeMs, lastUsedAt: record.evidence.lastUse?.at };
	const need = isRenewedAsRejected(record) ? 'must' : needOf(held, use, reason, now, policy);
	const usable = need === 'must' ? undefined : held;
	// A request that n8n sends again joins a renewal under way: that may be what it lacks.
	const isLeftToOthers = need === 'should' && record.renewal.state === 'inFlight';
	const goesOn = need === 'none' || isLeftToOthers || cooldownOf(record, now) !== undefined;
	return { task: { held, source, reason, isValid: usable !== undefined }, need, usable, goesOn };
}
