import { SmartSatu } from '../../../../nodes/SmartSatu/SmartSatu.node';
import { SMART_SATU_ACCOUNT, SMART_SATU_SECOND } from '../../../../sandbox/smartSatu';
import { nextSerial } from '../serial';
import type { NodeCases, OperationCase } from './types';

const cases: OperationCase[] = [
	{
		resource: 'session',
		operation: 'logIn',
		parameters: {
			accountFrom: 'item',
			username: '={{ $json.login }}',
			password: '={{ $json.password }}',
			direction: '={{ $json.direction }}',
		},
		items: [SMART_SATU_ACCOUNT, SMART_SATU_SECOND],
		outputs: [
			{ id: 132, username: SMART_SATU_ACCOUNT.login },
			{ id: 133, username: SMART_SATU_SECOND.login },
		],
		serves: ['SS1 logIn', 'SS1 logIn'],
		failing: { item: 1, values: { password: 'wrong' }, error: 'Неверный логин или пароль.' },
	},
	{
		resource: 'session',
		operation: 'logIn',
		variant: 'of the credential',
		outputs: [{ company_id: 84 }, { company_id: 84 }],
		serves: ['SS1 logIn'],
		failing: { item: 'both', credential: { password: 'wrong' }, error: 'Smart Satu refused the log-in' },
	},
	{
		resource: 'session',
		operation: 'getStatus',
		before: { resource: 'session', operation: 'logIn' },
		outputs: [
			{ logged_in: true, due: false },
			{ logged_in: true, due: false },
		],
		serves: [],
		failing: { item: 'both', credential: { loginUrl: 'not an address' }, error: 'Login URL' },
	},
	{
		resource: 'apiRequest',
		operation: 'send',
		parameters: {
			path: '={{ $json.path }}',
			paging: 'pageNumber',
			returnAll: false,
			limit: '={{ $json.limit }}',
		},
		items: [
			{ path: '/v1/orders', limit: 2 },
			{ path: '/counterparties', limit: 1 },
		],
		outputs: [[{ id: 50001, status: 'new' }, { id: 50002 }], [{ id: 700, name: 'Магазин 1' }]],
		serves: ['SS1 logIn', 'listCounterparties', 'listOrders'],
		failing: { item: 0, values: { path: '/v1/nowhere' }, error: 'Smart Satu refused the request' },
	},
];

/** Every operation of the Smart Satu node. */
export const smartSatu: NodeCases = {
	node: new SmartSatu(),
	provider: 'smartSatu',
	credentialType: 'smartSatuApi',
	async credential({ smartSatu: service }) {
		const serial = nextSerial();
		const username = `supplier-of-case-${serial}`;
		const { password } = SMART_SATU_ACCOUNT;
		const { accounts } = await service.getSettings();
		await service.setSettings({
			accounts: [...accounts, { ...SMART_SATU_ACCOUNT, login: username, id: 1000 + serial }],
		});
		return { loginAddress: 'custom', loginUrl: `${service.url}/api/users/login`, username, password };
	},
	cases,
};
