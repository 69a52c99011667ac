import { isObject } from '../../providers/fields';
import { InputError, type Json, type JsonObject } from '../../providers/types';

/**
 * The list in an answer: in a field of its name, in Laravel's `data`, in `data` within that field, or the answer itself. Gigma's
 * documents show the first; of some requests no answer is known.
 * @throws InputError where there is none
 */
export function listIn(body: Json | undefined, name: string): Json[] {
	const field = isObject(body) ? (body[name] ?? body.data) : body;
	const list = isObject(field) ? field.data : field;
	if (Array.isArray(list)) return list;
	throw new InputError(`Gigma answered without ${name}`, 'operation', 'Use API Request to see the answer as it is.');
}

/** One entry in an answer: in a field of its name, in `data`, or the answer itself; `undefined` where there is none. */
export function entryOrNone(body: Json | undefined, name: string): JsonObject | undefined {
	const entry = isObject(body) ? (body[name] ?? body.data ?? body) : undefined;
	return isObject(entry) && 'id' in entry ? entry : undefined;
}

/** {@link entryOrNone}. @throws InputError where there is none */
export function entryIn(body: Json | undefined, name: string): JsonObject {
	const entry = entryOrNone(body, name);
	if (entry) return entry;
	throw new InputError(
		`Gigma answered without the ${name}`,
		'operation',
		'Use API Request to see the answer as it is.',
	);
}
