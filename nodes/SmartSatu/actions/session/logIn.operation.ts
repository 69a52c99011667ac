import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../transport/router';
import { forOperation, returnTokens, sessionOf } from '../../../shared/panel';
import { sessionOutput } from '../../../shared/sessionOutput';

const fields: INodeProperties[] = [
	sessionOf(
		"Log in with the credential's username and password; n8n keeps the new session",
		'Log in with the username and password below; the session is kept nowhere',
	),
	{
		displayName: 'Username',
		name: 'username',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. supplier',
		displayOptions: { show: { accountFrom: ['item'] } },
	},
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		displayOptions: { show: { accountFrom: ['item'] } },
	},
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'string',
		default: 'food',
		description: 'Identifier of the server, which Smart Satu tells you. Left out when it is empty.',
		displayOptions: { show: { accountFrom: ['item'] } },
	},
	returnTokens,
];

/** Session → Log In. POST to the chosen login address (smart-satu.ru.txt, «Авторизация пользователя») */
export const logIn: Operation = {
	description: forOperation('session', 'logIn', fields),
	async execute({ node, client, itemIndex }) {
		const parameter = (name: string) => String(node.getNodeParameter(name, itemIndex) ?? '');
		const session =
			parameter('accountFrom') === 'item'
				? await client.obtain(
						{
							username: parameter('username'),
							password: parameter('password'),
							direction: parameter('direction'),
						},
						undefined,
						itemIndex,
					)
				: await client.logIn(itemIndex);
		const { renewBeforeMs } = await client.account(itemIndex);
		const withTokens = node.getNodeParameter('returnTokens', itemIndex) as boolean;
		return sessionOutput(client.provider, session, renewBeforeMs, withTokens);
	},
};
