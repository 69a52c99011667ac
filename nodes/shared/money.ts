import { InputError } from '../../providers/types';

/**
 * An amount of money as it was entered, which is never calculated with: digits, and at most two behind the point.
 * @returns the same number as text, e.g. `1490` or `1490.50`
 * @throws InputError for anything else, e.g. a float such as 0.30000000000000004
 */
export function moneyText(value: unknown, name: string, label: string): string {
	const written = String(value ?? '').trim();
	if (/^\d{1,12}(\.\d{1,2})?$/.test(written)) return written;
	throw new InputError(
		`"${label}" is not an amount of money: "${written.slice(0, 40)}"`,
		name,
		'Enter digits, with a point and at most two more where needed, e.g. 1490 or 1490.50. Nothing has been sent.',
	);
}

/**
 * An amount without a fraction, for services that take no other. `1490.00` is one.
 * @param least the smallest amount that makes sense
 * @throws InputError
 */
export function wholeAmount(value: unknown, name: string, label: string, least = 0): number {
	const [whole = '', fraction = ''] = moneyText(value, name, label).split('.');
	if (/[1-9]/.test(fraction)) {
		throw new InputError(
			`"${label}" has a fraction: ${String(value)}`,
			name,
			'The service takes whole amounts alone, and nothing is rounded here. Nothing has been sent.',
		);
	}
	const amount = Number(whole);
	if (amount >= least) return amount;
	throw new InputError(`"${label}" is less than ${least}`, name, `Enter ${least} or more. Nothing has been sent.`);
}
