import {
	PLUSOFON_ACCOUNT,
	PLUSOFON_API_TOKEN,
	PLUSOFON_API_TOKEN_ID,
	PLUSOFON_SECOND,
} from '../../../../sandbox/plusofon';
import { plusofonSession, plusofonTokenIds } from './accounts';
import type { Ground, Items, OperationCase } from './types';

const LOG_IN = { resource: 'session', operation: 'logIn' };

const ofBoth = async ({ sandbox }: Ground): Promise<Items> => [
	{ ...(await plusofonSession(sandbox, { email: PLUSOFON_ACCOUNT.login, password: PLUSOFON_ACCOUNT.password })) },
	{ ...(await plusofonSession(sandbox, { email: PLUSOFON_SECOND.login, password: PLUSOFON_SECOND.password })) },
];

const session: OperationCase[] = [
	{
		resource: 'session',
		operation: 'getStatus',
		before: LOG_IN,
		outputs: [
			{ logged_in: true, due: false },
			{ logged_in: true, refresh_expires_at: expect.any(String) },
		],
		serves: [],
		failing: { item: 'both', credential: { baseUrl: 'not an address' }, error: 'Base URL' },
	},
	{
		resource: 'session',
		operation: 'logIn',
		parameters: {
			accountFrom: 'item',
			logInWith: '={{ $json.with }}',
			email: '={{ $json.email }}',
			password: '={{ $json.password }}',
			phone: '={{ $json.phone }}',
			pin: '={{ $json.pin }}',
		},
		items: [
			{ with: 'emailPassword', email: PLUSOFON_ACCOUNT.login, password: PLUSOFON_ACCOUNT.password },
			{ with: 'phonePin', phone: PLUSOFON_SECOND.phone, pin: '1234' },
		],
		outputs: [{ user: { email: PLUSOFON_ACCOUNT.login } }, { user: { email: PLUSOFON_SECOND.login } }],
		serves: ['PF3 logIn', 'PF3 logIn'],
		failing: { item: 1, values: { pin: '0000' }, error: 'Pin not right.' },
	},
	{
		resource: 'session',
		operation: 'logIn',
		variant: 'of the credential',
		outputs: [{ user: { role: { name: 'lk_admin' } } }, { expires_at: expect.any(String) }],
		serves: ['PF3 logIn'],
		failing: { item: 'both', credential: { password: 'wrong' }, error: 'Plusofon refused the log-in' },
	},
	{
		resource: 'session',
		operation: 'logOut',
		parameters: { accountFrom: 'item', accessToken: '={{ $json.token }}' },
		items: ofBoth,
		outputs: [{ success: true }, { success: true }],
		serves: ['PF10 logOut', 'PF10 logOut'],
		failing: { item: 0, values: { token: 'unknown' }, error: 'Plusofon did not accept the session' },
	},
	{
		resource: 'session',
		operation: 'logOut',
		variant: 'of the credential',
		before: LOG_IN,
		outputs: [
			{ success: true, was_logged_in: true },
			{ success: true, was_logged_in: false },
		],
		serves: ['PF10 logOut'],
		failing: {
			item: 0,
			faults: [{ match: { operation: 'PF10 logOut' }, status: 503, times: 1 }],
			other: { success: true, was_logged_in: true },
			error: 'Plusofon could not answer',
		},
	},
	{
		resource: 'session',
		operation: 'refresh',
		parameters: { accountFrom: 'item', refreshToken: '={{ $json.refresh_token }}', returnTokens: true },
		items: ofBoth,
		outputs: [{ token: expect.any(String) }, { refresh_token: expect.any(String) }],
		serves: ['PF7 refresh', 'PF7 refresh'],
		failing: { item: 1, values: { refresh_token: 'unknown' }, error: 'Plusofon refused the refresh' },
	},
	{
		resource: 'session',
		operation: 'refresh',
		variant: 'of the credential',
		before: LOG_IN,
		outputs: [{ user: { role: { name: 'lk_admin' } } }, { expires_at: expect.any(String) }],
		serves: ['PF7 refresh'],
		failing: {
			item: 'both',
			faults: [{ match: { operation: 'PF7 refresh' }, status: 503 }],
			error: 'Plusofon answered the refresh of',
		},
	},
];

const API_TOKEN = { logInWith: 'apiToken', apiToken: PLUSOFON_API_TOKEN };

const token: OperationCase[] = [
	{
		resource: 'token',
		operation: 'create',
		parameters: { returnTokens: '={{ $json.show }}' },
		items: [{ show: true }, { show: false }],
		outputs: [
			{ id: expect.any(Number), token: expect.stringMatching(/^\w{36}$/) },
			{ id: expect.any(Number), token: expect.stringMatching(/^\w{4}••••\w{4}$/) },
		],
		serves: ['PF3 logIn', 'PF11 listTokens', 'PF11 listTokens', 'PF12 createToken', 'PF12 createToken'],
		failing: {
			item: 'either',
			faults: [{ match: { operation: 'PF12 createToken' }, status: 503, times: 1 }],
			error: 'Plusofon could not answer',
		},
	},
	{
		resource: 'token',
		operation: 'delete',
		parameters: { tokenId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
		async items({ sandbox, credential }) {
			const [first, second] = await plusofonTokenIds(sandbox, credential, 2);
			return [{ id: first }, { id: second }];
		},
		outputs: [{ deleted: true }, { deleted: true, id: expect.any(Number) }],
		serves: ['PF3 logIn', 'PF13 deleteToken', 'PF13 deleteToken'],
		failing: { item: 0, values: { id: 99999 }, error: 'Token not found.' },
	},
	{
		resource: 'token',
		operation: 'delete',
		variant: 'with a credential that is an API token itself',
		parameters: { tokenId: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
		credential: API_TOKEN,
		items: [{ id: '5' }, { id: '6' }],
		outputs: [
			{ deleted: true, id: 5 },
			{ deleted: true, id: 6 },
		],
		serves: ['PF11 listTokens', 'PF11 listTokens', 'PF11 listTokens', 'PF13 deleteToken', 'PF13 deleteToken'],
		failing: {
			item: 1,
			values: { id: PLUSOFON_API_TOKEN_ID },
			error: 'Token 42 is the one that this credential uses',
		},
	},
	{
		resource: 'token',
		operation: 'getAll',
		parameters: { returnAll: '={{ $json.all }}', limit: '={{ $json.limit }}' },
		credential: API_TOKEN,
		items: [
			{ all: false, limit: 2 },
			{ all: true, limit: 1 },
		],
		outputs: [
			[{ id: 5, in_use: false }, { id: 6 }],
			Array.from({ length: 34 }, () => ({ token: expect.stringMatching(/^\w{4}••••\w{4}$/) })),
		],
		serves: Array.from({ length: 4 }, () => 'PF11 listTokens'),
		failing: {
			item: 1,
			faults: [{ match: { path: '/api/v1/tokens?page=3' }, status: 503 }],
			error: 'Plusofon could not answer',
		},
	},
];

const apiRequest: OperationCase[] = [
	{
		resource: 'apiRequest',
		operation: 'send',
		parameters: { path: '={{ $json.path }}', options: { itemsField: '={{ $json.list }}' } },
		items: [
			{ path: '/api/v1/payment/balance', list: '' },
			{ path: '/api/v1/call?page=3', list: 'data' },
		],
		outputs: [{ balance: 1520.75 }, Array.from({ length: 10 }, () => ({ cld: '74951332211' }))],
		serves: ['PF3 logIn', 'P1 getBalance', 'P24 listCalls'],
		failing: { item: 0, values: { path: '' }, error: 'The path is empty' },
	},
];

/** Session, Token and API Request of the Plusofon node. */
export const sessionCases: OperationCase[] = [...session, ...token, ...apiRequest];
