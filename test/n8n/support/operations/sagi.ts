import { Sagi } from '../../../../nodes/Sagi/Sagi.node';
import { SAGI_ACCOUNT, SAGI_IDS, SAGI_LICENSED } from '../../../../sandbox/sagi';
import { nextSerial } from '../serial';
import { sagiToken } from './accounts';
import { sales } from './sagiSales';
import type { NodeCases, OperationCase } from './types';

const IDS = [SAGI_IDS.branch, SAGI_IDS.secondBranch];

const branch: OperationCase[] = [
	{
		resource: 'branch',
		operation: 'get',
		parameters: { branch: { __rl: true, mode: 'id', value: '={{ $json.branch }}' } },
		items: [{ branch: IDS[0] }, { branch: IDS[1] }],
		outputs: [
			{ id: IDS[0], group_id: SAGI_IDS.group },
			{ id: IDS[1], name: 'SecondBranch' },
		],
		serves: ['SA1 logIn', 'SA3 getBranch', 'SA3 getBranch'],
		failing: { item: 0, values: { branch: '42' }, error: 'Sagi refused the request: "branch not found" (HTTP 404)' },
	},
	{
		resource: 'branch',
		operation: 'getAll',
		parameters: { returnAll: '={{ $json.all }}', limit: "={{ $json.limit ?? $('No Such Node').item.json.limit }}" },
		items: [
			{ all: true, limit: 5 },
			{ all: false, limit: 1 },
		],
		outputs: [
			[
				{ id: IDS[0], is_main: true },
				{ id: IDS[1], is_main: false },
			],
			[{ id: IDS[0], is_main: true }],
		],
		serves: ['SA1 logIn'],
		failing: { item: 1, values: { limit: null }, error: "Referenced node doesn't exist" },
	},
];

const session: OperationCase[] = [
	{
		resource: 'session',
		operation: 'getStatus',
		before: { resource: 'session', operation: 'logIn' },
		outputs: [
			{ logged_in: true, due: false, account: 'u•••@example.com' },
			{ logged_in: true, due: false },
		],
		serves: [],
		failing: { item: 'both', credential: { baseUrl: 'not an address' }, error: 'Base URL' },
	},
	{
		resource: 'session',
		operation: 'logIn',
		parameters: {
			accountFrom: 'item',
			login: '={{ $json.login }}',
			password: '={{ $json.password }}',
			licenseKey: '={{ $json.licenseKey ?? "" }}',
		},
		items: [SAGI_ACCOUNT, SAGI_LICENSED],
		outputs: [{ organization: { role: 'administrator' } }, { organization: { role: 'cashier' } }],
		serves: ['SA1 logIn', 'SA1 logIn'],
		failing: { item: 0, values: { password: 'wrong' }, error: 'invalid login or password' },
	},
	{
		resource: 'session',
		operation: 'logIn',
		variant: 'of the credential',
		outputs: [{ main_branch_id: IDS[0] }, { main_branch_id: IDS[0] }],
		serves: ['SA1 logIn'],
		failing: { item: 'both', credential: { password: 'wrong' }, error: 'Sagi refused the log-in' },
	},
	{
		resource: 'session',
		operation: 'refresh',
		parameters: { accountFrom: 'item', accessToken: '={{ $json.token }}', returnTokens: '={{ $json.show }}' },
		items: async ({ sandbox }) => [
			{ token: await sagiToken(sandbox, SAGI_ACCOUNT.login, SAGI_ACCOUNT.password), show: true },
			{ token: await sagiToken(sandbox, SAGI_ACCOUNT.login, SAGI_ACCOUNT.password), show: false },
		],
		outputs: [{ access_token: expect.stringMatching(/^eyJ/) }, { expires_at: expect.any(String) }],
		serves: ['SA2 refresh', 'SA2 refresh'],
		failing: { item: 1, values: { token: 'eyJ.unknown.token' }, error: 'Sagi refused the refresh' },
	},
	{
		resource: 'session',
		operation: 'refresh',
		variant: 'of the credential',
		before: { resource: 'session', operation: 'logIn' },
		outputs: [{ organization: { role: 'administrator' } }, { expires_at: expect.any(String) }],
		serves: ['SA2 refresh'],
		failing: {
			item: 'both',
			faults: [{ match: { operation: 'SA2 refresh' }, status: 503 }],
			error: 'Sagi answered the refresh of u•••@example.com with HTTP 503',
		},
	},
];

const apiRequest: OperationCase[] = [
	{
		resource: 'apiRequest',
		operation: 'send',
		parameters: {
			path: '/api/v1/promoters/find',
			query: {
				parameters: [
					{ name: 'phone', value: '={{ $json.phone }}' },
					{ name: 'branch_id', value: '={{ $json.branch }}' },
				],
			},
		},
		items: [
			{ phone: SAGI_IDS.phone, branch: IDS[0] },
			{ phone: '+77010000002', branch: IDS[0] },
		],
		outputs: [{ id: SAGI_IDS.promoter }, { id: '1988850967616951001', first_name: 'Данияр' }],
		serves: ['SA1 logIn', 'S1 findPromoter', 'S1 findPromoter'],
		failing: { item: 1, values: { branch: '42' }, error: 'branch not found' },
	},
];

/** Every operation of the Sagi node. */
export const sagi: NodeCases = {
	node: new Sagi(),
	provider: 'sagi',
	credentialType: 'sagiApi',
	async credential({ sagi: service }) {
		const login = `user-of-case-${nextSerial()}@example.com`;
		const { accounts } = await service.getSettings();
		await service.setSettings({ accounts: [...accounts, { ...accounts[0]!, login }] });
		return { environment: 'custom', baseUrl: service.url, login, password: SAGI_ACCOUNT.password };
	},
	cases: [...branch, ...session, ...sales, ...apiRequest],
};
