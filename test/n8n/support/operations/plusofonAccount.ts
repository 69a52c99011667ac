import { PLUSOFON_ACCOUNT, PLUSOFON_SECOND } from '../../../../sandbox/plusofon';
import { plusofonResetEmail } from './accounts';
import type { OperationCase } from './types';

/** One of two requests that are alike is answered with 503. */
const oneOf = (operation: string) => [{ match: { operation }, status: 503, times: 1 }];

const account: OperationCase[] = [
	{
		resource: 'account',
		operation: 'get',
		outputs: [{ user: { role: { name: 'lk_admin' } } }, { success: true }],
		serves: ['PF3 logIn', 'PF1 getUser', 'PF1 getUser'],
		failing: { item: 'either', faults: oneOf('PF1 getUser'), error: 'Plusofon could not answer' },
	},
	{
		resource: 'account',
		operation: 'getManager',
		outputs: [{ name: 'Иван Иванов' }, { email: 'ivan.ivanov@plusofon.ru' }],
		serves: ['PF3 logIn', 'PF14 getManager', 'PF14 getManager'],
		failing: { item: 'either', faults: oneOf('PF14 getManager'), error: 'Plusofon could not answer' },
	},
	{
		resource: 'account',
		operation: 'register',
		parameters: {
			email: '={{ $json.email }}',
			phone: '={{ $json.phone }}',
			password: 'a new password',
			pin: '={{ $json.pin }}',
		},
		items: [
			{ email: 'one@new.ru', phone: '+7 (999) 000-00-01', pin: '1234' },
			{ email: 'two@new.ru', phone: '79990000002', pin: '1234' },
		],
		outputs: [
			{ user: { email: 'one@new.ru', phone: '79990000001' } },
			{ user: { email: 'two@new.ru', phone: '79990000002' } },
		],
		serves: ['PF2 register', 'PF2 register'],
		failing: { item: 1, values: { pin: '0000' }, error: 'field pin' },
	},
];

const flashCall: OperationCase[] = [
	{
		resource: 'flashCall',
		operation: 'send',
		parameters: { phone: '={{ $json.phone }}' },
		items: [{ phone: '79993332210' }, { phone: '79993332211' }],
		outputs: [
			{ phone: '79993332210', success: true },
			{ phone: '79993332211', success: true },
		],
		serves: ['PF5 sendFlashCall', 'PF5 sendFlashCall'],
		failing: { item: 0, values: { phone: 'call me' }, error: 'The phone is not a phone number' },
	},
	{
		resource: 'flashCall',
		operation: 'sendToMe',
		outputs: [{ success: true }, { token: expect.any(String) }],
		serves: ['PF3 logIn', 'PF6 sendOwnFlashCall', 'PF6 sendOwnFlashCall'],
		failing: { item: 'either', faults: oneOf('PF6 sendOwnFlashCall'), error: 'Plusofon could not answer' },
	},
];

const password: OperationCase[] = [
	{
		resource: 'password',
		operation: 'sendResetEmail',
		parameters: { email: '={{ $json.email }}' },
		items: [{ email: PLUSOFON_ACCOUNT.login }, { email: PLUSOFON_SECOND.login }],
		outputs: [{ success: true }, { success: true }],
		serves: ['PF8 sendRestoreToken', 'PF8 sendRestoreToken'],
		failing: { item: 1, values: { email: 'nobody@mail.ru' }, error: 'User not found.' },
	},
	{
		resource: 'password',
		operation: 'setNew',
		parameters: { resetToken: '={{ $json.token }}', newPassword: '={{ $json.password }}' },
		async items({ sandbox, credential }) {
			await plusofonResetEmail(sandbox, credential.email);
			const { restoreToken: token } = await sandbox.plusofon.getSettings();
			return [
				{ token, password: 'first password' },
				{ token, password: 'second password' },
			];
		},
		// A reset token works once, and the sandbox has one: the other item's request gets the document's answer.
		faults: [{ match: { operation: 'PF9 changePassword' }, status: 200, body: { success: true }, times: 1 }],
		outputs: [{ success: true }, { success: true }],
		serves: ['PF9 changePassword', 'PF9 changePassword'],
		failing: { item: 0, values: { token: 'unknown' }, faults: [], error: 'Token not right.' },
	},
	{
		resource: 'password',
		operation: 'update',
		parameters: { currentPassword: '={{ $json.current }}', newPassword: '={{ $json.next }}' },
		items: [
			{ current: PLUSOFON_ACCOUNT.password, next: 'first password' },
			{ current: 'first password', next: 'second password' },
		],
		outputs: [{ success: true }, { success: true, expires_at: expect.any(String) }],
		serves: ['PF3 logIn', 'PF4 updatePassword', 'PF4 updatePassword'],
		failing: { item: 1, values: { current: 'wrong' }, error: 'Password not right.' },
	},
];

/** Account, Flash Call and Password of the Plusofon node. */
export const accountCases: OperationCase[] = [...account, ...flashCall, ...password];
