import { InputError } from '../../providers/types';

/** Longer ones do not fit into 64 bits. */
const MOST_DIGITS = 19;

/**
 * An ID of digits alone, as text. A resource locator's value is taken out before.
 * @throws InputError where it is empty, holds anything else, or was rounded by JavaScript
 */
export function digitsId(value: unknown, name: string, label: string): string {
	const id = String(value ?? '').trim();
	if (id === '') throw new InputError(`${label} is empty`, name, `Fill in "${label}". Nothing has been sent.`);
	if (typeof value === 'number' && !Number.isSafeInteger(value)) {
		throw new InputError(
			`The ${label} ${value} was rounded before it came here`,
			name,
			'Give it as text, e.g. from the output of this node, where long IDs are text. Nothing has been sent.',
		);
	}
	if (!/^\d+$/.test(id) || id.length > MOST_DIGITS || /^0+$/.test(id)) {
		throw new InputError(`"${id}" is not a ${label}`, name, 'Enter its digits. Nothing has been sent.');
	}
	return id;
}
