import type { Call, Operation } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import { decimal, exactly, text } from '../machinery/schema';
import { expiryField, logIn, unixSeconds } from '../machinery/sessions';
import type { Data, SmartSatuSettings } from './accounts';

const PER_PAGE = 20;

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

/** The log-in of smart-satu.ru.txt, and what the same wiki's other pages name. */
export const operations: Array<Operation<SmartSatuSettings, Data>> = [
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
