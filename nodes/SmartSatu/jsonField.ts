import type { INodeProperties } from 'n8n-workflow';

import { isObject } from '../../providers/fields';
import { InputError, type JsonObject } from '../../providers/types';
import { entryTexts, jsonProblem, parseLossless } from '../../http/json';
import type { OperationContext } from '../../transport/execution/router';
import { checkAmounts } from './amounts';

/** An object that is sent as it was given. */
export interface JsonEntry {
	value: JsonObject;
	/** Its JSON, digit for digit. */
	text: string;
}

/** A field for JSON whose names are Smart Satu's own. */
export const jsonField = (field: Partial<INodeProperties> & Pick<INodeProperties, 'displayName' | 'name'>) =>
	({ type: 'json', required: true, default: '', typeOptions: { rows: 5 }, ...field }) as INodeProperties;

/**
 * What a field for JSON gives: an object, or a list of them where an expression or the text is one.
 * @throws {@link InputError} where it is empty or no JSON, or holds an amount that can't be meant
 */
export function jsonEntries({ parameter }: Pick<OperationContext, 'parameter'>, name: string, label: string) {
	const given = parameter<unknown>(name, '');
	const text = typeof given === 'object' && given !== null ? JSON.stringify(given) : String(given ?? '').trim();
	if (text === '') throw new InputError(`${label} is empty`, name, 'Enter a JSON object. Nothing has been sent.');
	const problem = jsonProblem(text);
	if (problem)
		throw new InputError(
			`${label} is not valid JSON: ${problem}`,
			name,
			'Check brackets, quotes and commas. Nothing has been sent.',
		);
	const isList = Array.isArray(parseLossless(text));
	const entries = (isList ? entryTexts(text) : [text]).map((one) => ({ text: one, value: parseLossless(one) }));
	if (entries.length === 0)
		throw new InputError(`${label} is an empty list`, name, 'Enter at least one entry. Nothing has been sent.');
	return entries.map(({ text: one, value }): JsonEntry => {
		if (!isObject(value))
			throw new InputError(
				`${label} is no JSON object`,
				name,
				'Enter fields and values in curly brackets. Nothing has been sent.',
			);
		if (Object.keys(value).length === 0)
			throw new InputError(`${label} has no fields`, name, 'Enter at least one field. Nothing has been sent.');
		checkAmounts(value, name);
		return { text: one, value };
	});
}

/** {@link jsonEntries} where one object is wanted. @throws {@link InputError} */
export function jsonEntry(context: Pick<OperationContext, 'parameter'>, name: string, label: string): JsonEntry {
	const entries = jsonEntries(context, name, label);
	if (entries.length === 1) return entries[0]!;
	throw new InputError(`${label} is a list of ${entries.length}`, name, 'Enter one object. Nothing has been sent.');
}
