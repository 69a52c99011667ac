import { SAGI_LICENSED } from '../sandbox/sagi';
import { outputOf } from './execution';
import type { SandboxUrls } from './sandbox';
import type { Execution, NewCredential } from './types';

/** What `npm start` shows of one provider: its credential, an example workflow, and what came of it. */
export interface Tour {
	provider: string;
	/** For the sandbox, so that no real account is touched. */
	credential(urls: SandboxUrls): NewCredential;
	/** A file in examples/ with a Manual Trigger. */
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
		example: 'sagi-branch.json',
		report(execution) {
			const [branch] = outputOf(execution, 'Get Main Branch');
			const [status] = outputOf(execution, 'Get Session Status');
			const groupId = text(branch, 'group_id');
			return `branch "${text(branch, 'name')}", group_id ${groupId}, session until ${text(status, 'expires_at')}`;
		},
	},
];

function text(item: object | undefined, field: string): string {
	const value = (item as Record<string, unknown> | undefined)?.[field];
	if (typeof value === 'string' && value !== '') return value;
	throw new Error(`The run gave no ${field}: ${JSON.stringify(item)}`);
}
