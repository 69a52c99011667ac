import type { Session } from '../../session/session';
import { baseUrl, isAbsolute, required, text } from '../fields';
import { InputError, type Account, type CredentialFields } from '../types';
import type { Description, Step } from './description';
import { describedBy, presetOf } from './fromFields';
import { checkMarkers } from './markers';
import { markersIn, type Values } from './substitute';
import { CREDENTIAL } from '../hostWords';

/** A credential's checked fields: who logs in where, and how. */
export interface LoginSessionAccount extends Account {
	description: Description;
	/** Username, password and the named values, which the description's texts use. */
	values: Values;
	/** Whether the package brings the description along. */
	isPreset: boolean;
	/** The host that the messages about a log-in name. */
	host: string;
	/** What the answer before the log-in gave, by name. */
	before?: Values;
	/** The lines with which that answer set cookies. */
	cookiesBefore?: string[];
}

/** Values that never stand in an address, where servers log them; in a query that the description asks for they may. */
const NEVER_IN_URL = ['password', 'accessToken', 'refreshToken'];
/** How much earlier than its expiry a session is renewed unless the credential says otherwise, ms. */
const RENEW_BEFORE_MS = 60_000;

interface MoreValues {
	values?: Array<{ name?: string; secret?: string }>;
}

/** Reads and checks a credential's fields. @throws {@link InputError} naming the field that is wrong */
export function accountOf(fields: CredentialFields): LoginSessionAccount {
	const address = required(fields, 'baseUrl', 'Base URL');
	const base = baseUrl(address, 'baseUrl', 'Base URL', fields.allowHttp === true);
	const preset = presetOf(fields);
	const description = preset?.description ?? describedBy(fields);
	const login = text(fields, 'username');
	const values: Values = { ...namedValues(fields), username: login, password: String(fields.password ?? '') };
	if (description.logIn.url === '') {
		throw new InputError(
			`The ${CREDENTIAL} has no Log-In URL`,
			'logInUrl',
			'Enter the path of the log-in, e.g. /api/login',
		);
	}
	checkAddresses(description, base);
	checkValues(description, values, preset?.values);
	if (!preset) checkMarkers(description, Object.keys(values));
	return {
		baseUrl: base,
		login,
		description,
		values,
		isPreset: preset !== undefined,
		host: new URL(base).host,
		identity: [base, JSON.stringify(values), JSON.stringify({ ...description, timeLimitMs: undefined })],
		renewBeforeMs: description.renewBeforeMs ?? RENEW_BEFORE_MS,
		timeLimitMs: description.timeLimitMs,
	};
}

function namedValues(fields: CredentialFields): Values {
	const { values = [] } = (fields.moreValues ?? {}) as MoreValues;
	return Object.fromEntries(values.map(({ name = '', secret = '' }) => [name.trim(), String(secret)]));
}

const steps = ({ before, logIn, refresh, logOut }: Description) =>
	[
		['beforeUrl', 'First URL', before],
		['logInUrl', 'Log-In URL', logIn],
		['refreshUrl', 'Refresh URL', refresh],
		['logOutUrl', 'Log-Out URL', logOut],
	] as Array<[field: string, label: string, step: Step | undefined]>;

function checkAddresses(description: Description, base: string): void {
	const addresses = steps(description).map(([field, label, step]) => [field, label, step?.url ?? ''] as const);
	for (const [field, label, url] of [...addresses, ['testUrl', 'Test URL', description.testUrl ?? ''] as const]) {
		const secret = NEVER_IN_URL.find((name) => markersIn(url).has(name));
		if (secret) {
			throw new InputError(
				`"${label}" holds {${secret}}, which would be readable in logs`,
				field,
				'Send it in the data instead. Where the service wants it in the query, choose "Send As: Query".',
			);
		}
		if (isAbsolute(url) && (!URL.canParse(url) || new URL(url).origin !== new URL(base).origin)) {
			throw new InputError(
				`"${label}" is on another host than the base URL`,
				field,
				`What the ${CREDENTIAL} holds is only sent to ${new URL(base).origin}. Enter a path such as /api/login, or change the base URL.`,
			);
		}
	}
}

/** Username and password must be there where the log-in's texts name them, and what a preset asks for. */
function checkValues(description: Description, values: Values, asked: Record<string, string> = {}): void {
	const used = [...markersIn(description.before), ...markersIn(description.logIn)];
	for (const name of [...used, ...Object.keys(asked)]) {
		if (values[name]?.trim() || description.before?.values[name]) continue;
		if (name === 'username' || name === 'password')
			required(values, name, name === 'username' ? 'Username' : 'Password');
		if (!(name in asked)) continue;
		throw new InputError(
			`The ${CREDENTIAL} has no value "${name}"`,
			'moreValues',
			`Open the ${CREDENTIAL}, add "${name}" to More Values and fill in: ${asked[name]}`,
		);
	}
}

const KEPT = 'kept_';

/** What an answer was told to keep, as the session's profile holds it. */
export const keptProfile = (kept: Values): Values =>
	Object.fromEntries(Object.entries(kept).map(([name, value]) => [`${KEPT}${name}`, value]));

/** What of a session's profile may be shown: where things were found, but nothing that was kept. */
export const shownProfile = (profile: Record<string, unknown>): Record<string, unknown> =>
	Object.fromEntries(Object.entries(profile).filter(([name]) => !name.startsWith(KEPT)));

/** All values that texts may use while a session is there. */
export function valuesWith({ values }: LoginSessionAccount, session: Session): Values {
	const kept = Object.entries(session.profile).filter(([name]) => name.startsWith(KEPT));
	return {
		...values,
		...Object.fromEntries(kept.map(([name, value]) => [name.slice(KEPT.length), String(value)])),
		accessToken: session.accessToken,
		refreshToken: session.refreshToken ?? '',
	};
}
