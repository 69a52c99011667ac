import type { Outcome } from './storm';

/** Of many storms alike. */
export interface Figures {
	median: number;
	mean: number;
	/** 95 storms of 100 had no more. */
	p95: number;
}

export type OutcomeFigures = Record<keyof Outcome, Figures>;

/** Median, mean and 95th percentile of each count. */
export function figuresOf(outcomes: Outcome[]): OutcomeFigures {
	const of = (count: keyof Outcome): Figures => {
		const sorted = outcomes.map((outcome) => outcome[count]).sort((one, other) => one - other);
		const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
		const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
		return { median: at(0.5), mean, p95: at(0.95) };
	};
	return {
		renewals: of('renewals'),
		rejected: of('rejected'),
		notServed: of('notServed'),
		writes: of('writes'),
		nextNotServed: of('nextNotServed'),
	};
}
