import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation } from '../../../shared/panel';
import { branchField, branchIdOf, withoutBranch } from '../../branchField';

/** Branch → Get. GET /api/v1/branches/{branch_id} (sagi.ru.txt, «Получение информации о филиале») */
export const get: Operation = {
	description: forOperation('branch', 'get', [branchField]),
	readsOnly: () => true,
	async execute(context) {
		const id = await branchIdOf(context);
		const { body } = await context.client.request({ method: 'GET', path: `/api/v1/branches/${id}` });
		if (!isObject(body)) throw withoutBranch();
		return body as IDataObject;
	},
};
