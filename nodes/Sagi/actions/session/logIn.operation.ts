import type { INodeProperties } from 'n8n-workflow';

import { branchesOf } from '../../../../providers/sagi';
import type { Operation } from '../../../../transport/router';
import { forOperation, returnTokens, sessionOf } from '../../../shared/panel';
import { sessionOutput } from '../../../shared/sessionOutput';

const fields: INodeProperties[] = [
	sessionOf(
		"Log in with the credential's login and password; n8n keeps the new session",
		'Log in with the login and password below; the session is kept nowhere',
	),
	{
		displayName: 'Login',
		name: 'login',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. business_user@example.com',
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
		displayName: 'Licence Key',
		name: 'licenseKey',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'Only if Sagi gave one for this account',
		displayOptions: { show: { accountFrom: ['item'] } },
	},
	returnTokens,
];

/** Session → Log In. POST /api/v1/auth/business (sagi.ru.txt, «Авторизация бизнес-пользователя») */
export const logIn: Operation = {
	description: forOperation('session', 'logIn', fields),
	async execute({ node, client, itemIndex }) {
		const parameter = (name: string) => node.getNodeParameter(name, itemIndex) as string;
		const session =
			parameter('accountFrom') === 'item'
				? await client.obtain(
						{ login: parameter('login'), password: parameter('password'), licenseKey: parameter('licenseKey') },
						undefined,
						itemIndex,
					)
				: await client.logIn(itemIndex);
		const { renewBeforeMs } = await client.account(itemIndex);
		const withTokens = node.getNodeParameter('returnTokens', itemIndex) as boolean;
		return {
			main_branch_id: branchesOf(session.profile)[0]?.id ?? null,
			...sessionOutput(client.provider, session, renewBeforeMs, withTokens),
		};
	},
};
