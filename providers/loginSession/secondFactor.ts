import { isObject } from '../fields';
import type { Json } from '../types';

const FACTOR = '(m2?fa|tfa|2fa|t?otp|two_?factor|second_?factor|multi_?factor|2_?step|two_?step)';
const ASKED = '(needs?|needed|requires?|required|necessary|missing|pending|challenge|step|setup)';
/** Names of fields that ask for a second factor, without capitals. */
const ASKS = new RegExp(`^(is_?)?(${ASKED}_?${FACTOR}|${FACTOR}_?(auth(entication)?_?)?(code_?)?(is_?)?${ASKED})$`);
/** Names of fields that say by a value how a log-in goes on. */
const STEP =
	/^(status|state|code|error|reason|result|action|challenge(_?(name|type))?|next(_?(step|action))?|step|requires?_?action|required_?action|sign_?in_?step)$/;
/** Values of these that name a second factor. */
const NAMES_FACTOR = new RegExp(`(^|_)${FACTOR}(_|$)`);
/** A second factor by its name alone: it may as well say that the account has one, or that it was given. */
const IS_FACTOR = new RegExp(`^${FACTOR}$`);
const WANTED = /^(required|needed|pending|challenge)$/i;
/** Envelopes of an answer. What lies in others may be a rule of a company, or a setting of a user. */
const ENVELOPE = /^(data|result|response|payload|meta|auth|authentication|error|login|session)$/i;
/** A second factor in words. */
const WORDS =
	/\b(mfa|tfa|2fa|t?otp|(two|second|multi)[- _]?factor|(two|2)[- _]step|authenticator|one[- ]time (pass(word|code)|code)|verification code)|_(mfa|2fa|otp)\b|двухфактор|втор(ой|ого) фактор|одноразов/i;
const OFF = /\b(not|isn't|no longer) (enabled|supported|available|allowed)\b|\bdisabled\b/i;

const plain = (name: string) =>
	name
		.replace(/([a-z])([A-Z])/g, '$1_$2')
		.replace(/[\s-]+/g, '_')
		.toLowerCase();
const isYes = (value: Json) =>
	isObject(value) || value === true || value === 1 || (typeof value === 'string' && /^(true|1|yes)$/i.test(value));

/** Whether an answer's fields ask for a second factor: by a name such as `mfa_required`, or a value such as `MFA_REQUIRED`. */
export function asksFactor(body: Json | undefined, depth = 0): boolean {
	if (!isObject(body)) return false;
	return Object.entries(body).some(([written, value]) => {
		const name = plain(written);
		if (ASKS.test(name)) return isYes(value);
		if (IS_FACTOR.test(name))
			return (typeof value === 'string' && WANTED.test(value)) || (isYes(value) && body.token === null);
		if (STEP.test(name) && typeof value === 'string' && isStep(value)) return true;
		return depth < 3 && (ENVELOPE.test(name) || depth === 0) && asksFactor(value, ENVELOPE.test(name) ? depth + 1 : 3);
	});
}

/** Whether an answer without a token names a second factor in any way, e.g. `two_factor: true`, `mfa_token`. */
export const namesFactor = (body: Json | undefined): boolean =>
	isObject(body) &&
	Object.entries(body).some(
		([name, value]) => NAMES_FACTOR.test(plain(name)) && (isYes(value) || (typeof value === 'string' && value !== '')),
	);

/** A value without spaces, since words are read by {@link speaksOfFactor}. */
const isStep = (value: string) => !/\s/.test(value.trim()) && NAMES_FACTOR.test(plain(value.trim()));

/** Whether the words of a log-in that granted nothing are about a second factor: nothing of one was sent. */
export const speaksOfFactor = (...told: Array<Json | undefined>): boolean => {
	const words = told.filter((each) => typeof each === 'string').join(' ');
	return WORDS.test(words.replaceAll('_', ' ')) && !OFF.test(words);
};
