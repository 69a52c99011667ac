import type { FieldFault } from './refusal';

/** Laravel's paginator, with the fields of plusofon.ru.txt («список токенов»); its URLs point at http://localhost there. */
export interface Page<T> {
	current_page: number;
	data: T[];
	first_page_url: string;
	from: number | null;
	last_page: number;
	last_page_url: string;
	next_page_url: string | null;
	path: string;
	per_page: number;
	prev_page_url: string | null;
	to: number | null;
	total: number;
}

/** One page of a list, counted from 1; a page after the last one is empty. */
export function paginate<T>(list: T[], page: string | string[] | undefined, path: string, perPage = 15): Page<T> {
	const current = Math.max(1, Number(page ?? 1));
	const last = Math.max(1, Math.ceil(list.length / perPage));
	const data = list.slice((current - 1) * perPage, current * perPage);
	const url = (number: number): string => `${path}?page=${number}`;
	return {
		current_page: current,
		data,
		first_page_url: url(1),
		from: data.length ? (current - 1) * perPage + 1 : null,
		last_page: last,
		last_page_url: url(last),
		next_page_url: current < last ? url(current + 1) : null,
		path,
		per_page: perPage,
		prev_page_url: current > 1 ? url(current - 1) : null,
		to: data.length ? (current - 1) * perPage + data.length : null,
		total: list.length,
	};
}

/** Laravel's words for a field that is wrong (plusofon.ru.txt: «The token field is required.»). */
export function fieldMessage({ field, missing }: FieldFault): string {
	return missing ? `The ${field} field is required.` : `The ${field} field is invalid.`;
}

/** `YYYY-MM-DD HH:mm:ss` of a moment in ms, in UTC. */
export function dateTime(ms: number): string {
	return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
