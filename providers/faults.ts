import { answerText, isObject } from './fields';
import type { Json, JsonObject, ProviderAnswer, ProviderFault } from './types';

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

const firstText = (...values: Array<Json | undefined>): string | undefined =>
	values.find((value): value is string => typeof value === 'string' && value.trim() !== '');

function firstEntry(errors: Json | undefined): [field: string | undefined, text: string | undefined] {
	if (Array.isArray(errors)) return [undefined, firstText(...errors)];
	if (!isObject(errors)) return [undefined, undefined];
	const [field, text] = Object.entries(errors)[0] ?? [];
	return [field, Array.isArray(text) ? firstText(...text) : firstText(text)];
}

/**
 * Reads an error of any of the providers: by HTTP status or by the body, whichever tells.
 *
 * Shapes: `{message: {message, field}, code}`, `{message, code}`, `{error}`, `{error: {message}}`, `{errors: {field: [text]}}`,
 * `{success: false, …}`, each with any HTTP status.
 * @returns `undefined` when the answer is a success
 */
export function parseError(answer: ProviderAnswer, dialect: FaultDialect = {}): ProviderFault | undefined {
	const body = isObject(answer.body) ? answer.body : {};
	const told = answer.status >= 300 || body.success === false || dialect.bodyFails?.(body) === true;
	if (!told) return undefined;

	const inner = isObject(body.message) ? body.message : isObject(body.error) ? body.error : {};
	const [errorField, errorText] = firstEntry(body.errors);
	const codeText = answerText(body.code);
	const bodyCode = /^\d+$/.test(codeText ?? '') ? Number(codeText) : undefined;
	const code = answer.status >= 300 ? answer.status : (bodyCode ?? answer.status);
	const isSession = [401, 403].includes(code) || bodyCode === 401;
	const isFinal = dialect.refusedCodes?.includes(code) === true || !isTransient(code);
	return {
		message: firstText(inner.message, body.message, body.error, errorText, body.detail),
		field: firstText(inner.field, errorField),
		code: codeText,
		kind: isSession ? 'session' : isFinal ? 'refused' : 'transient',
	};
}
