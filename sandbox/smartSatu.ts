import { defineProvider, type Call, type Operation } from './machinery/provider';
import { randomText } from './machinery/random';
import { Refusal } from './machinery/refusal';
import { decimal, exactly, text } from './machinery/schema';
import { expiryField, logIn, unixSeconds } from './machinery/sessions';
import { PLAIN, type CommonSettings } from './machinery/settings';

const PER_PAGE = 20;
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

interface Data {
	orders: Order[];
	counterparties: Array<{ id: number; name: string; bin: string; updated_at: string }>;
}

declare module './machinery/provider' {
	interface ProviderSettings {
		smartSatu: SmartSatuSettings;
	}
}

/** Well-known accounts, the first from the document. */
export const SMART_SATU_ACCOUNT = { login: 'supplier', password: 'qwerty', direction: 'food' };
export const SMART_SATU_SECOND = { login: 'distributor', password: 'qwerty2', direction: 'food' };

type SmartSatuCall = Call<SmartSatuSettings, Data>;

/** Fields of the document's example, and those of its elided rows that other revisions of the page show. */
const USER = {
	id: 132,
	email: 'supplier@example.com',
	phone: null,
	username: 'supplier',
	first_name: 'Иван',
	last_name: 'Иванов',
	middle_name: 'Иванович',
	access_token: 'k3Jd9_fLq0-ZxVbN7mPqRsTuWyA1C2eG',
	role: '2',
	city_id: '1',
	is_document: true,
	is_replacement: false,
	currency: 'тг',
	price_decimals: 2,
	price_radix: ' ',
	price_decimals_separator: '.',
	price_before_currency: true,
	price_pattern: '### ###.## тг',
	cashback_enabled: true,
	company_id: 84,
	access_token_expiration_time: 1579535438,
	time_zone_offset: 21600,
	country: 'kz',
	direction: 'Food',
	url_api: 'https://food.smartsatu.com/api',
};

const dateT = (ms: number): string => new Date(ms).toISOString().slice(0, 19);
const asTexts = (user: object): Record<string, unknown> =>
	Object.fromEntries(
		Object.entries(user).map(([key, value]) => [key, typeof value === 'number' ? String(value) : value]),
	);

/** One page of 20, counted from 1 and empty after the last, with Yii's paging headers. */
function pageOf<T>(call: SmartSatuCall, list: T[]): T[] {
	const page = Math.max(1, Number(call.query.page ?? 1));
	call.header('x-pagination-total-count', String(list.length));
	call.header('x-pagination-page-count', String(Math.ceil(list.length / PER_PAGE)));
	call.header('x-pagination-current-page', String(page));
	call.header('x-pagination-per-page', String(PER_PAGE));
	return list.slice((page - 1) * PER_PAGE, page * PER_PAGE);
}

const since = ({ query }: SmartSatuCall, updatedAt: string): boolean =>
	query.updated_from === undefined || updatedAt >= String(query.updated_from);

const updatedFrom = text('Y-m-d\\TH:i:s', '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$');

const operations: Array<Operation<SmartSatuSettings, Data>> = [
	{
		id: 'SS1 logIn',
		kind: 'logIn',
		method: 'POST',
		path: ['/api/users/login', '/api/user/login'],
		origin: 'document',
		source: 'Авторизация пользователя. Обзор names /api/users/login, URI схема and Методы name /api/user/login.',
		auth: 'none',
		headers: {
			'content-type': text('application/json; charset=utf-8', '^application/json;\\s*charset=(utf-8|UTF-8)$'),
		},
		body: exactly({ username: text(), password: text(), direction: text() }, ['username', 'password']),
		example: USER,
		handle(call) {
			const { body, settings, service } = call;
			const wanted = (body.direction ?? '').toLowerCase();
			const account = settings.accounts.find(
				(one) =>
					one.login === body.username &&
					one.password === body.password &&
					(wanted === '' || one.direction.toLowerCase() === wanted),
			);
			if (!account) throw new Refusal('business', 401, 'Неверный логин или пароль.');
			const { access } = logIn(service, account.login);
			const user = {
				...USER,
				id: account.id,
				username: account.login,
				email: `${account.login}@example.com`,
				access_token: access.value,
				access_token_expiration_time: unixSeconds(access.expiresAt),
				url_api: settings.urlApi ?? `${service.url}/api`,
			};
			const { access_token_expiration_time: expiry, ...rest } = settings.numbersAsStrings ? asTexts(user) : user;
			const answer = { ...rest, ...expiryField(settings, 'access_token_expiration_time', expiry) };
			const listed = settings.arrayAnswer ? [answer] : answer;
			return settings.dataWrapper ? { data: listed } : listed;
		},
	},
	{
		id: 'listOrders',
		method: 'GET',
		path: '/api/v1/orders',
		origin: 'public client code',
		source: 'API_Orders of the same wiki. The fields are assumed; 20 a page.',
		auth: 'session',
		query: { page: decimal(), status: text(), updated_from: updatedFrom },
		example: [
			{ id: 1, status: 'new', payment_type: 0, total: 100, counterparty_id: 1, created_at: '', updated_at: '' },
		],
		handle: (call) => {
			const { status } = call.query;
			return pageOf(
				call,
				call.data.orders.filter(
					(one) => (status === undefined || one.status === status) && since(call, one.updated_at),
				),
			);
		},
	},
	{
		id: 'listCounterparties',
		method: 'GET',
		path: '/api/counterparties',
		origin: 'public client code',
		source: 'API_Counterparties of the same wiki. The fields are assumed; 20 a page.',
		auth: 'session',
		query: { page: decimal(), updated_from: updatedFrom },
		example: [{ id: 1, name: '', bin: '', updated_at: '' }],
		handle: (call) =>
			pageOf(
				call,
				call.data.counterparties.filter((one) => since(call, one.updated_at)),
			),
	},
];

const STATUSES = ['new', 'confirmed', 'delivered'];

/** 45 orders, updated one a day until now, and 23 counterparties. Times without a zone are UTC. */
function seed(now: number): Data {
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

/** Smart Satu: a token whose end is told in unix seconds, no refresh. */
export const provider = defineProvider<SmartSatuSettings, Data>({
	key: 'smartSatu',
	title: 'Smart Satu',
	port: 5604,
	source: 'smart-satu.ru.txt (docs.smartsatu.com/wiki/API_Authorization, revision 1666)',
	security: { type: 'http', scheme: 'basic', description: 'By default Basic base64(access_token + ":")' },
	defaults: () => ({
		...PLAIN,
		accounts: [
			{ ...SMART_SATU_ACCOUNT, id: 132 },
			{ ...SMART_SATU_SECOND, id: 133 },
		],
		accessLifetimeSeconds: 24 * 60 * 60,
		country: 'ru',
		numbersAsStrings: false,
		arrayAnswer: false,
		dataWrapper: false,
		tokenScheme: 'basic-colon',
		urlApi: null,
	}),
	choices: { tokenScheme: ['basic-colon', 'basic', 'bearer'] },
	data: ({ clock }) => seed(clock.now()),
	mint: () => randomText(32, '_-'),
	refreshWith: 'nothing',
	headers: { country: text('ru', '^[a-z]{2}$') },
	documentStatus: 400,
	readToken(authorization, { tokenScheme }) {
		if (tokenScheme === 'bearer') return /^Bearer (\S+)$/.exec(authorization)?.[1];
		const encoded = /^Basic (\S+)$/.exec(authorization)?.[1];
		if (encoded === undefined) return undefined;
		const text = Buffer.from(encoded, 'base64').toString('utf8');
		if (tokenScheme === 'basic') return text.includes(':') ? undefined : text;
		return text.endsWith(':') ? text.slice(0, -1) : undefined;
	},
	check({ headers, settings }) {
		if (headers.country !== settings.country)
			throw new Refusal('document', 400, `the header country is not ${settings.country}`);
	},
	/** Yii's error body: the wiki documents 401 on a sibling page, without a body. */
	errorBody({ kind, status, http, message }) {
		const refused = http === 200 ? { success: false } : {};
		const name = NAMES[status] ?? 'Error';
		const told = kind === 'token' ? 'Your request was made with invalid credentials.' : message;
		return { ...refused, name, message: told, code: http === 200 ? status : 0, status };
	},
	operations,
});

const NAMES: Record<number, string> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' };
