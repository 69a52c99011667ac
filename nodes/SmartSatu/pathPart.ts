import { InputError } from '../../providers/types';
import type { OperationContext } from '../../transport/execution/router';

const LONGEST = 255;

/**
 * An ID or SKU that was chosen from a list or entered, as a part of a path: a slash in it, and whatever else means something in an
 * address, is escaped.
 * @returns the value itself, and how it stands in a path
 * @throws {@link InputError} where it is empty, was rounded, or can't stand in a path
 */
export function pathPart({ parameter }: Pick<OperationContext, 'parameter'>, name: string, label: string) {
	const chosen = parameter<unknown>(name);
	const given: unknown = typeof chosen === 'object' && chosen !== null && 'value' in chosen ? chosen.value : chosen;
	const value = String(given ?? '').trim();
	if (value === '')
		throw new InputError(`${label} is empty`, name, 'Choose one from the list, or enter it. Nothing has been sent.');
	if (typeof given === 'number' && !Number.isSafeInteger(given))
		throw new InputError(
			`${label} ${value} was rounded before it came here`,
			name,
			'Give it as text. Nothing has been sent.',
		);
	if (value.length > LONGEST || /\p{Cc}/u.test(value))
		throw new InputError(
			`${label} holds control characters, or more than ${LONGEST} characters`,
			name,
			'Enter it alone. Nothing has been sent.',
		);
	// Servers read these as "this folder" and "the folder above", however they are escaped.
	if (value.split('/').some((part) => part === '.' || part === '..'))
		throw new InputError(
			`${label} "${value}" can't stand in an address`,
			name,
			'Look for the entry with Get Many. Nothing has been sent.',
		);
	return { value, part: encodeURIComponent(value) };
}
