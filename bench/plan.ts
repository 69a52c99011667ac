/** What sends the requests. */
export type CaseKey =
	| 'httpRequest'
	| 'apiRequest'
	| 'tenInFlight'
	| 'branch'
	| 'control'
	| 'axios'
	| 'axiosClosing'
	| 'axiosKeeping'
	| 'renewal';

/** One line of cases that are compared with each other: they send the same number of requests to the same server. */
export interface Row {
	key: 'line0' | 'line60' | 'line150' | 'noLatency' | 'latency20' | 'latency100' | 'many' | 'inFlight50';
	items: number;
	/** How long the server waits before it answers, ms. */
	latencyMs: number;
	/** How long a packet takes to the server and back, ms, by https; absent: plain http on loopback. */
	roundTripMs?: number;
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
	tenInFlight: 'API Request, ten in flight',
	branch: 'Branch → Get',
	control: 'Control node',
	axios: 'Bare axios loop',
	axiosClosing: 'Bare axios loop, 64 in flight, a connection a request',
	axiosKeeping: 'Bare axios loop, 64 in flight, connections kept',
	renewal: 'API Request, session ended halfway',
};

/** How many requests a node sends at once where nobody says otherwise. */
export const DEFAULT_IN_FLIGHT = 10;

/** What the bare loop keeps in flight over a line: as many as Automatic comes to. */
export const MOST_IN_FLIGHT = 64;

/** Of the lines, ms: the same building, the next country, another continent. */
export const ROUND_TRIPS_MS = [0, 60, 150] as const;

const OVER_A_LINE = ['httpRequest', 'apiRequest', 'tenInFlight', 'control', 'axiosClosing', 'axiosKeeping'] as const;
const FIVE = ['httpRequest', 'apiRequest', 'branch', 'control', 'axios'] as const;

/**
 * @param quick for trying out: the figures say little
 * @param onlyLines leaves out what does not go over a line
 */
export function planOf(quick: boolean, onlyLines = false): Plan {
	const plan = wholePlan(quick);
	return { ...plan, rows: plan.rows.filter(({ roundTripMs }) => !onlyLines || roundTripMs !== undefined) };
}

function wholePlan(quick: boolean): Plan {
	const items = quick ? 100 : 1_000;
	const usual = { items, inFlight: DEFAULT_IN_FLIGHT, measuresMemory: false, cases: FIVE };
	return {
		quick,
		rounds: quick ? 2 : 5,
		loads: quick ? 5 : 15,
		rows: [
			{ ...usual, items: quick ? 300 : items, key: 'line0', latencyMs: 0, roundTripMs: 0, cases: OVER_A_LINE },
			{ ...usual, items: quick ? 300 : items, key: 'line60', latencyMs: 0, roundTripMs: 60, cases: OVER_A_LINE },
			{ ...usual, items: quick ? 300 : items, key: 'line150', latencyMs: 0, roundTripMs: 150, cases: OVER_A_LINE },
			{ ...usual, key: 'noLatency', latencyMs: 0 },
			{ ...usual, key: 'latency20', latencyMs: 20, cases: [...FIVE, 'renewal'] },
			{ ...usual, key: 'latency100', latencyMs: 100, items: quick ? 30 : items },
			{ ...usual, key: 'many', latencyMs: 0, items: items * (quick ? 5 : 10), measuresMemory: true },
			{ ...usual, key: 'inFlight50', latencyMs: 20, inFlight: 50, cases: ['httpRequest', 'apiRequest', 'control'] },
		],
	};
}

/** e.g. `1,000 items, 20 ms, 50 in flight` */
export function titleOf({ items, latencyMs, inFlight, roundTripMs }: Row): string {
	if (roundTripMs !== undefined) return `${items.toLocaleString('en')} items, https, round trip ${roundTripMs} ms`;
	const bound = inFlight === DEFAULT_IN_FLIGHT ? '' : `, ${inFlight} in flight`;
	return `${items.toLocaleString('en')} items, ${latencyMs} ms${bound}`;
}
