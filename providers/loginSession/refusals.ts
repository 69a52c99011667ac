import { answerText, headerValue, isObject } from '../fields';
import type { ProviderAnswer, ProviderFault } from '../types';
import { errorWords } from '../words';
import type { LoginSessionAccount } from './account';
import { namesIn } from './answerNames';
import { deniesItself } from './denials';
import { SECOND_FACTOR, type Condition } from './description';
import { faultOf, isRedirect, leadsToLogIn } from './faults';
import { accessProblem, fieldsOf, findAccess, valueAt } from './places';
import { asksFactor, namesFactor, speaksOfFactor } from './secondFactor';
import { CREDENTIAL } from '../hostWords';

/** At a log-in these say "not now" as well: conflict, locked. */
const LATER = [409, 423];

const LATER_ADVICE =
	'Try again later. If the token stands in this very answer, enter its status under More Settings → Granted Statuses.';
const SECOND_FACTOR_ADVICE =
	'Nobody can enter a code while a workflow runs. Take an account without a second factor, or one of its API keys.';
const REDIRECT_ADVICE =
	'The service sent back to its log-in page: check the username and the password, and what else its page sends, e.g. a CSRF token.';
const CHOOSE_ADVICE = `Open the ${CREDENTIAL} and choose where the token stands: Token Location and Token Path. A text counts only with "Body, All of It". If the answer tells of an error, name the field that holds it under More Settings → Error Field.`;

const secondFactor = (message?: string): ProviderFault => ({
	message,
	kind: 'refused',
	lacks: 'secondFactor',
	advice: SECOND_FACTOR_ADVICE,
});

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

/** Whether a redirect's address says that a log-in was refused, e.g. `/?error=1`, `/welcome?login_failed`. */
const tellsRefusal = ({ headers }: ProviderAnswer): boolean =>
	/[?&](login_?)?(error|err|failed|failure|auth_?fail\w*)(=(?!0|false)|&|#|$)/i.test(
		String(headerValue(headers, 'Location') ?? ''),
	);

/** Whether a redirect grants: it brings a cookie or a header with the session, and does not lead back to the log-in. */
function isGrantingRedirect(answer: ProviderAnswer, of: LoginSessionAccount): boolean {
	const { access } = of.description;
	if (!isRedirect(answer) || !['cookie', 'header'].includes(access.from)) return false;
	const leadsBack = leadsToLogIn(answer, of) || tellsRefusal(answer);
	return !leadsBack && findAccess(answer, access) !== undefined;
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
	if (asksFactor(fieldsOf(answer)) || (fault && speaksOfFactor(words, fault.code))) return secondFactor(words);
	if (fault && isRedirect(answer) && (leadsToLogIn(answer, of) || tellsRefusal(answer)))
		return { ...fault, advice: REDIRECT_ADVICE };
	if (fault) return LATER.includes(status) ? { ...fault, kind: 'transient', advice: LATER_ADVICE } : fault;
	// A text of a success may be a token.
	const fields = fieldsOf(answer);
	const told = isObject(fields) ? errorWords(fields)?.text : undefined;
	if (errorField === undefined && deniesItself(fields))
		return speaksOfFactor(told) ? secondFactor(told) : { kind: 'refused', message: told };
	const condition = unmet(answer, granted.must);
	if (condition) return condition;
	if (findAccess(answer, access)) return undefined;
	if (namesFactor(fields) || speaksOfFactor(told)) return secondFactor();
	const holds = accessProblem(answer, access) ?? namesIn(answer);
	return { kind: 'refused', lacks: 'token', holds, advice: of.isPreset ? undefined : CHOOSE_ADVICE };
}
