import type { ProviderKey } from '../../../../sandbox';

/** How a provider goes through many days. */
export interface Passing {
	key: ProviderKey;
	days: number;
	/** At full hours, a divisor of 24. */
	runsADay: number;
}
