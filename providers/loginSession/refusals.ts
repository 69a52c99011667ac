import { answerText, isObject } from '../fields';
import type { Json, ProviderAnswer, ProviderFault } from '../types';
import { errorWords } from '../words';
import type { LoginSessionAccount } from './account';
import { namesIn } from './answerNames';
import { SECOND_FACTOR, type Condition } from './description';
import { faultOf, isRedirect, leadsToLogIn } from './faults';
import { accessProblem, fieldsOf, findAccess, valueAt } from './places';

/** At a log-in these say "not now" as well: conflict, locked. */
const LATER = [409, 423];

const LATER_ADVICE =
	'Try again later. If the token stands in this very answer, enter its status under More Settings → Granted Statuses.';
const SECOND_FACTOR_ADVICE =
	'Nobody can enter a code while a workflow runs. Take an account without a second factor, or one of its API keys.';
const REDIRECT_ADVICE =
	'The service sent back to its log-in page: check the username and the password, and what else its page sends, e.g. a CSRF token.';
const CHOOSE_ADVICE =
	'Open the credential and choose where the token stands: Token Location and Token Path. A text counts only with "Body, All of It". If the answer tells of an error, name the field that holds it under More Settings → Error Field.';

/** Names of fields that ask for a second factor, without `_`, `-` and capitals. */
const ASKS_FACTOR =
	/^((need|needs|requires?|requires?d)(tfa|mfa|2fa|otp|totp|twofactor|secondfactor)|(tfa|mfa|2fa|otp|totp|twofactor(auth)?|secondfactor)(needed|required))$/;
/** The same in words. */
const FACTOR_WORDS =
	/\b(mfa|tfa|2fa|otp|totp|two[- _]?factor|second[- _]factor|multi[- _]?factor)\b.*\b(required|needed|necessary|missing)\b|(mfa|tfa|2fa|otp|totp|factor)_(is_)?(required|needed|missing)/i;

const plain = (name: string) => name.replace(/[_-]/g, '').toLowerCase();
const isYes = (value: Json) => value === true || value === 1 || /^(true|1|yes)$/i.test(String(value));

function asksFactor(body: Json | undefined, depth = 0): boolean {
	if (!isObject(body)) return false;
	return Object.entries(body).some(
		([name, value]) => (ASKS_FACTOR.test(plain(name)) && isYes(value)) || (depth < 1 && asksFactor(value, depth + 1)),
	);
}

const secondFactor = (message?: string): ProviderFault => ({
	message,
	kind: 'refused',
	lacks: 'secondFactor',
	advice: SECOND_FACTOR_ADVICE,
});

const NO_ERROR = /^(|0|no|none|null|ok|false|success)$/i;

function tellsError(value: Json | undefined): boolean {
	if (value === undefined || value === null || value === false) return false;
	if (Array.isArray(value)) return value.some(tellsError);
	if (isObject(value)) return Object.keys(value).length > 0;
	return !NO_ERROR.test(String(value).trim());
}

/** Whether the body of a success says in one of the usual ways that it is none, where the description does not say how. */
function deniesItself(body: Json | undefined): boolean {
	if (!isObject(body)) return false;
	return Object.entries(body).some(([written, value]) => {
		const name = plain(written);
		if (['ok', 'success', 'succeeded', 'authenticated', 'authorized', 'loggedin'].includes(name))
			return value === false || /^(false|no|0)$/i.test(String(value));
		if (['status', 'result'].includes(name))
			return /^(error|fail|failed|failure|unauthorized|denied)$/i.test(String(value));
		return ['error', 'errors'].includes(name) && tellsError(value);
	});
}

/** The first condition that an answer does not meet, as a fault. */
export function unmet(answer: ProviderAnswer, conditions: Condition[] = []): ProviderFault | undefined {
	for (const { path, matches, not = false, means } of conditions) {
		const value = valueAt(fieldsOf(answer), path);
		const text = typeof value === 'boolean' ? String(value) : (answerText(value) ?? '');
		const holds =
			matches === undefined ? isObject(value) || !/^(|0|false)$/i.test(text) : new RegExp(matches).test(text);
		if (holds !== not) continue;
		return means === SECOND_FACTOR ? secondFactor() : { kind: 'refused', message: means };
	}
	return undefined;
}

/** Whether a redirect grants: it brings a cookie or a header with the session, and does not lead back to the log-in. */
function isGrantingRedirect(answer: ProviderAnswer, of: LoginSessionAccount): boolean {
	const { access } = of.description;
	if (!isRedirect(answer) || !['cookie', 'header'].includes(access.from)) return false;
	return !leadsToLogIn(answer, of) && findAccess(answer, access) !== undefined;
}

/**
 * How a log-in or a refresh was refused; `undefined` where it was granted. An answer without a token refuses as well: many services
 * say so with a 200.
 */
export function refusalOf(answer: ProviderAnswer, of: LoginSessionAccount): ProviderFault | undefined {
	const { access, errorField, granted = {} } = of.description;
	const { status, body } = answer;
	if (granted.withoutSession?.includes(status)) return undefined;
	const isGranting = granted.statuses?.includes(status) === true || isGrantingRedirect(answer, of);
	const fault = isGranting ? undefined : faultOf(answer, of);
	const words = fault?.message ?? (fault && errorWords(body)?.text);
	if (asksFactor(body) || (fault && FACTOR_WORDS.test(`${words ?? ''} ${fault.code ?? ''}`)))
		return secondFactor(words);
	if (fault && leadsToLogIn(answer, of)) return { ...fault, advice: REDIRECT_ADVICE };
	if (fault) return LATER.includes(status) ? { ...fault, kind: 'transient', advice: LATER_ADVICE } : fault;
	if (errorField === undefined && deniesItself(body)) return { kind: 'refused', message: errorWords(body)?.text };
	const condition = unmet(answer, granted.must);
	if (condition) return condition;
	if (findAccess(answer, access)) return undefined;
	const holds = accessProblem(answer, access) ?? namesIn(answer);
	return { kind: 'refused', lacks: 'token', holds, advice: of.isPreset ? undefined : CHOOSE_ADVICE };
}
