import type { CommonSettings } from '../machinery/settings';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A supplier or distributor. `direction` is compared without regard to case. */
export interface SmartSatuAccount {
	login: string;
	password: string;
	direction: string;
	id: number;
}

/** Settings of the Smart Satu sandbox; the defaults are the newest revision of smart-satu.ru.txt. */
export interface SmartSatuSettings extends CommonSettings {
	accounts: SmartSatuAccount[];
	/** The header `country`, on the log-in and on every later request. */
	country: string;
	/** Numbers of the log-in answer as texts, as the table «Login Response» has them, instead of its example. */
	numbersAsStrings: boolean;
	/** The log-in answer as an array of one («массив данных»). */
	arrayAnswer: boolean;
	/** The log-in answer inside `{data}`. */
	dataWrapper: boolean;
	/** How later requests carry the token, which the document leaves open: Basic of `token:`, Basic of `token`, Bearer. */
	tokenScheme: 'basic-colon' | 'basic' | 'bearer';
	/** `url_api` of the log-in answer; null: this sandbox's own address with /api. */
	urlApi: string | null;
}

interface Order {
	id: number;
	status: string;
	payment_type: number;
	total: number;
	counterparty_id: number;
	created_at: string;
	updated_at: string;
}

/** What the sandbox keeps besides sessions. */
export interface Data {
	orders: Order[];
	counterparties: Array<{ id: number; name: string; bin: string; updated_at: string }>;
}

declare module '../machinery/provider' {
	interface ProviderSettings {
		smartSatu: SmartSatuSettings;
	}
}

/** Well-known accounts, the first from the document. */
export const SMART_SATU_ACCOUNT = { login: 'supplier', password: 'qwerty', direction: 'food' };
export const SMART_SATU_SECOND = { login: 'distributor', password: 'qwerty2', direction: 'food' };

const dateT = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

const STATUSES = ['new', 'confirmed', 'delivered'];

/** 45 orders, updated one a day until now, and 23 counterparties. Times without a zone are UTC. */
export function seed(now: number): Data {
	const orders = Array.from({ length: 45 }, (_, at) => ({
		id: 50001 + at,
		status: STATUSES[at % 3],
		payment_type: at % 4,
		total: 10_000 + at * 250,
		counterparty_id: 700 + (at % 23),
		created_at: dateT(now - (46 - at) * DAY_MS),
		updated_at: dateT(now - (45 - at) * DAY_MS),
	}));
	const counterparties = Array.from({ length: 23 }, (_, at) => ({
		id: 700 + at,
		name: `Магазин ${at + 1}`,
		bin: String(190_140_000_000 + at),
		updated_at: dateT(now - (23 - at) * DAY_MS),
	}));
	return { orders, counterparties };
}
