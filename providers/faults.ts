import { answerText, isObject } from './fields';
import type { JsonObject, ProviderAnswer, ProviderFault } from './types';
import { errorWords } from './words';

/** How a provider's errors differ from the common reading. */
export interface FaultDialect {
	/** Tells from a body alone that the request went wrong, whatever the HTTP status says. */
	bodyFails?: (body: JsonObject) => boolean;
	/** HTTP statuses and body codes of 500 to 599 that another try will not change. */
	refusedCodes?: number[];
}

/**
 * Another try may help: Request Timeout, Too Early, Too Many Requests, and anything on the server's side. Higher codes are a service's
 * own, e.g. Sagi's 3000 to 3999 of orders.
 */
const isTransient = (code: number) => (code >= 500 && code <= 599) || [408, 425, 429].includes(code);

/**
 * Reads an error of any of the providers: by HTTP status or by the body, whichever tells.
 *
 * Shapes: whatever {@link errorWords} reads, with a `code` beside it, and `{success: false, …}`, each with any HTTP status. 304 (Not
 * Modified) is a success.
 * @returns `undefined` when the answer is a success
 */
export function parseError(answer: ProviderAnswer, dialect: FaultDialect = {}): ProviderFault | undefined {
	const body = isObject(answer.body) ? answer.body : {};
	const isError = answer.status >= 300 && answer.status !== 304;
	const told = isError || body.success === false || dialect.bodyFails?.(body) === true;
	if (!told) return undefined;

	const words = errorWords(answer.body);
	const codeText = answerText(body.code);
	const bodyCode = /^\d+$/.test(codeText ?? '') ? Number(codeText) : undefined;
	const code = isError ? answer.status : (bodyCode ?? answer.status);
	const isSession = [401, 403].includes(code) || bodyCode === 401;
	const isFinal = dialect.refusedCodes?.includes(code) === true || !isTransient(code);
	return {
		message: words?.text,
		field: words?.field,
		code: codeText,
		kind: isSession ? 'session' : isFinal ? 'refused' : 'transient',
	};
}
