/** One field that a request got wrong. `where` is `body`, `headers`, `querystring` or `params`. */
export interface FieldFault {
	where: string;
	field: string;
	message: string;
	missing: boolean;
}

/**
 * Why a request is refused.
 * `document`: the provider's document does not allow such a request, which the journal keeps as `refusedByDocument`;
 * `token`: the session is no good, told the way the setting `rejection` says;
 * `business`: everything else (wrong password, no such branch), told the way the setting `errorStatus` says.
 */
export type RefusalKind = 'document' | 'token' | 'business';

/** Thrown by handlers and checks; the server turns it into an answer of the provider's own error shape. */
export class Refusal extends Error {
	constructor(
		readonly kind: RefusalKind,
		readonly status: number,
		message: string,
		readonly fields: FieldFault[] = [],
		readonly body?: unknown,
	) {
		super(message);
	}
}

/** What a provider's `errorBody` is given: `status` is the error's own, `http` the status that the answer really has. */
export interface ErrorView {
	kind: RefusalKind;
	status: number;
	http: number;
	message: string;
	fields: FieldFault[];
}
