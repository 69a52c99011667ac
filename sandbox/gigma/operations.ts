import type { Operation } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import { exactly, text } from '../machinery/schema';
import { logIn } from '../machinery/sessions';
import type { Data, GigmaAccount, GigmaSettings } from './accounts';
import { own, type GigmaCall } from './calls';
import { orders } from './orders';
import { store } from './storeOperations';

const phone = text('phone of the counterparty');

/** The document's example, word for word. */
const COUNTERPARTY = {
	id: 1,
	type: { id: 2, name: 'Розница', created_at: '2024-03-23T10:27:06.000000Z' },
	manager: {
		id: 1,
		first_name: 'Артём',
		last_name: 'Полищук',
		middle_name: 'Николаевич',
		name: 'Полищук Артём',
	},
	avatar: null,
	first_name: 'Алексей',
	last_name: 'Петров',
	middle_name: 'Викторович',
	birthday: '1980-04-02',
	address: '630073, Новосибирская область, город Новосибирск, Новогодняя ул., д. 20/1, кв. 26',
	phone_1: '79999999990',
	phone_2: '78888888888',
	email: 'support@itecho.ru',
	created_at: '2024-03-22T14:01:37.000000Z',
	updated_at: '2024-03-23T10:48:33.000000Z',
};

const profile = ({ id, login }: GigmaAccount): typeof COUNTERPARTY => ({ ...COUNTERPARTY, id, phone_1: login });

function byPhone({ settings }: GigmaCall, number: string): GigmaAccount {
	const account = settings.accounts.find(({ login }) => login === number);
	if (!account) throw new Refusal('business', 404, 'Counterparty not found.');
	return account;
}

/** The methods of gigma.ru.txt, and what public client code knows besides. */
export const operations: Array<Operation<GigmaSettings, Data>> = [
	{
		id: 'G1 sendPassword',
		method: 'POST',
		path: '/counterparty/send_password',
		origin: 'document',
		source: 'Отправка звонка-сброса с паролем',
		auth: 'none',
		body: exactly({ phone }),
		example: { message: 'Password successfully send' },
		handle(call) {
			const { login } = byPhone(call, call.body.phone);
			call.service.counts.values.phoneCalls++;
			call.data.codes.sent(login);
			return { message: 'Password successfully send' };
		},
	},
	{
		id: 'G2 logIn',
		kind: 'logIn',
		method: 'POST',
		path: '/counterparty/login',
		origin: 'document',
		source: 'Авторизация. `device` is not in the document, but in public client code.',
		auth: 'none',
		body: exactly({ phone, password: text('last four digits of the calling number'), device: text() }, [
			'phone',
			'password',
		]),
		example: {
			counterparty: { ...COUNTERPARTY, access_token: { value: '2|k8InFzsVIDB3sumslYax1hWJcZDglKptEgIWzxWo21bdb3d6' } },
		},
		handle(call) {
			const { body, settings, data } = call;
			const account = byPhone(call, body.phone);
			const right = body.password === account.password && (data.codes.use(account.login) || !settings.requireCall);
			if (!right) throw new Refusal('business', 401, 'Wrong password.');
			const { access } = logIn(call.service, account.login);
			return { counterparty: { ...profile(account), access_token: { value: access.value } } };
		},
	},
	{
		id: 'G3 logOut',
		kind: 'logOut',
		method: 'POST',
		path: '/counterparty/logout',
		origin: 'document',
		source: 'Выход контрагента из системы. The words for one device alone are not in the document.',
		auth: 'session',
		body: exactly({ from_all_devices: { type: 'boolean' } }, []),
		example: { message: 'User successfully logout from all devices' },
		handle({ service, token, body }) {
			const everywhere = body.from_all_devices === true;
			service.tokens.revoke(everywhere ? { account: token.account } : { family: token.family });
			return { message: everywhere ? 'User successfully logout from all devices' : 'User successfully logout' };
		},
	},
	{
		id: 'GC1 getCounterparty',
		method: 'GET',
		path: '/counterparty',
		origin: 'document',
		sureness: 'A',
		source: 'docs.gigma.ru/E-Commerce, «Контрагент (клиент)»: the answer of the log-in without `access_token`.',
		auth: 'session',
		example: { counterparty: COUNTERPARTY },
		handle: (call) => ({ counterparty: profile(own(call)) }),
	},
	...orders,
	...store,
];
