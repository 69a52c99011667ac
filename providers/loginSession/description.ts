import type { Json, JsonObject, ProviderRequest } from '../types';

/** How the data of a step goes out. `basic` and `basicJson`: username and password as HTTP Basic, and the data as a form or as JSON. */
export type SendAs = 'json' | 'form' | 'query' | 'basic' | 'basicJson' | 'text';

/** One request of a log-in's life. Its texts may hold `{username}`, `{password}`, and any other value by name. */
export interface Step {
	/** Path below the base URL, or a whole address on its host. */
	url: string;
	method: ProviderRequest['method'];
	sendAs: SendAs;
	/** What is sent, before the values are put in for each leaf. A text for `text`. */
	data?: Json;
	headers?: Record<string, string>;
}

/** Where in an answer something stands. An empty path: found by itself. */
export interface Place {
	from: 'body' | 'wholeBody' | 'header' | 'cookie' | 'input' | 'pattern';
	/**
	 * Of the body: keys and indexes with dots between them. Of a cookie: names with commas between them, `*` for any rest. Of a page:
	 * the name of an `<input>` or `<meta>`, or a regular expression whose first group is the value.
	 */
	path: string;
}

/** What a number or text that tells an expiry means: a time from now, or a moment. */
export type ExpiryUnit = 'seconds' | 'minutes' | 'milliseconds' | 'unixSeconds' | 'unixMilliseconds' | 'date';

/** How the expiry is known, and whether each request lengthens it (an idle time-out). */
export type Expiry = { fromLastUse?: true } & (
	| { from: 'found' | 'none' }
	| { from: 'path'; path: string; unit: ExpiryUnit; /** IANA name, for dates that tell none. */ zone?: string }
	| { from: 'fixed'; lifetimeMs: number }
);

/** How a session is renewed while its refresh token lives. */
export interface Refresh extends Step {
	/** What the refresh itself carries: nothing, what every request carries, or the refresh token as bearer. */
	authorizedWith: 'nothing' | 'session' | 'refreshToken';
	/** Where the refresh token stands in an answer. */
	refreshPlace: Place;
}

/** What every request carries, with `{accessToken}` and whatever else is known by name. */
export interface EveryRequest {
	headers?: Record<string, string>;
	query?: Record<string, string>;
	cookies?: Record<string, string>;
	/** Fields that are added to a JSON or form body. */
	body?: Record<string, string>;
}

/** Which answers say that the session is no good. */
export interface Rejection {
	statuses: number[];
	/** Path of a field in the body, for services that tell it in a 200. */
	field?: string;
	/** Values of that field that say so, any of them; none: whatever is there but null, false and an empty text. */
	values?: string[];
	/** Paths of pages; a redirect to one of them says so as well. The log-in's own address always does. */
	redirectsTo?: string[];
}

/** What an answer must hold, or must not, so that a log-in counts. */
export interface Condition {
	/** Path in the body; empty: all of it. */
	path: string;
	/** A regular expression for the value as text. Absent: anything but null, false, 0 and an empty text. */
	matches?: string;
	/** Turned round: the answer must not hold this. */
	not?: true;
	/** What it means where the answer is otherwise: {@link SECOND_FACTOR}, or words for a person. Absent: refused. */
	means?: string;
}

/** The meaning of a {@link Condition} that a person has to do something besides, e.g. enter a code. */
export const SECOND_FACTOR = 'secondFactor';

/** Which answers to the log-in grant a session, besides those of 2xx that hold a token. */
export interface Granting {
	must?: Condition[];
	/** HTTP statuses that are no errors. */
	statuses?: number[];
	/** HTTP statuses of an answer without a token that says that none is needed from this address. */
	withoutSession?: number[];
}

/** A request before the log-in, and what of its answer the texts may use by name. Its cookies go along with the log-in. */
export interface Before extends Step {
	values: Record<string, Place>;
	must?: Condition[];
}

/** The protocol of a service's log-in as data: what the dialog or a preset says. */
export interface Description {
	before?: Before;
	logIn: Step;
	granted?: Granting;
	access: Place;
	expiry: Expiry;
	/** Absent: by log-in. */
	refresh?: Refresh;
	every: EveryRequest;
	/** What else of an answer is kept, by the name under which the texts may use it. */
	keep?: Record<string, Place>;
	rejected: Rejection;
	/** Path of a field that holds an error in an answer of any status. */
	errorField?: string;
	/** The log-in may tell another base URL, on one of these hosts; `*.example.com` is any host below it. */
	toldBase?: { place: Place; hosts: string[] };
	/** Path of a harmless GET. */
	testUrl?: string;
	logOut?: Step;
	/** How long before its expiry a session is due, ms. */
	renewBeforeMs?: number;
	/** How long the log-in and the refresh may take, ms. */
	timeLimitMs?: number;
}

/** A service's log-in that the package brings along. */
export interface Preset {
	/** As the dialog lists it. */
	name: string;
	/** Where the service documents its log-in. */
	source: string;
	/** The version of the real server that it was tried at, as docs/services.md has it, e.g. `12.4.0`. Absent: from its documentation. */
	tried?: string;
	/** An example of a base URL. */
	placeholder: string;
	/** Whether the service knows no user names. */
	withoutUsername?: boolean;
	/** Further values that its texts use, and what to fill in. */
	values?: Record<string, string>;
	description: Description;
}

/** What a service's documentation shows, for the preset's test. */
export interface DocumentedAnswer {
	status?: number;
	headers?: Record<string, string | string[]>;
	body?: Json | JsonObject;
}
