import type { Operation } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import { exactly, text } from '../machinery/schema';
import { expiryField, logIn, unixSeconds } from '../machinery/sessions';
import type { Data, SmartSatuSettings } from './accounts';
import { offerOperations } from './offers';
import { orderOperations } from './orders';

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
	...orderOperations,
	...offerOperations,
];
