import { formFields, isObject } from './fields';
import type { Json, JsonObject } from './types';

/** What an answer says of an error, for a person to read. */
export interface Words {
	text: string;
	/** The field of the request that it is about. */
	field?: string;
}

/** Names of fields that hold words, without `_`, `-` and capitals: those that say most come first, a mere kind of error last. */
const NAMES = [
	...['message', 'msg', 'errormessage', 'errormsg', 'errordescription', 'errortext', 'usermessage', 'reason'],
	...['description', 'faultstring', 'errors', 'nonfielderrors', 'detail', 'error', 'err', 'fault', 'exception'],
	...['title', 'exceptionmessage', 'messages', 'details', 'odata.error', 'hydra:description', 'violations'],
	...['validationerrors', 'failure', 'errmsg', 'errorsummary', 'developermessage', 'statusmessage', 'statustext'],
	...['statusdescription', 'resultmessage', 'resulttext', 'reasonphrase', 'cause', 'hint', 'info', 'notification'],
	...['rootcause', '#text'],
];
/** Names that hold an error only where they have fields of their own, e.g. `status.message`; as texts they are codes. */
const WITH_FIELDS = ['status', 'form'];
/** Names that hold words only inside of a message, e.g. OData's `{message: {lang, value}}`, and inside of an error. */
const OF_A_MESSAGE = ['value', 'text'];
const OF_AN_ERROR = ['text'];
/** Envelopes, looked into where nothing else holds words. */
const ENVELOPES = ['data', 'result', 'response', 'meta'];
/** How deep words are looked for. */
const DEPTH = 5;
/** How many entries of a list are looked at. */
const ENTRIES = 5;

const plain = (name: string) => name.replace(/^[@.]|[_-]/g, '').toLowerCase();

/**
 * The words of an error in the body of an answer; a page of HTML has none. One reader for log-ins and requests of all providers.
 *
 * Among others: `message`, `msg`, `error`, `error.message`, `error.message.value` (OData), `error.data` (JSON-RPC 2.0, section 5.1),
 * `error_description` (RFC 6749, section 5.2), `errors[0].message` (GraphQL), `errors.field[0]`, `detail`, `detail[0].msg`,
 * `title` (RFC 9457), `reason`, `data.message`, `faultstring` and the like in XML, and a plain text.
 */
export function errorWords(body: Json | undefined): Words | undefined {
	if (typeof body === 'string')
		return /^\s*</.test(body) ? wordsInXml(body) : (wordsOf(formFields(body)) ?? wordsOf(body));
	return wordsOf(body) ?? (isObject(body) ? byField(body, true) : undefined);
}

/** How much of XML is searched, characters. */
const SEARCHED = 20_000;

/** The words of an error in XML, e.g. SOAP's `faultstring`: the text of the first element with a name that holds words. */
function wordsInXml(written: string): Words | undefined {
	if (/^\s*(<!--[\s\S]*?-->\s*)*(<!doctype html|<html)/i.test(written)) return undefined;
	const elements = [...written.slice(0, SEARCHED).matchAll(/<(?:\w+:)?([\w.-]+)(?:\s[^<>]*)?>([^<>]+)</g)];
	const texts = elements.flatMap(([, name = '', text = '']) =>
		text.trim() === '' ? [] : [{ name: plain(name), text: text.trim() }],
	);
	const found = first(NAMES, (name) => texts.find((each) => each.name === name));
	return found && { text: found.text };
}

function wordsOf(value: Json | undefined, name = '', depth = 0): Words | undefined {
	if (typeof value === 'string') return value.trim() === '' ? undefined : { text: value.trim() };
	if (depth > DEPTH || value === undefined) return undefined;
	if (Array.isArray(value)) return first(value.slice(0, ENTRIES), (entry) => wordsOf(entry, name, depth + 1));
	if (!isObject(value)) return undefined;
	const fields = new Map(Object.entries(value).map(([key, inner]) => [plain(key), inner]));
	const read = (key: string) => wordsOf(fields.get(key), key, depth + 1);
	// JSON-RPC's message is a kind of error alone, e.g. "Application error."; the data beside it tells which.
	const data = name === 'error' ? read('data') : undefined;
	const envelope = (key: string) => (typeof fields.get(key) === 'string' ? undefined : read(key));
	const inside = name === 'message' ? OF_A_MESSAGE : name === 'error' ? OF_AN_ERROR : [];
	const named = data ?? first([...NAMES, ...inside], read);
	const ofFields = () =>
		name === 'errors' ? byField(value) : ['message', 'error'].includes(name) ? byField(value, true) : undefined;
	const found = named ?? ofFields() ?? first([...WITH_FIELDS, ...ENVELOPES], envelope);
	return found && { ...found, field: found.field ?? fieldOf(value) ?? fieldBeside(fields) };
}

/** Words by the name of the field that they are about, each a text or a list of texts. */
function byField(errors: JsonObject, onlyLists = false): Words | undefined {
	const [entry] = Object.entries(errors);
	if (!entry) return undefined;
	const [field, told] = entry;
	const isList = Array.isArray(told);
	if (!isList && (onlyLists || typeof told !== 'string')) return undefined;
	const text = (isList ? told : [told]).find((each) => typeof each === 'string' && each.trim() !== '');
	return typeof text === 'string' ? { text, field } : undefined;
}

/** The field that the errors beside a message name. */
function fieldBeside(fields: Map<string, Json>): string | undefined {
	const [errors, error] = [fields.get('errors'), fields.get('error')];
	return (isObject(errors) ? byField(errors)?.field : undefined) ?? (isObject(error) ? fieldOf(error) : undefined);
}

/** The field that an entry of a list names: `field`, `param`, or the end of `loc` (FastAPI). */
function fieldOf({ field, param, loc }: JsonObject): string | undefined {
	const named = field ?? param ?? (Array.isArray(loc) ? loc.at(-1) : undefined);
	return typeof named === 'string' && named.trim() !== '' ? named : undefined;
}

function first<T, R>(list: T[], read: (entry: T) => R | undefined): R | undefined {
	for (const entry of list) {
		const found = read(entry);
		if (found !== undefined) return found;
	}
	return undefined;
}
