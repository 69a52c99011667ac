import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN, GIGMA_SECOND, seed, type Data, type GigmaSettings } from './gigma/accounts';
import { operations } from './gigma/operations';
import { GIGMA_WEBHOOK_SECRET, orderPaid } from './gigma/webhook';
import { fieldMessage } from './machinery/laravel';
import { defineProvider } from './machinery/provider';
import { randomText } from './machinery/random';
import { Refusal } from './machinery/refusal';
import { text } from './machinery/schema';
import { PLAIN } from './machinery/settings';

export { GIGMA_WEBHOOK_SECRET, orderPaid } from './gigma/webhook';
export { GIGMA_ACCOUNT, GIGMA_APP_TOKEN, GIGMA_SECOND, type GigmaAccount, type GigmaSettings } from './gigma/accounts';

/** Gigma: the code of a drop call logs a counterparty in, for good; every request carries the application's token too. */
export const provider = defineProvider<GigmaSettings, Data>({
	key: 'gigma',
	title: 'Gigma',
	port: 5602,
	source: 'gigma.ru.txt (docs.gigma.ru/E-Commerce/Авторизация)',
	security: { type: 'http', scheme: 'bearer' },
	defaults: () => ({
		...PLAIN,
		accounts: [
			{ ...GIGMA_ACCOUNT, id: 1 },
			{ ...GIGMA_SECOND, id: 2 },
		],
		accessLifetimeSeconds: null,
		applicationTokens: [GIGMA_APP_TOKEN],
		requireCall: false,
		single: 'named',
		productList: 'named',
		perPage: 20,
	}),
	entries: ({ accounts: [first], applicationTokens: [token] }, url) => [
		{ label: 'Base URL', value: url },
		{ label: 'Application Token', value: token ?? '' },
		{ label: 'Phone', value: first?.login ?? '' },
		{ label: 'Last Four Digits', value: first?.password ?? '' },
		{ label: 'Webhook Secret', value: GIGMA_WEBHOOK_SECRET },
	],
	choices: { single: ['named', 'bare'], productList: ['named', 'laravel'] },
	data: seed,
	mint: ({ serial }) => `${serial}|${randomText(48)}`,
	refreshWith: 'nothing',
	headers: { token: text("the application's token, of all methods") },
	documentStatus: 422,
	readToken: (authorization) => /^Bearer (\S+)$/.exec(authorization)?.[1],
	secrets: ({ applicationTokens }) => applicationTokens,
	check({ headers, settings }) {
		if (!settings.applicationTokens.includes(String(headers.token))) {
			throw new Refusal('business', 401, 'Application token not found.');
		}
	},
	/** Laravel's shapes, which public client code describes; the document has no errors. */
	errorBody({ kind, status, http, message, fields }) {
		const refused = http === 200 ? { success: false, code: status } : {};
		if (kind === 'token') return { ...refused, message: status === 403 ? 'Forbidden.' : 'Unauthenticated.' };
		const inBody = fields.filter(({ where }) => where === 'body');
		if (inBody.length === 0) return { ...refused, message };
		const errors = Object.fromEntries(inBody.map((one) => [one.field, [fieldMessage(one)]]));
		return { ...refused, message: fieldMessage(inBody[0]), errors };
	},
	operations,
	deliveries: { orderPaid: { make: (order, at) => orderPaid({ order, at, deliveryId: `delivery-${order}` }) } },
});
