import { commaList, isObject, text } from '../fields';
import { InputError, type CredentialFields, type Json } from '../types';
import type { SendAs } from './description';

/** A JSON object's values as texts. */
export const textual = (value: Json | undefined): Record<string, string> =>
	Object.fromEntries(Object.entries(isObject(value) ? value : {}).map(([name, each]) => [name, String(each)]));

/** A field that holds names and texts. */
export function textsOf(fields: CredentialFields, name: string, label: string): Record<string, string> | undefined {
	const given = jsonOf(fields, name, label);
	if (given === undefined) return undefined;
	if (isObject(given)) return textual(given);
	throw new InputError(`"${label}" has no names`, name, 'Enter names and texts, e.g. { "X-Name": "text" }');
}

/** A field's JSON; where data goes out as a form, `a=1&b=2` as documentations write it is understood as well. */
export function dataOf(fields: CredentialFields, name: string, label: string, sendAs: SendAs): Json | undefined {
	const written = text(fields, name);
	if (sendAs === 'text') return typeof fields[name] === 'string' ? written : jsonOf(fields, name, label);
	const isForm = !['json', 'basicJson'].includes(sendAs) && /^[^\s{[=]+=/.test(written);
	return isForm ? formFields(written) : jsonOf(fields, name, label);
}

/** A name that comes twice becomes a list, which goes out as it came. */
function formFields(written: string): Json {
	const form = new URLSearchParams(written);
	const names = [...new Set(form.keys())];
	return Object.fromEntries(
		names.map((name) => {
			const all = form.getAll(name);
			return [name, all.length > 1 ? all : (all[0] ?? '')];
		}),
	);
}

/** A field's JSON. @throws {@link InputError} */
export function jsonOf(fields: CredentialFields, name: string, label: string): Json | undefined {
	const given = fields[name];
	if (typeof given === 'object' && given !== null) return given as Json;
	const written = text(fields, name);
	if (written === '') return undefined;
	const { value, problem } = parsed(written);
	if (problem === undefined) return value;
	throw new InputError(
		`"${label}" is not valid JSON: ${problem}`,
		name,
		'Write names and texts in double quotes, e.g. { "user": "{username}" }',
	);
}

function parsed(written: string): { value?: Json; problem?: string } {
	try {
		return { value: JSON.parse(written) as Json };
	} catch (error) {
		// What follows quotes the text, which can be a secret.
		return { problem: (error as SyntaxError).message.replace(/^(Unexpected token '.{1,2}'), .*$/s, '$1') };
	}
}

/** A list of HTTP statuses. @throws {@link InputError} */
export function statusesOf(fields: CredentialFields, name: string, label: string, byDefault = ''): number[] {
	const written = text(fields, name) || byDefault;
	const statuses = commaList(written).map(Number);
	if (statuses.every((status) => Number.isInteger(status) && status >= 200 && status < 600)) return statuses;
	throw new InputError(
		`"${label}" holds something that is no HTTP status: ${written}`,
		name,
		'Enter numbers with commas between them, e.g. 401, 403',
	);
}
