import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import { logOutRequest } from '../../../../providers/gigma';
import { InputError } from '../../../../providers/types';
import type { ProviderClient } from '../../../../transport/client';
import type { Operation } from '../../../../transport/router';
import { audited } from '../../../shared/audited';
import { itemSession, itemSessionFields } from '../../../shared/itemSession';
import { forOperation } from '../../../shared/panel';

const fields: INodeProperties[] = [
	...itemSessionFields(
		'End the session that n8n keeps with the credential, and forget it',
		'End the session of the access token below',
	),
	{
		displayName: 'From All Devices',
		name: 'fromAllDevices',
		type: 'boolean',
		default: false,
		description: 'Whether to end all sessions of this counterparty, not just this one',
	},
];

/** The credential's session ends once an execution, whatever the number of items. */
const ended = new WeakMap<ProviderClient, Promise<IDataObject>>();

/** Session → Log Out. POST /counterparty/logout (gigma.ru.txt, «Выход контрагента из системы») */
export const logOut: Operation = {
	description: forOperation('session', 'logOut', fields),
	async execute({ node, client, itemIndex }) {
		const request = logOutRequest(node.getNodeParameter('fromAllDevices', itemIndex) as boolean);
		const given = itemSession(node, itemIndex);
		if (given) {
			const send = async () => await client.requestAs(given, request, itemIndex);
			return asOutput((await audited(client, 'log out', '', send)).body);
		}
		const logOutOnce = ended.get(client) ?? endOwn(client, request, itemIndex);
		ended.set(client, logOutOnce);
		return await logOutOnce;
	},
};

async function endOwn(
	client: ProviderClient,
	request: ReturnType<typeof logOutRequest>,
	itemIndex: number,
): Promise<IDataObject> {
	const session = await client.session(itemIndex);
	if (!session) {
		throw new InputError('The credential keeps no session', 'accountFrom', 'There is nothing to log out of.');
	}
	const { login } = await client.account(itemIndex);
	const send = async () => await client.requestAs(session, request, itemIndex);
	const { body } = await audited(client, 'log out', login, send);
	// The digits are used up: kept, the next request would try them again.
	await client.keep(undefined, { codeDigits: '' }, itemIndex);
	return asOutput(body);
}

const asOutput = (body: unknown): IDataObject => (isObject(body) ? (body as IDataObject) : { success: true });
