import { PRESETS } from '../../presets';
import { commaList, isObject, text } from '../fields';
import { InputError, type CredentialFields, type Json, type ProviderRequest } from '../types';
import type { EveryRequest, Description, Expiry, ExpiryUnit, Place, Preset, Refresh, SendAs } from './description';

const MINUTE_MS = 60_000;

/** The preset that a credential has chosen; `undefined` for Custom. @throws {@link InputError} when there is none of this name */
export function presetOf(fields: CredentialFields): Preset | undefined {
	const service = text(fields, 'service') || 'custom';
	if (service === 'custom') return undefined;
	const preset = PRESETS[service];
	if (preset) return preset;
	throw new InputError(`There is no service "${service}"`, 'service', 'Choose a service from the list, or "Custom".');
}

/** The description that the dialog's own fields give. @throws {@link InputError} naming the field that is wrong */
export function describedBy(fields: CredentialFields): Description {
	const cookie = text(fields, 'accessFrom') === 'cookie';
	const standard: EveryRequest = {
		headers: cookie ? { Cookie: '{accessToken}' } : { Authorization: 'Bearer {accessToken}' },
	};
	const testUrl = text(fields, 'testUrl');
	const logOutUrl = text(fields, 'logOutUrl');
	const toldBasePath = text(fields, 'toldBasePath');
	const errorField = text(fields, 'errorField');
	const sendAs = (text(fields, 'logInSendAs') || 'json') as SendAs;
	return {
		logIn: {
			url: text(fields, 'logInUrl'),
			method: (text(fields, 'logInMethod') || 'POST') as ProviderRequest['method'],
			sendAs,
			data: dataOf(fields, 'logInData', 'Log-In Data', sendAs),
			headers: textsOf(fields, 'logInHeaders', 'Log-In Headers'),
		},
		access: { from: (text(fields, 'accessFrom') || 'body') as Place['from'], path: text(fields, 'accessPath') },
		expiry: expiryOf(fields),
		...(text(fields, 'renewWith') === 'refresh' && { refresh: refreshOf(fields) }),
		every: text(fields, 'carryAs') === 'template' ? carriedOf(fields) : standard,
		keep: Object.fromEntries(
			Object.entries(textsOf(fields, 'keep', 'Keep') ?? {}).map(([name, place]) => [name, placeOf(place)]),
		),
		rejected: {
			statuses: statusesOf(text(fields, 'rejectedStatuses') || '401'),
			...(text(fields, 'rejectedField') !== '' && { field: text(fields, 'rejectedField') }),
			values: commaList(text(fields, 'rejectedValue')),
		},
		...(errorField !== '' && { errorField }),
		...(toldBasePath !== '' && {
			toldBase: { place: placeOf(toldBasePath), hosts: commaList(text(fields, 'toldBaseHosts')) },
		}),
		...(testUrl !== '' && { testUrl }),
		...(logOutUrl !== '' && { logOut: { url: logOutUrl, method: 'POST' as const, sendAs: 'json' as const } }),
		...(Number(fields.renewBefore) > 0 && { renewBeforeMs: Number(fields.renewBefore) * MINUTE_MS }),
	};
}

/** A place as people write it: `header.X-CSRF-Token`, `cookie.sid`, `body.data.csrf`, or just the path in the body. */
export function placeOf(written: string): Place {
	const [, from, path] = /^(body|header|cookie)\.(.+)$/.exec(written) ?? [];
	return from && path ? { from: from as Place['from'], path } : { from: 'body', path: written };
}

function refreshOf(fields: CredentialFields): Refresh {
	const sendAs = (text(fields, 'refreshSendAs') || 'json') as SendAs;
	return {
		url: text(fields, 'refreshUrl'),
		method: 'POST',
		sendAs,
		data: dataOf(fields, 'refreshData', 'Refresh Data', sendAs),
		authorizedWith: (text(fields, 'refreshAuthorization') || 'nothing') as Refresh['authorizedWith'],
		refreshPlace: placeOf(text(fields, 'refreshPath')),
	};
}

function expiryOf(fields: CredentialFields): Expiry {
	const from = text(fields, 'expiryFrom') || 'found';
	if (from !== 'path' && from !== 'fixed') return { from: from === 'none' ? 'none' : 'found' };
	const counted = text(fields, 'expiryCountedFrom') === 'lastUse' && { fromLastUse: true as const };
	if (from === 'path') {
		const unit = (text(fields, 'expiryUnit') || 'seconds') as ExpiryUnit;
		return { from, path: text(fields, 'expiryPath'), unit, ...counted };
	}
	return { from, lifetimeMs: Math.max(0, Number(fields.lifetime) || 0) * MINUTE_MS, ...counted };
}

const PARTS = ['headers', 'query', 'cookies', 'body'];

function carriedOf(fields: CredentialFields): EveryRequest {
	const given = jsonOf(fields, 'carryTemplate', 'Request Template');
	const parts = isObject(given) ? given : {};
	for (const [name, part] of Object.entries(parts)) {
		const isFlat = isObject(part) && Object.values(part).every((value) => typeof value !== 'object');
		if (PARTS.includes(name) && isFlat) continue;
		throw new InputError(
			`"Request Template" has a part "${name}" that can't be read`,
			'carryTemplate',
			`Its parts are ${PARTS.join(', ')}, each with names and texts, e.g. { "headers": { "X-Session": "{accessToken}" } }`,
		);
	}
	return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, textual(part)]));
}

const textual = (value: Json | undefined): Record<string, string> =>
	Object.fromEntries(Object.entries(isObject(value) ? value : {}).map(([name, each]) => [name, String(each)]));

/** A field that holds names and texts. */
function textsOf(fields: CredentialFields, name: string, label: string): Record<string, string> | undefined {
	const given = jsonOf(fields, name, label);
	if (given === undefined) return undefined;
	if (isObject(given)) return textual(given);
	throw new InputError(`"${label}" has no names`, name, 'Enter names and texts, e.g. { "X-Name": "text" }');
}

/** A field's JSON; where data goes out as a form, `a=1&b=2` as documentations write it is understood as well. */
function dataOf(fields: CredentialFields, name: string, label: string, sendAs: SendAs): Json | undefined {
	const written = text(fields, name);
	if (sendAs === 'text') return typeof fields[name] === 'string' ? written : jsonOf(fields, name, label);
	const isForm = sendAs !== 'json' && /^[^\s{[=]+=/.test(written);
	return isForm ? Object.fromEntries(new URLSearchParams(written)) : jsonOf(fields, name, label);
}

function jsonOf(fields: CredentialFields, name: string, label: string): Json | undefined {
	const given = fields[name];
	if (typeof given === 'object' && given !== null) return given as Json;
	const written = text(fields, name);
	if (written === '') return undefined;
	const { value, problem } = parsed(written);
	if (problem === undefined) return value;
	throw new InputError(
		`"${label}" is not valid JSON: ${problem}`,
		name,
		'Write names and texts in double quotes, e.g. { "user": "{username}" }',
	);
}

function parsed(written: string): { value?: Json; problem?: string } {
	try {
		return { value: JSON.parse(written) as Json };
	} catch (error) {
		return { problem: (error as SyntaxError).message };
	}
}

function statusesOf(written: string): number[] {
	const statuses = commaList(written).map(Number);
	if (statuses.every((status) => Number.isInteger(status) && status >= 200 && status < 600)) return statuses;
	throw new InputError(
		`"Rejected Statuses" holds something that is no HTTP status: ${written}`,
		'rejectedStatuses',
		'Enter numbers with commas between them, e.g. 401, 403',
	);
}
