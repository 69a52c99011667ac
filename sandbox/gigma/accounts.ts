import { PhoneCodes } from '../machinery/phoneCodes';
import type { Service } from '../machinery/service';
import type { CommonSettings } from '../machinery/settings';
import { ORDER, type Order } from './store';

/** A counterparty. `login` is the phone, `password` the last four digits that every drop call to it comes from. */
export interface GigmaAccount {
	login: string;
	password: string;
	id: number;
}

/** Settings of the Gigma sandbox; the defaults are gigma.ru.txt, its test code 1111 included. */
export interface GigmaSettings extends CommonSettings {
	accounts: GigmaAccount[];
	/** Values of the header `Token` that are known («токен приложения из Gigma»). */
	applicationTokens: string[];
	/** Whether a code is good only once and only after a call. */
	requireCall: boolean;
	/** Whether one order or product comes in an object of its name, or bare: the rules show no answer. */
	single: 'named' | 'bare';
	/** Whether a list of products comes by its name with a count, or as Laravel's page: the rules show no answer. */
	productList: 'named' | 'laravel';
	/** How many products a page has at most, whatever `per_page` asks for. */
	perPage: number;
}

/** What the sandbox keeps besides sessions: the store's goods, and orders by counterparty. */
export interface Data {
	codes: PhoneCodes;
	orders: Array<Order & { owner: number }>;
}

declare module '../machinery/provider' {
	interface ProviderSettings {
		gigma: GigmaSettings;
	}
}

/** Well-known counterparties, the first from the document, and the application token of the header `Token`. */
export const GIGMA_ACCOUNT = { login: '79999999990', password: '1111' };
export const GIGMA_SECOND = { login: '79999999991', password: '0042' };
export const GIGMA_APP_TOKEN = 'sandbox-application-token';

/** ISO 8601 with microseconds, as the document has it. */
export const isoMicro = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z');

/** No calls yet, and three orders of the first counterparty, a day apart. */
export const seed = ({ clock }: Service<GigmaSettings, Data>): Data => ({
	codes: new PhoneCodes(),
	orders: [1, 2, 3].map((at) => ({
		...ORDER,
		id: 1000 + at,
		created_at: isoMicro(clock.now() - at * 86_400_000),
		owner: 1,
	})),
});
