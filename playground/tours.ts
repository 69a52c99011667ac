import type { IDataObject } from 'n8n-workflow';
import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN, GIGMA_WEBHOOK_SECRET } from '../sandbox/gigma';
import { PLUSOFON_ACCOUNT } from '../sandbox/plusofon';
import { SAGI_LICENSED } from '../sandbox/sagi';
import { SMART_SATU_ACCOUNT } from '../sandbox/smartSatu';
import { describedSagi } from './describedSagi';
import { outputOf } from './execution';
import type { SandboxUrls } from './sandbox';
import type { Execution, NewCredential } from './types';

/** What `npm start` shows of one provider: its credential, an example workflow, and what came of it. */
export interface Tour {
	provider: string;
	/** For the sandbox, so that no real account is touched. */
	credential(urls: SandboxUrls): NewCredential;
	/** A file in examples/ with a Manual Trigger that needs nobody to fill in a form. */
	example: string;
	/**
	 * One line on what the run gave.
	 * @throws Error when it gave less than it should
	 */
	report(execution: Execution): string;
}

/** The providers in the order in which they are shown. */
export const TOURS: Tour[] = [
	{
		provider: 'Sagi',
		credential: (urls) => ({
			name: 'Sagi (sandbox)',
			type: 'sagiApi',
			data: { environment: 'custom', baseUrl: urls.sagi, ...SAGI_LICENSED },
		}),
		example: 'sagi-bonus-lookup.json',
		report(execution) {
			const [branch] = outputOf(execution, 'Get Main Branch');
			const [answer] = outputOf(execution, 'Answer with Bonus');
			const who = `${value(answer, 'name')} (${value(answer, 'phone')})`;
			return `${who} has a bonus of ${value(answer, 'bonus')} in group ${value(branch, 'group_id')}`;
		},
	},
	{
		provider: 'Smart Satu',
		credential: (urls) => ({
			name: 'Smart Satu (sandbox)',
			type: 'smartSatuApi',
			data: {
				loginAddress: 'custom',
				loginUrl: `${urls.smartSatu}/api/users/login`,
				username: SMART_SATU_ACCOUNT.login,
				password: SMART_SATU_ACCOUNT.password,
				direction: SMART_SATU_ACCOUNT.direction,
			},
		}),
		example: 'smart-satu-orders.json',
		report(execution) {
			const orders = outputOf(execution, 'Get Orders');
			return `${orders.length} orders, ${value(orders[0], 'id')} to ${value(orders.at(-1), 'id')}`;
		},
	},
	{
		provider: 'Plusofon',
		credential: (urls) => ({
			name: 'Plusofon (sandbox)',
			type: 'plusofonApi',
			data: {
				environment: 'custom',
				baseUrl: urls.plusofon,
				logInWith: 'emailPassword',
				email: PLUSOFON_ACCOUNT.login,
				password: PLUSOFON_ACCOUNT.password,
			},
		}),
		example: 'plusofon-token-rotation.json',
		report(execution) {
			const tokens = outputOf(execution, 'Report');
			const oldest = tokens.map((token) => value(token, 'created_at')).sort()[0];
			return `${tokens.length} API tokens are older than 90 days, the oldest of ${oldest}; nothing was changed`;
		},
	},
	{
		provider: 'Gigma',
		credential: (urls) => ({
			name: 'Gigma (sandbox)',
			type: 'gigmaApi',
			data: {
				environment: 'custom',
				baseUrl: urls.gigma,
				applicationToken: GIGMA_APP_TOKEN,
				phone: GIGMA_ACCOUNT.login,
				codeDigits: GIGMA_ACCOUNT.password,
				webhookSecret: GIGMA_WEBHOOK_SECRET,
			},
		}),
		example: 'gigma-profile.json',
		report(execution) {
			const [answer] = outputOf(execution, 'Get Profile');
			const counterparty = (answer?.counterparty ?? answer) as IDataObject;
			const who = `${value(counterparty, 'first_name')} ${value(counterparty, 'last_name')}`;
			return `${who} has ${outputOf(execution, 'Get Orders').length} orders; nobody was called`;
		},
	},
	{
		provider: 'Login Session',
		credential: (urls) => ({
			name: 'Login Session (sandbox)',
			type: 'loginSessionApi',
			data: { service: 'custom', baseUrl: urls.sagi, ...describedSagi() },
		}),
		example: 'login-session.json',
		report(execution) {
			const [answer] = outputOf(execution, 'Request');
			const branch = answer?.data as IDataObject | undefined;
			const [status] = outputOf(execution, 'Get Session Status');
			return `a log-in that was described in the dialog: ${value(branch, 'name')}, token in ${value(status, 'token_found_at')}`;
		},
	},
];

function value(item: IDataObject | undefined, field: string): string {
	const found = item?.[field];
	if (found !== undefined && found !== null && found !== '') return String(found);
	throw new Error(`The run gave no ${field}: ${JSON.stringify(item)}`);
}
