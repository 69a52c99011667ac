import { Gigma } from '../../../../nodes/Gigma/Gigma.node';
import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN, GIGMA_SECOND } from '../../../../sandbox/gigma';
import { nextSerial } from '../serial';
import { gigmaToken } from './accounts';
import { store } from './gigmaStore';
import type { Ground, Items, NodeCases, OperationCase } from './types';

const FIRST = { phone: GIGMA_ACCOUNT.login, digits: GIGMA_ACCOUNT.password };
const SECOND = { phone: GIGMA_SECOND.login, digits: GIGMA_SECOND.password };

/** The credential's own counterparty, whose session n8n keeps from then on. */
const LOG_IN_FOR_CREDENTIAL = {
	resource: 'session',
	operation: 'logIn',
	phone: '={{ $json.phone }}',
	codeDigits: '1111',
	keepInCredential: true,
};

const tokensOfBoth = async ({ sandbox }: Ground): Promise<Items> => [
	{ token: await gigmaToken(sandbox, FIRST.phone, FIRST.digits), everywhere: false },
	{ token: await gigmaToken(sandbox, SECOND.phone, SECOND.digits), everywhere: true },
];

const cases: OperationCase[] = [
	{
		resource: 'session',
		operation: 'sendCode',
		parameters: { phone: '={{ $json.phone }}' },
		items: [FIRST, SECOND],
		outputs: [{ message: 'Password successfully send' }, { message: 'Password successfully send' }],
		serves: ['G1 sendPassword', 'G1 sendPassword'],
		failing: { item: 1, values: { phone: '' }, error: 'Phone is empty' },
	},
	{
		resource: 'session',
		operation: 'logIn',
		parameters: { phone: '={{ $json.phone }}', codeDigits: '={{ $json.digits }}' },
		items: [FIRST, SECOND],
		outputs: [
			{ id: 1, phone_1: FIRST.phone },
			{ id: 2, phone_1: SECOND.phone },
		],
		serves: ['G2 logIn', 'G2 logIn'],
		failing: { item: 0, values: { digits: '9999' }, error: 'Wrong password.' },
	},
	{
		resource: 'session',
		operation: 'logOut',
		parameters: {
			accountFrom: 'item',
			accessToken: '={{ $json.token }}',
			fromAllDevices: '={{ $json.everywhere }}',
		},
		items: tokensOfBoth,
		outputs: [{ message: 'User successfully logout' }, { message: 'User successfully logout from all devices' }],
		serves: ['G3 logOut', 'G3 logOut'],
		failing: { item: 0, values: { token: '1|unknown' }, error: 'Gigma did not accept the session' },
	},
	{
		resource: 'session',
		operation: 'logOut',
		variant: 'of the credential',
		before: LOG_IN_FOR_CREDENTIAL,
		outputs: [{ message: 'User successfully logout' }, { message: 'User successfully logout' }],
		serves: ['G3 logOut'],
		failing: {
			item: 'both',
			faults: [{ match: { operation: 'G3 logOut' }, status: 503 }],
			error: 'Gigma could not answer',
		},
	},
	{
		resource: 'session',
		operation: 'getStatus',
		before: LOG_IN_FOR_CREDENTIAL,
		outputs: [
			{ logged_in: true, due: false, expires_at: null },
			{ logged_in: true, due: false },
		],
		serves: [],
		failing: { item: 'both', credential: { baseUrl: 'not an address' }, error: 'Base URL' },
	},
	{
		resource: 'apiRequest',
		operation: 'send',
		parameters: { path: '/counterparty', accountFrom: 'item', accessToken: '={{ $json.token }}' },
		items: tokensOfBoth,
		outputs: [{ counterparty: { id: 1 } }, { counterparty: { id: 2 } }],
		serves: ['GC1 getCounterparty', 'GC1 getCounterparty'],
		failing: { item: 1, values: { token: '' }, error: 'Access Token is empty' },
	},
];

/** Every operation of the Gigma node. */
export const gigma: NodeCases = {
	node: new Gigma(),
	provider: 'gigma',
	credentialType: 'gigmaApi',
	async credential({ gigma: service }) {
		const serial = nextSerial();
		const phone = String(79_000_000_000 + serial);
		const applicationToken = `application-of-case-${serial}`;
		const { accounts } = await service.getSettings();
		await service.setSettings({
			accounts: [...accounts, { login: phone, password: '1111', id: 100 + serial }],
			applicationTokens: [GIGMA_APP_TOKEN, applicationToken],
		});
		return { environment: 'custom', baseUrl: service.url, applicationToken, phone };
	},
	cases: [...cases, ...store],
};
