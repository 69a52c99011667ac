import { PhoneCodes } from '../machinery/phoneCodes';
import type { Service } from '../machinery/service';
import type { CommonSettings } from '../machinery/settings';

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
}

/** What the sandbox keeps besides sessions. */
export interface Data {
	codes: PhoneCodes;
	orders: Array<{
		id: number;
		counterparty_id: number;
		status: string;
		total: string;
		created_at: string;
		comment: unknown;
	}>;
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

/** An order as the lists have it. */
export const ORDER = {
	id: 1001,
	counterparty_id: 1,
	status: 'new',
	total: '1490.00',
	created_at: '2024-03-23T10:27:06.000000Z',
	comment: null,
};

/** ISO 8601 with microseconds, as the document has it. */
export const isoMicro = (ms: number): string => new Date(ms).toISOString().replace('Z', '000Z');

/** No calls yet, and three orders, a day apart. */
export const seed = ({ clock }: Service<GigmaSettings, Data>): Data => ({
	codes: new PhoneCodes(),
	orders: [1, 2, 3].map((at) => ({ ...ORDER, id: 1000 + at, created_at: isoMicro(clock.now() - at * 86_400_000) })),
});
