import { mustRenewAt, shouldRenewAt, type LifetimeUse } from './lifetime';
import type { RenewalReason } from './record';
import { within, type Policy } from './runtime';
import type { Session } from './session';

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
