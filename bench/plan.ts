/** What sends the requests. */
export type CaseKey = 'httpRequest' | 'apiRequest' | 'branch' | 'control' | 'axios' | 'renewal';

/** One line of cases that are compared with each other: they send the same number of requests to the same server. */
export interface Row {
	key: 'noLatency' | 'latency20' | 'latency100' | 'many' | 'inFlight50';
	items: number;
	/** How long the server waits before it answers, ms. */
	latencyMs: number;
	/** How many requests each case keeps under way; n8n's HTTP Request node has no such bound. */
	inFlight: number;
	/** Whether n8n's peak memory is measured: that takes some seconds before each case, and wants many items. */
	measuresMemory: boolean;
	/** In the order in which they take turns. */
	cases: readonly CaseKey[];
}

/** Everything that one run measures. */
export interface Plan {
	quick: boolean;
	/** After one more that only warms up. */
	rounds: number;
	/** Fresh processes whose median is the time to load the package. */
	loads: number;
	rows: readonly Row[];
}

/** How the page and the plots call the cases. */
export const CASE_NAMES: Record<CaseKey, string> = {
	httpRequest: 'HTTP Request node',
	apiRequest: 'API Request',
	branch: 'Branch → Get',
	control: 'Control node',
	axios: 'Bare axios loop',
	renewal: 'API Request, session ended halfway',
};

/** How many requests a node sends at once where nobody says otherwise. */
export const DEFAULT_IN_FLIGHT = 10;

const FIVE = ['httpRequest', 'apiRequest', 'branch', 'control', 'axios'] as const;

/** @param quick for trying out: the figures say little */
export function planOf(quick: boolean): Plan {
	const items = quick ? 100 : 1_000;
	const usual = { items, inFlight: DEFAULT_IN_FLIGHT, measuresMemory: false, cases: FIVE };
	return {
		quick,
		rounds: quick ? 2 : 5,
		loads: quick ? 5 : 15,
		rows: [
			{ ...usual, key: 'noLatency', latencyMs: 0 },
			{ ...usual, key: 'latency20', latencyMs: 20, cases: [...FIVE, 'renewal'] },
			{ ...usual, key: 'latency100', latencyMs: 100, items: quick ? 30 : items },
			{ ...usual, key: 'many', latencyMs: 0, items: items * (quick ? 5 : 10), measuresMemory: true },
			{ ...usual, key: 'inFlight50', latencyMs: 20, inFlight: 50, cases: ['httpRequest', 'apiRequest', 'control'] },
		],
	};
}

/** e.g. `1,000 items, 20 ms, 50 in flight` */
export function titleOf({ items, latencyMs, inFlight }: Row): string {
	const bound = inFlight === DEFAULT_IN_FLIGHT ? '' : `, ${inFlight} in flight`;
	return `${items.toLocaleString('en')} items, ${latencyMs} ms${bound}`;
}
