import { InputError } from '../../providers/types';

const refused = (given: unknown) =>
	new InputError(
		`"Updated From" is not a moment: ${typeof given === 'string' ? given.slice(0, 40) : typeof given}`,
		'filters',
		'Choose a date, or enter one such as 2026-01-31T08:00:00. Nothing has been sent.',
	);

/** Text that begins with a date, or an object of JavaScript's or Luxon's, ms since 1970; `NaN` for anything else. */
function momentOf(given: unknown): number {
	if (typeof given === 'string') return /^\s*\d{4}-\d\d-\d\d/.test(given) ? new Date(given.trim()).getTime() : NaN;
	const value: unknown = typeof given === 'object' && given !== null ? given.valueOf() : undefined;
	return typeof value === 'number' ? new Date(value).getTime() : NaN;
}

/**
 * A moment in the form of `updated_from`, `Y-m-d\TH:i:s` without a zone (docs.smartsatu.com, API_Counterparties). One that names its
 * zone is told in UTC; one without goes out as it was entered.
 * @param given what the panel or an expression gives, empty for no filter
 * @throws {@link InputError} where it is no moment
 */
export function updatedFromOf(given: unknown): string | undefined {
	if (given === undefined || given === null || given === '') return undefined;
	const plain =
		typeof given === 'string' && /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?)?$/.exec(given.trim());
	const text = plain ? `${plain[1]}T${(plain[2] ?? '00:00').padEnd(8, ':00')}` : undefined;
	const moment = momentOf(text === undefined ? given : `${text}Z`);
	if (Number.isNaN(moment)) throw refused(given);
	const utc = new Date(moment).toISOString().slice(0, 19);
	// `Date` takes 31 February for a day of March.
	if (text !== undefined && utc !== text) throw refused(given);
	return utc;
}
