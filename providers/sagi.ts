import {
	answerText,
	environmentUrl,
	isBelow,
	isObject,
	jwtExpiry,
	mergeHeaders,
	required,
	rfc3339Time,
	text,
	tokenText,
} from './fields';
import { parseError } from './faults';
import type { Account, Json, JsonObject, Provider } from './types';
import type { SessionGrant } from '../session/session';
import { CREDENTIAL } from './hostWords';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Addresses from Sagi's public page of endpoints; the document on authentication leaves `{{baseURL}}` open. */
const ENVIRONMENTS: Record<string, string> = {
	production: 'https://gateway.sagi.kz',
	test: 'https://test.sagi.kz',
};

/** @see sagi.ru.txt, «Авторизация бизнес-пользователя» */
export interface SagiAccount extends Account {
	password: string;
	licenseKey: string;
}

/** Other pages of Sagi's documentation wrap every answer in `{code, message, data}`; this one shows it bare. */
const isEnvelope = (body: Json | undefined): body is JsonObject =>
	isObject(body) && /^\d+$/.test(answerText(body.code) ?? '') && ('data' in body || 'message' in body);

function unwrap(body: Json | undefined): Json | undefined {
	return isEnvelope(body) && 'data' in body && !('access_token' in body) ? body.data : body;
}

/** "user not registered": its HTTP status is on no page, so that the code alone decides (docs.sagi.kz/errors.html). */
export const NOT_REGISTERED = '100';
const REGISTER_ADVICE =
	'Sagi knows no such customer. Check the phone or the ID, or let the customer register in the app.';

/** Codes that Sagi's page of errors lists for users and orders: they are about the request, whatever the HTTP status says. */
function isOwnCode(code = ''): boolean {
	const number = /^\d+$/.test(code) ? Number(code) : NaN;
	return [100, 409, 410, 411, 427, 428].includes(number) || (number >= 3000 && number <= 3999);
}

/** Sagi, loyalty (Kazakhstan). @see sagi.ru.txt */
export const sagi: Provider<SagiAccount> = {
	name: 'Sagi',
	credentialType: 'sagiApi',
	tokenField: 'access_token',
	logInAdvice: `Open the ${CREDENTIAL} and check the environment, the login, the password and the licence key.`,

	test: { path: '/api/v1/branches/{branch_id}' },

	needsSession: () => true,

	account(fields) {
		const base = environmentUrl(fields, ENVIRONMENTS, 'production');
		const login = required(fields, 'login', 'Login').trim();
		const password = required(fields, 'password', 'Password');
		const licenseKey = text(fields, 'licenseKey');
		// «Используйте автоматическое обновление токенов за 1-2 дня до истечения»: 2 by default, 1 to 5 by choice.
		const days = Math.min(5, Math.max(1, Number(fields.renewBeforeDays) || 2));
		return {
			baseUrl: base,
			login,
			password,
			licenseKey,
			identity: [base, login, password, licenseKey],
			renewBeforeMs: days * DAY_MS,
		};
	},

	/** POST /api/v1/auth/business. The optional licence key is left out when it is empty. */
	logIn: ({ login, password, licenseKey }) => ({
		method: 'POST',
		path: '/api/v1/auth/business',
		headers: { 'Content-Type': 'application/json' },
		body: { phone: login, password, ...(licenseKey === '' ? {} : { license_key: licenseKey }) },
	}),

	/** POST /api/v1/auth/refresh_token, without a body. The token may have expired. */
	refresh: (_account, session) => ({
		method: 'POST',
		path: '/api/v1/auth/refresh_token',
		headers: { Authorization: `Bearer ${session.accessToken}` },
	}),

	readGrant({ body }) {
		const answer = unwrap(body);
		const accessToken = isObject(answer) ? tokenText(answer.access_token) : undefined;
		if (!isObject(answer) || accessToken === undefined) return undefined;
		const grant: SessionGrant = {
			accessToken,
			expiresAt: rfc3339Time(answer.expire) ?? jwtExpiry(accessToken),
			lifetimeMs: 30 * DAY_MS, // «Срок действия токена: 30 дней»
			refreshWindowMs: 365 * DAY_MS, // «Максимальный период обновления: 365 дней»
		};
		// A refresh tells nothing of the organization: what the log-in told stays.
		if (isObject(answer.organization)) {
			grant.profile = { muted: answer.muted ?? null, organization: answer.organization };
		}
		return grant;
	},

	authorizeRequest(_account, request, session) {
		if (!session) return request;
		return {
			...request,
			path: fillBranch(request.path, session.profile),
			headers: mergeHeaders({ Accept: 'application/json' }, request.headers, {
				Authorization: `Bearer ${session.accessToken}`,
			}),
		};
	},

	isAllowedUrl: (account, url) => isBelow(account.baseUrl, url),

	secrets: ({ password, licenseKey }) => [password, licenseKey],

	parseError(answer) {
		const fault = parseError(answer, {
			bodyFails: (body) => {
				const code = Number(answerText(body.code));
				return isEnvelope(body) && code !== 0 && (code < 200 || code > 299);
			},
		});
		if (!fault || !isOwnCode(fault.code)) return fault;
		return { ...fault, kind: 'refused', ...(fault.code === NOT_REGISTERED && { advice: REGISTER_ADVICE }) };
	},

	unwrap,
};

/** `branches` of a session: ids as text, the main branch first («сохраните branches[0] как основной филиал»). */
export function branchesOf(
	profile: Record<string, unknown>,
): Array<{ id: string; name?: string; subscription_active?: boolean }> {
	const organization = isObject(profile.organization) ? profile.organization : {};
	const details = (Array.isArray(organization.branches_details) ? organization.branches_details : []).filter(isObject);
	const listed = (Array.isArray(organization.branches) ? organization.branches : []).map(answerText);
	const all = [...listed, ...details.map(({ id }) => answerText(id))];
	const ids = [...new Set(all.filter((id): id is string => id !== undefined))];
	return ids.map((id) => {
		const detail = details.find((candidate) => answerText(candidate.id) === id);
		return {
			id,
			...(detail && { name: answerText(detail.name) ?? '', subscription_active: detail.subscription_active === true }),
		};
	});
}

/** Puts the main branch in place of the document's `{branch_id}` in a path. */
function fillBranch(path: string, profile: Record<string, unknown>): string {
	if (!path.includes('{branch_id}')) return path;
	const main = branchesOf(profile)[0];
	return main ? path.replaceAll('{branch_id}', encodeURIComponent(main.id)) : path;
}
