import { InputError } from '../../providers/types';

const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?/;

/**
 * A moment as Plusofon writes it, `YYYY-MM-DD HH:mm:ss`, from text or from a date of n8n's. Plusofon names no time zone: the time is
 * taken as it is written, whatever zone stands behind it.
 * @throws InputError when there is no such day or time
 */
export function writtenTime(given: unknown, field: string, label: string): string {
	const text = given instanceof Date ? given.toISOString() : String(given ?? '').trim();
	const [, year, month, day, hour = '00', minute = '00', second = '00'] = WRITTEN.exec(text) ?? [];
	const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
	const moment = new Date(`${written}Z`);
	// JavaScript takes 31 February for a day of March.
	const isReal = year !== undefined && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(written);
	if (isReal) return written.replace('T', ' ');
	throw new InputError(
		`"${label}" is not a date that there is`,
		field,
		'Enter a date such as 2026-11-28 or 2026-11-28 09:30:00. Nothing has been sent.',
	);
}

/** Its day alone, `YYYY-MM-DD`. @throws as {@link writtenTime} */
export const writtenDay = (given: unknown, field: string, label: string): string =>
	writtenTime(given, field, label).slice(0, 10);

/** @throws InputError when there can be nothing in between */
export function assertInOrder({ from, to }: { from?: string; to?: string }, field: string): void {
	if (from === undefined || to === undefined || from <= to) return;
	throw new InputError('"From Date" is after "To Date"', field, 'Exchange the two. Nothing has been sent.');
}
