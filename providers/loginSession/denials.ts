import { isObject } from '../fields';
import { isReadable } from '../readable';
import type { Json } from '../types';

const NO_ERROR = /^(|0|no|none|null|ok|false|success)$/i;
/** Names of fields that say that a log-in has worked, and that it has not, without `_`, `-` and capitals. */
const SUCCESS = /^(ok|(is|was)?(success|successful|succeeded|authenticated|authorized|loggedin|valid))$/;
const FAILURE = /^((is|has)?(error|errors|errored|failed|failure)|(is)?(denied|unauthorized))$/;
const OUTCOME = /^(status|result|state|outcome)$/;
const CODE = /^(status|statuscode|httpstatus|httpcode|code)$/;
const ERROR_CODE = /^(error|err)(code|no|number)$/;
const ERROR_WORDS = /^(error|err|fail|failed|failure|unauthorized|unauthorised|forbidden|denied|nok|not_?ok|invalid)$/i;
const ENVELOPE = /^(data|result|response|meta)$/;
/** Words of a text that says no. It may stand where a token is looked for. */
const DENIAL =
	/^(null|undefined|none|nil|nan|true|false|ok|error|deleted|anonymous|guest)$|fail|denied|unauthori[sz]ed|forbidden|invalid|incorrect|wrong|bad_?(request|credential|password|login)|not_?(found|authori[sz]ed|allowed)|locked|expired|blocked|refused|rejected|^error|error$/i;

const plain = (name: string) => name.replace(/[_-]/g, '').toLowerCase();

function tellsError(value: Json | undefined): boolean {
	if (value === undefined || value === null || value === false) return false;
	if (Array.isArray(value)) return value.some(tellsError);
	// E.g. a code 0 and the message OK.
	if (isObject(value)) return Object.values(value).some((inner) => !isEmpty(inner));
	return !NO_ERROR.test(String(value).trim());
}

const isEmpty = (value: Json) =>
	typeof value === 'object'
		? !tellsError(value)
		: value === false || /^(|0|ok|success|none|null)$/i.test(String(value));

/** Not by `String`: an object of an answer may have a `toString` of its own. */
const textOf = (value: Json): string => (typeof value === 'object' ? '' : String(value));
const saysNo = (value: Json) => /^(false|no|0)$/i.test(textOf(value));
const isErrorStatus = (value: Json) => /^[45]\d\d$/.test(textOf(value));

/** Whether the body of a success says in one of the usual ways that it is none, where the description does not say how. */
export function deniesItself(body: Json | undefined, depth = 0): boolean {
	if (!isObject(body)) return false;
	return Object.entries(body).some(([written, value]) => {
		const name = plain(written);
		if (SUCCESS.test(name)) return saysNo(value);
		if (FAILURE.test(name)) return tellsError(value);
		if (CODE.test(name) && isErrorStatus(value)) return true;
		if (OUTCOME.test(name) && (value === false || ERROR_WORDS.test(textOf(value)))) return true;
		if (ERROR_CODE.test(name)) return tellsError(value);
		return depth === 0 && ENVELOPE.test(name) && deniesItself(value, 1);
	});
}

/** Whether a text that stands where a token is looked for says no instead, e.g. `LOGIN_FAILED`, `null`. */
export const isDenial = (text: string): boolean => text.length <= 60 && isReadable(text) && DENIAL.test(text);
