import { parseError } from '../faults';
import { commaList, headerValue, isAbsolute } from '../fields';
import type { Json, ProviderAnswer, ProviderFault } from '../types';
import { errorWords } from '../words';
import type { LoginSessionAccount } from './account';
import { valueAt } from './places';
import { fillUrl } from './substitute';

const REDIRECTS = [301, 302, 303, 307, 308];

export const isRedirect = ({ status }: ProviderAnswer): boolean => REDIRECTS.includes(status);

/** Whether a value says nothing: it is absent, null, false or empty. */
const isNothing = (value: Json | undefined) =>
	value === undefined || value === null || value === false || value === '' || (Array.isArray(value) && !value.length);

/** The path of an address without the slash at its end; `''` where it can't be read. */
function pathOf(address: string, base: string): string {
	const whole = isAbsolute(address) || address.startsWith('//') ? address : new URL(base).origin + address;
	return URL.canParse(whole, base) ? new URL(whole, base).pathname.replace(/\/+$/, '') : '';
}

/** What pages are called where people log in. */
const LOG_IN_PAGE = /\/(log|sign)[-_]?(in|on)(\.\w+)?$/i;

/**
 * Whether an answer sends on to the page where people log in: the log-in's own address, the first page, one that a preset names, or
 * one that is called so.
 */
export function leadsToLogIn(answer: ProviderAnswer, of: LoginSessionAccount): boolean {
	const { baseUrl, description, values } = of;
	const target: unknown = headerValue(answer.headers, 'Location');
	if (!isRedirect(answer) || typeof target !== 'string') return false;
	const own = [description.logIn, description.before].flatMap((step) => (step ? [fillUrl(step.url, values)] : []));
	const below = (address: string) => (isAbsolute(address) ? address : `${baseUrl}/${address.replace(/^\/+/, '')}`);
	const base = `${baseUrl}/`;
	const asked = pathOf(target.startsWith('/') || isAbsolute(target) ? target : new URL(target, base).href, base);
	// A language may stand before it, e.g. /en/web/login.
	const isPage = (description.rejected.redirectsTo ?? []).some((page) => asked.endsWith(page));
	return isPage || LOG_IN_PAGE.test(asked) || own.some((address) => pathOf(below(address), base) === asked);
}

/** Whether an answer says that the session is no good: by its status, by the field that the description names, or by a redirect. */
function isRejection(answer: ProviderAnswer, of: LoginSessionAccount): boolean {
	const { statuses, field, values = [] } = of.description.rejected;
	if (statuses.includes(answer.status) || leadsToLogIn(answer, of)) return true;
	if (field === undefined) return false;
	const value = valueAt(answer.body, field);
	if (value === undefined || value === null || value === false || value === '') return false;
	if (values.length === 0) return true;
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	// One text that has commas in it was entered as it stands in the answer.
	return values.includes(text) || commaList(text).join() === values.join();
}

/** What went wrong with a request, or `undefined` where it went well. */
export function faultOf(answer: ProviderAnswer, of: LoginSessionAccount): ProviderFault | undefined {
	const { errorField } = of.description;
	const error = errorField === undefined ? undefined : valueAt(answer.body, errorField);
	const common = parseError(answer, { bodyFails: () => !isNothing(error) });
	const isSession = isRejection(answer, of);
	if (!common && !isSession) return undefined;
	// The envelope tells the reader which kind of error it is.
	const words = isNothing(error) ? undefined : errorWords({ error: error ?? null });
	const fault = {
		...common,
		message: words?.text ?? common?.message,
		...(words?.field !== undefined && { field: words.field }),
	};
	// 403 is a rejection only where the description says so.
	const kind = common?.kind === 'session' || common === undefined ? 'refused' : common.kind;
	return { ...fault, kind: isSession ? 'session' : kind };
}
