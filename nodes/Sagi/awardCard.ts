import type { IDataObject } from 'n8n-workflow';

import { answerText, isObject } from '../../providers/fields';
import { InputError } from '../../providers/types';
import type { OperationContext } from '../../transport/execution/router';
import { unlessRefused } from '../shared/expectedRefusal';

/**
 * A customer's card of stamps. GET /api/v1/branches/{branch_id}/customers/{user_id}/award (iiko plugin)
 * @returns `{id, received_stamp_count, stamp_count, can_be_given}`; `null` where there is no card yet, which Sagi tells by a refusal
 * @throws NodeApiError where Sagi could not answer, or did not accept the session
 */
export async function readAward(
	{ client }: Pick<OperationContext, 'client'>,
	branchId: string,
	customerId: string,
): Promise<IDataObject | null> {
	const path = `/api/v1/branches/${branchId}/customers/${customerId}/award`;
	const answer = await unlessRefused(
		async () => await client.request({ method: 'GET', path }),
		({ kind }) => kind === 'refused',
	);
	if (!answer) return null;
	const { body } = answer;
	const id = isObject(body) ? answerText(body.id) : undefined;
	if (!isObject(body) || id === undefined)
		throw new InputError('Sagi answered without an award', 'customerId', 'Look at the answer with API Request.');
	const [received, needed] = [Number(body.received_stamp_count), Number(body.stamp_count)];
	return { ...body, id, can_be_given: needed > 0 && received >= needed } as IDataObject;
}
