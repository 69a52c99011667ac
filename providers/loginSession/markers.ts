import { InputError } from '../types';
import type { Description } from './description';
import { unknownMarker } from './substitute';

/**
 * Refuses a marker that nobody has a value for, e.g. `{pasword}`: it would go out as text and cost a log-in.
 * @param values names of the credential's own values
 * @throws {@link InputError} naming the field
 */
export function checkMarkers(description: Description, values: string[]): void {
	const { before, logIn, refresh, logOut, every, testUrl, keep = {}, toldBase } = description;
	const atLogIn = [...values, ...Object.keys(before?.values ?? {})];
	const inSession = [...atLogIn, ...Object.keys(keep), ...(toldBase ? ['toldBaseUrl'] : [])];
	const always = [...inSession, 'accessToken', 'refreshToken'];
	const fields: Array<[field: string, label: string, template: unknown, known: string[]]> = [
		...stepFields('before', 'First', before, values),
		...stepFields('logIn', 'Log-In', logIn, atLogIn),
		...stepFields('refresh', 'Refresh', refresh, always),
		...stepFields('logOut', 'Log-Out', logOut, always),
		['carryTemplate', 'Request Template', every, always],
		['testUrl', 'Test URL', testUrl, always],
	];
	for (const [field, label, template, known] of fields) {
		const marker = unknownMarker(template, known);
		if (marker === undefined) continue;
		const names = known.filter((name) => name !== '').map((name) => `{${name}}`);
		throw new InputError(
			`"${label}" holds ${marker}, and there is no value of this name`,
			field,
			`Nothing has been sent. Known here are ${names.join(', ')}; add others to More Values. For braces as text put a space behind the first.`,
		);
	}
}

function stepFields(
	name: string,
	label: string,
	step: { url: string; data?: unknown; headers?: unknown } | undefined,
	known: string[],
): Array<[field: string, label: string, template: unknown, known: string[]]> {
	return [
		[`${name}Url`, `${label} URL`, step?.url, known],
		[`${name}Data`, `${label} Data`, step?.data, known],
		[`${name}Headers`, `${label} Headers`, step?.headers, known],
	];
}
