/** What the server is told before each measurement. Setting it starts the counts anew. */
export interface ServerSettings {
	/** How long every answer waits, ms. */
	latencyMs: number;
	/** After so many served requests the session ends once: its access token is rejected, but can be refreshed. */
	endSessionAfter?: number;
}

/** What the server has seen since its settings were set. */
export interface ServerCounts {
	/** Requests that were answered with data. */
	served: number;
	/** Requests with an access token that was no good. */
	rejected: number;
	logIns: number;
	refreshes: number;
}

/** Where settings are put and counts are got. */
export const CONTROL_PATH = '/bench';
/** What the control node and the bare loop send; it is always accepted. */
export const FIXED_TOKEN = 'control';
