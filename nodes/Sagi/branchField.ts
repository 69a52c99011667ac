import type { INodeProperties } from 'n8n-workflow';

import { isObject } from '../../providers/fields';
import { branchesOf } from '../../providers/sagi';
import { InputError, type JsonObject } from '../../providers/types';
import type { OperationContext } from '../../transport/execution/router';
import { digitsId } from '../shared/ids';

/** Stands for the account's first branch, whichever it is. */
export const MAIN_BRANCH = 'main';

/** The branch that an operation is about. */
export const branchField: INodeProperties = {
	displayName: 'Branch',
	name: 'branch',
	type: 'resourceLocator',
	default: { mode: 'list', value: MAIN_BRANCH, cachedResultName: 'Main Branch' },
	description: 'The main branch is the first one of the account, as Sagi recommends',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchBranches', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1988850967616950272',
			validation: [{ type: 'regex', properties: { regex: '^\\d+$', errorMessage: 'A branch ID consists of digits' } }],
		},
	],
};

/** The ID of the chosen branch. @throws InputError where it is none, or the account has no branch */
export async function branchIdOf({
	client,
	parameter,
}: Pick<OperationContext, 'client' | 'parameter'>): Promise<string> {
	const value = parameter<unknown>('branch', MAIN_BRANCH, { extractValue: true });
	if (String(value ?? '').trim() !== MAIN_BRANCH) return digitsId(value, 'branch', 'branch ID');
	const main = branchesOf((await client.currentSession()).profile)[0];
	if (main) return main.id;
	throw new InputError(
		'This account has no branches',
		'branch',
		'Sagi named no branch at the last log-in. Ask for access to one, then run Session → Log In.',
	);
}

/** The answer is no branch. */
export const withoutBranch = (): InputError =>
	new InputError(
		'Sagi answered without a branch',
		'branch',
		'Try again. If it stays, look at the answer with API Request, and tell Sagi.',
	);

/** A branch with its `group_id`, read once an execution. GET /api/v1/branches/{branch_id} @throws NodeApiError */
export async function readBranch({ client }: Pick<OperationContext, 'client'>, id: string): Promise<JsonObject> {
	return await client.oncePerExecution(`branch ${id}`, async () => {
		const { body } = await client.request({ method: 'GET', path: `/api/v1/branches/${id}` });
		if (!isObject(body)) throw withoutBranch();
		return body;
	});
}
