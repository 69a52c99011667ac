import { PRESETS } from '../../presets';
import { isZone } from '../dates';
import { commaList, isObject, text } from '../fields';
import { InputError, type CredentialFields, type ProviderRequest } from '../types';
import type {
	Before,
	Description,
	EveryRequest,
	Expiry,
	ExpiryUnit,
	Granting,
	Place,
	Preset,
	Refresh,
	SendAs,
	Step,
} from './description';
import { isPattern } from './page';
import { dataOf, jsonOf, statusesOf, textsOf, textual } from './fieldReaders';

const MINUTE_MS = 60_000;
/** n8n ends a request after five minutes, s. */
const MOST_SECONDS = 300;

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
	const testUrl = text(fields, 'testUrl');
	const toldBasePath = text(fields, 'toldBasePath');
	const errorField = text(fields, 'errorField');
	const timeLimitS = Number(fields.logInTimeLimit);
	const before = beforeOf(fields);
	const granted = grantedOf(fields);
	const logOut = logOutOf(fields);
	return {
		...(before && { before }),
		logIn: stepOf(fields, 'logIn', 'Log-In'),
		...(granted && { granted }),
		access: { from: (text(fields, 'accessFrom') || 'body') as Place['from'], path: text(fields, 'accessPath') },
		expiry: expiryOf(fields),
		...(text(fields, 'renewWith') === 'refresh' && { refresh: refreshOf(fields) }),
		every: everyOf(fields),
		keep: placesOf(fields, 'keep', 'Keep'),
		rejected: {
			statuses: statusesOf(fields, 'rejectedStatuses', 'Rejected Statuses', '401'),
			...(text(fields, 'rejectedField') !== '' && { field: text(fields, 'rejectedField') }),
			values: rejectedValues(fields),
		},
		...(errorField !== '' && { errorField }),
		...(toldBasePath !== '' && {
			toldBase: { place: placeOf(toldBasePath), hosts: commaList(text(fields, 'toldBaseHosts')) },
		}),
		...(testUrl !== '' && { testUrl }),
		...(logOut && { logOut }),
		...(Number(fields.renewBefore) > 0 && { renewBeforeMs: Number(fields.renewBefore) * MINUTE_MS }),
		...(timeLimitS > 0 && { timeLimitMs: Math.min(timeLimitS, MOST_SECONDS) * 1000 }),
	};
}

/** The request of one step, whose fields begin with the step's name. */
function stepOf(fields: CredentialFields, name: string, label: string, method = 'POST'): Step {
	const sendAs = (text(fields, `${name}SendAs`) || 'json') as SendAs;
	return {
		url: text(fields, `${name}Url`),
		method: (text(fields, `${name}Method`) || method) as ProviderRequest['method'],
		sendAs,
		data: dataOf(fields, `${name}Data`, `${label} Data`, sendAs),
		headers: textsOf(fields, `${name}Headers`, `${label} Headers`),
	};
}

function beforeOf(fields: CredentialFields): Before | undefined {
	if (text(fields, 'beforeUrl') === '') return undefined;
	const step = stepOf(fields, 'before', 'First', 'GET');
	return { ...step, values: placesOf(fields, 'beforeValues', 'First Values') };
}

function logOutOf(fields: CredentialFields): Step | undefined {
	return text(fields, 'logOutUrl') === '' ? undefined : stepOf(fields, 'logOut', 'Log-Out');
}

function grantedOf(fields: CredentialFields): Granting | undefined {
	const path = text(fields, 'successField');
	const value = text(fields, 'successValue');
	const statuses = statusesOf(fields, 'grantedStatuses', 'Granted Statuses');
	if (path === '' && statuses.length === 0) return undefined;
	const literal = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const must = path === '' ? [] : [{ path, ...(value !== '' && { matches: `^${literal}$` }) }];
	return { ...(must.length > 0 && { must }), ...(statuses.length > 0 && { statuses }) };
}

/** A list in JSON, or with commas between its entries. */
function rejectedValues(fields: CredentialFields): string[] {
	const written = text(fields, 'rejectedValue');
	if (written.startsWith('[')) {
		const list = jsonOf(fields, 'rejectedValue', 'Value That Means Logged Out');
		if (Array.isArray(list)) return list.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
	}
	return commaList(written);
}

function placesOf(fields: CredentialFields, name: string, label: string): Record<string, Place> {
	const written = Object.entries(textsOf(fields, name, label) ?? {});
	return Object.fromEntries(written.map(([key, place]) => [key, checkedPlace(place, name, label)]));
}

function checkedPlace(written: string, name: string, label: string): Place {
	const place = placeOf(written);
	if (place.from !== 'pattern' || isPattern(place.path)) return place;
	throw new InputError(
		`"${label}" holds a pattern that is no regular expression: ${place.path}`,
		name,
		'Put what is looked for into brackets, e.g. pattern.token=(\\w+)',
	);
}

/** What every request carries: a template, and beside it the cookie of the session unless the template says otherwise. */
function everyOf(fields: CredentialFields): EveryRequest {
	const isCookie = text(fields, 'accessFrom') === 'cookie';
	const cookie = { Cookie: '{accessToken}' };
	if (text(fields, 'carryAs') !== 'template')
		return { headers: isCookie ? cookie : { Authorization: 'Bearer {accessToken}' } };
	const template = carriedOf(fields);
	const names = Object.keys(template.headers ?? {}).map((name) => name.toLowerCase());
	const isTold =
		template.cookies !== undefined || names.includes('cookie') || JSON.stringify(template).includes('{accessToken}');
	return isCookie && !isTold ? { ...template, headers: { ...template.headers, ...cookie } } : template;
}

/**
 * A place as people write it: `header.X-CSRF-Token`, `cookie.sid`, `body.data.csrf`, or just the path in the body; of a page
 * `input.csrf_token` or `pattern.token=(\\w+)`.
 */
export function placeOf(written: string): Place {
	const [, from, path] = /^(body|header|cookie|input|pattern)\.(.+)$/s.exec(written) ?? [];
	return from && path ? { from: from as Place['from'], path } : { from: 'body', path: written };
}

function refreshOf(fields: CredentialFields): Refresh {
	return {
		...stepOf(fields, 'refresh', 'Refresh'),
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
		const zone = unit === 'date' ? zoneOf(fields) : '';
		return { from, path: text(fields, 'expiryPath'), unit, ...(zone !== '' && { zone }), ...counted };
	}
	return { from, lifetimeMs: Math.max(0, Number(fields.lifetime) || 0) * MINUTE_MS, ...counted };
}

function zoneOf(fields: CredentialFields): string {
	const zone = text(fields, 'expiryZone');
	if (zone === '' || isZone(zone)) return zone;
	throw new InputError(`There is no time zone "${zone}"`, 'expiryZone', 'Enter a name such as Europe/Moscow or UTC.');
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
