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
	/** Orders and offers 20 a page, as counterparties come, instead of all at once. */
	pagedLists: boolean;
	/** Lists inside `{data}`. */
	listWrapper: boolean;
	/** Whether orders heed `updated_from`, which the wiki names for counterparties alone. */
	ordersByTime: boolean;
	/** Amounts as text with two decimals, instead of numbers. */
	amountsAsText: boolean;
	/** A change is answered with nothing, instead of the changed entry. */
	emptyAnswers: boolean;
	/** What an import's body is: the list of offers, or `{offers}`. */
	importBody: 'list' | 'object';
	/** Whether a part of an import may be empty. */
	emptyImportPart: boolean;
	/** Where an import says why it did not take an offer: beside each of them, or once for all. */
	importComments: 'each' | 'whole';
	/** How it says so: in a success, the other offers being taken, or as a refusal of the whole part. */
	importRefusal: '200' | '422';
	/** SKUs of which there is no product. */
	unknownSkus: string[];
}

export interface Order {
	id: number;
	status: number;
	/** 0 cash, 1 working capital, 2 QR of Visa, 3 bank transfer; the page is cut at 4. */
	payment_type: number;
	total: number;
	counterparty_id: number;
	created_at: string;
	updated_at: string;
	products: Array<{ sku: string; quantity: number; price: number }>;
}

/** A supplier's price of a product, for all shops or for one. */
export interface Offer {
	sku: string;
	price: number;
	quantity: number;
	/** The shop that it is for; null: for all. */
	counterparty_id: number | null;
}

/** An import under way, or ended. */
export interface Import {
	id: string;
	offers: Offer[];
	isEnded: boolean;
}

/** What the sandbox keeps besides sessions. */
export interface Data {
	orders: Order[];
	counterparties: Array<{ id: number; name: string; bin: string; updated_at: string }>;
	offers: Offer[];
	imports: Import[];
}

declare module '../machinery/provider' {
	interface ProviderSettings {
		smartSatu: SmartSatuSettings;
	}
}

/** Well-known accounts, the first from the document. */
export const SMART_SATU_ACCOUNT = { login: 'supplier', password: 'qwerty', direction: 'food' };
export const SMART_SATU_SECOND = { login: 'distributor', password: 'qwerty2', direction: 'food' };

/** `Y-m-d\TH:i:s` in UTC, the form of `updated_from`. */
export const dateT = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

/** The SKU of an offer; the fourth has a slash in it. */
const skuOf = (at: number): string => (at === 3 ? 'CAB-3/2.5' : `SKU-${1001 + at}`);

/** 45 orders, updated one a day until now, 23 counterparties and 45 offers. Times without a zone are UTC. */
export function seed(now: number): Data {
	const orders = Array.from({ length: 45 }, (_, at) => ({
		id: 50001 + at,
		status: 1 + (at % 3),
		payment_type: at % 5,
		total: 10_000 + at * 250,
		counterparty_id: 700 + (at % 23),
		created_at: dateT(now - (46 - at) * DAY_MS),
		updated_at: dateT(now - (45 - at) * DAY_MS),
		products: [{ sku: skuOf(at), quantity: 10, price: 1000 + at * 25 }],
	}));
	const counterparties = Array.from({ length: 23 }, (_, at) => ({
		id: 700 + at,
		name: `Магазин ${at + 1}`,
		bin: String(190_140_000_000 + at),
		updated_at: dateT(now - (23 - at) * DAY_MS),
	}));
	const offers = Array.from({ length: 45 }, (_, at) => ({
		sku: skuOf(at),
		price: 1000 + at * 25,
		quantity: at,
		counterparty_id: null,
	}));
	return { orders, counterparties, offers, imports: [] };
}
