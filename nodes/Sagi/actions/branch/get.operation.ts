import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import { branchesOf } from '../../../../providers/sagi';
import { InputError } from '../../../../providers/types';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation } from '../../../shared/panel';

/** Stands for the account's first branch, whichever it is. */
export const MAIN_BRANCH = 'main';

const fields: INodeProperties[] = [
	{
		displayName: 'Branch',
		name: 'branch',
		type: 'resourceLocator',
		default: { mode: 'list', value: MAIN_BRANCH, cachedResultName: 'Main Branch' },
		description: 'The branch to read. The main branch is the first one of the account, as Sagi recommends.',
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
				validation: [
					{ type: 'regex', properties: { regex: '^\\d+$', errorMessage: 'A branch ID consists of digits' } },
				],
			},
		],
	},
];

/** Branch → Get. GET /api/v1/branches/{branch_id} (sagi.ru.txt, «Получение информации о филиале») */
export const get: Operation = {
	description: forOperation('branch', 'get', fields),
	readsOnly: () => true,

	async execute({ client, parameter }) {
		const value = parameter<unknown>('branch', MAIN_BRANCH, { extractValue: true });
		let id = String(value ?? '').trim();
		if (id === MAIN_BRANCH) {
			const main = branchesOf((await client.currentSession()).profile)[0];
			if (!main) {
				throw new InputError(
					'This account has no branches',
					'branch',
					'Sagi named no branch at the last log-in. Ask for access to one, then run Session → Log In.',
				);
			}
			id = main.id;
		}
		if (!/^\d+$/.test(id)) {
			throw new InputError(
				`"${id}" is not a branch ID`,
				'branch',
				'Choose a branch from the list, or enter its digits.',
			);
		}
		if (typeof value === 'number' && !Number.isSafeInteger(value)) {
			throw new InputError(
				`The branch ID ${value} was rounded before it came here`,
				'branch',
				'Give it as text, e.g. from the output of this node, where long IDs are text.',
			);
		}
		const { body } = await client.request({ method: 'GET', path: `/api/v1/branches/${id}` });
		if (!isObject(body)) throw new InputError('Sagi answered without a branch', 'branch');
		return body as IDataObject;
	},
};
