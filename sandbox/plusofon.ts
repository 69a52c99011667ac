import { fieldMessage } from './machinery/laravel';
import { defineProvider } from './machinery/provider';
import { randomText } from './machinery/random';
import { Refusal } from './machinery/refusal';
import { decimal } from './machinery/schema';
import { PLAIN } from './machinery/settings';
import {
	omitPin,
	PLUSOFON_ACCOUNT,
	PLUSOFON_API_TOKEN,
	PLUSOFON_SECOND,
	seed,
	type Data,
	type PlusofonSettings,
} from './plusofon/accounts';
import { json } from './plusofon/answers';
import { deliveries } from './plusofon/deliveries';
import { OPEN_CHOICES, OPEN_SETTINGS } from './plusofon/openSettings';
import { operations } from './plusofon/operations';

export {
	PLUSOFON_ACCOUNT,
	PLUSOFON_API_TOKEN,
	PLUSOFON_API_TOKEN_ID,
	PLUSOFON_SECOND,
	type PlusofonAccount,
	type PlusofonSettings,
} from './plusofon/accounts';
export { PLUSOFON_NUMBERS, PLUSOFON_VERIFICATION, type SentMessage } from './plusofon/business';

/** Plusofon: an access token of an hour, a refresh token that outlives it by 23 hours, permanent API tokens. */
export const provider = defineProvider<PlusofonSettings, Data>({
	key: 'plusofon',
	title: 'Plusofon',
	port: 5603,
	source: 'plusofon.ru.txt (help.plusofon.ru/API/v1/Авторизация)',
	security: { type: 'http', scheme: 'bearer' },
	defaults: () => ({
		...PLAIN,
		accounts: [
			{ ...omitPin(PLUSOFON_ACCOUNT), id: 82, role: 'lk_admin' },
			{ ...omitPin(PLUSOFON_SECOND), id: 83, role: 'lk_user' },
		],
		accessLifetimeSeconds: 60 * 60,
		clientCode: '10553',
		pin: '1234',
		requireCall: false,
		logOutToken: 'either',
		keepSessionsOnPasswordChange: false,
		permanentTokenScope: 'all',
		restoreToken: 'D9qT7Wf9k8PrMQ',
		...OPEN_SETTINGS,
	}),
	entries: ({ accounts: [first], pin, clientCode }, url) => [
		{ label: 'Base URL', value: url },
		{ label: 'Email', value: first?.login ?? '' },
		{ label: 'Password', value: first?.password ?? '' },
		{ label: 'Phone', value: first?.phone ?? '' },
		{ label: 'PIN', value: pin },
		{ label: 'API Token', value: PLUSOFON_API_TOKEN },
		{ label: 'Client Code', value: clientCode },
	],
	choices: {
		logOutToken: ['either', 'access', 'refresh'],
		permanentTokenScope: ['all', 'api'],
		...OPEN_CHOICES,
	},
	data: seed,
	mint: () => randomText(32),
	refreshWith: 'refreshToken',
	refreshLifetime: ({ accessLifetimeSeconds }) => (accessLifetimeSeconds ?? 0) + 23 * 60 * 60,
	headers: { 'content-type': json, accept: json, client: decimal('10553 for the account portal') },
	documentStatus: 400,
	readToken: (authorization) => /^Bearer (\S+)$/.exec(authorization)?.[1],
	check({ headers, settings }) {
		if (headers.client !== settings.clientCode)
			throw new Refusal('document', 400, `the header client is not ${settings.clientCode}`);
	},
	/** The document's two shapes, `error` for 404 and `success: false` with HTTP 200 as public client code has them. */
	errorBody({ kind, status, http, message, fields }) {
		const [field] = fields.filter(({ where }) => where === 'body');
		const refused = http === 200 ? { success: false } : {};
		if (field) {
			const told = kind === 'document' ? fieldMessage(field) : field.message;
			const name = field.field === 'current_password' ? 'token' : field.field;
			return { ...refused, message: { message: told, field: name }, code: status };
		}
		if (status === 404) return { ...refused, error: message, code: status };
		if (kind !== 'token') return { ...refused, message, code: status };
		return { ...refused, message: status === 403 ? 'Недостаточно прав' : 'Unauthenticated.', code: status };
	},
	operations,
	deliveries,
});
