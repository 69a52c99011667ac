import { InputError } from '../providers/types';
import { jsonProblem } from './json';

/** A JSON body as it is sent: the person's own text, so that every digit in it stays. @throws {@link InputError} where it is not JSON */
export function jsonText(value: unknown): string | undefined {
	if (typeof value === 'object' && value !== null) return JSON.stringify(value);
	const text = String(value ?? '').trim();
	if (text === '') return undefined;
	const problem = jsonProblem(text);
	if (problem) throw new InputError(`The body is not valid JSON: ${problem}`, 'body', 'Nothing has been sent.');
	return text;
}
