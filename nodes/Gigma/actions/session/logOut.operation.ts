import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { logOutRequest } from '../../../../providers/gigma';
import { InputError } from '../../../../providers/types';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { withAudit } from '../../../shared/withAudit';
import { itemSession, itemSessionFields } from '../../../shared/itemSession';
import { notKeptOutput } from '../../../shared/unsavedFields';
import { forOperation, notice } from '../../../shared/panel';
import { asItem, isOn } from '../../../shared/values';

const fields: INodeProperties[] = [
	...itemSessionFields(
		'End the session that n8n keeps with the credential, and forget it',
		'End the session of the access token below',
	),
	notice(
		'logOutNotice',
		'The credential is logged out for every workflow, and nothing can log it in again but a person with the digits of a new call.',
		{ accountFrom: ['credential'] },
	),
	{
		displayName: 'From All Devices',
		name: 'fromAllDevices',
		type: 'boolean',
		default: false,
		description:
			"Whether to end all sessions of this counterparty, not just this one. The credential's session ends once, in the way that the first item says.",
	},
	notice(
		'allDevicesNotice',
		"This ends all sessions of the counterparty, on the person's own phone and computer too. It can't be undone.",
		{ fromAllDevices: [true] },
	),
];

/** Session → Log Out. POST /counterparty/logout (gigma.ru.txt, «Выход контрагента из системы») */
export const logOut: Operation = {
	description: forOperation('session', 'logOut', fields),
	async execute(context) {
		const { client } = context;
		const given = itemSession(context);
		if (!given) return await client.oncePerExecution('log out', async () => await endOwn(context));
		const request = logOutRequest(isOn(context, 'fromAllDevices'));
		return asItem(
			(await withAudit(client, 'log-out', '', async () => await client.requestWithSession(given, request))).body,
		);
	},
};

/** The credential's session ends once an execution, whatever the number of items. */
async function endOwn(context: OperationContext): Promise<IDataObject> {
	const { client } = context;
	const session = await client.session();
	if (!session) {
		throw new InputError('The credential keeps no session', 'accountFrom', 'There is nothing to log out of.');
	}
	const { login } = await client.account();
	const request = logOutRequest(isOn(context, 'fromAllDevices'));
	const { body } = await withAudit(
		client,
		'log-out',
		login,
		async () => await client.requestWithSession(session, request),
	);
	// The digits are used up: kept, the next request would try them again.
	const notKept = await client.saveToCredential(undefined, { codeDigits: '' });
	return { ...asItem(body), ...notKeptOutput(context, notKept) };
}
