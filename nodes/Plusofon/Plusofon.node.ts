import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { plusofon } from '../../providers/plusofon';
import { runOperation } from '../../transport/execution/router';
import { apiRequest } from '../shared/apiRequest.operation';
import { apiRequestOperation } from '../shared/apiRequest.resource';
import { MAIN } from '../shared/connection';
import { answerCodeForm } from '../shared/logInWithCode/form';
import { CODE_FORM_TOOLTIP, codeFormWebhooks } from '../shared/logInWithCode/webhooks';
import { requestOptions } from '../shared/requestOptions';
import { subtitleOf } from '../shared/subtitle';
import { account, description as accountFields } from './actions/account';
import { flashCall, description as flashCallFields } from './actions/flashCall';
import { password, description as passwordFields } from './actions/password';
import { session, description as sessionFields } from './actions/session';
import { codeLogIn } from './actions/session/logInWithCode.operation';
import { token, description as tokenFields } from './actions/token';
import { searchTokens } from './listSearch';

const send = apiRequest('/api/v1/call');

const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Account', value: 'account' },
			{ name: 'API Request', value: 'apiRequest' },
			{ name: 'Flash Call', value: 'flashCall' },
			{ name: 'Password', value: 'password' },
			{ name: 'Session', value: 'session' },
			{ name: 'Token', value: 'token' },
		],
		default: 'account',
	},
	...accountFields,
	...flashCallFields,
	...passwordFields,
	...sessionFields,
	...tokenFields,
	apiRequestOperation,
	...send.description,
	requestOptions,
];

export class Plusofon implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Plusofon',
		name: 'plusofon',
		icon: { light: 'file:plusofon.svg', dark: 'file:plusofon.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(properties),
		description: 'Use Plusofon telephony: account, flash calls, API tokens and any other request, always logged in',
		defaults: { name: 'Plusofon' },
		usableAsTool: true,
		inputs: [MAIN],
		outputs: [MAIN],
		credentials: [{ name: 'plusofonApi', required: true }],
		webhooks: codeFormWebhooks,
		waitingNodeTooltip: CODE_FORM_TOOLTIP,
		properties,
	};

	methods = { listSearch: { searchTokens } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, plusofon, {
			account,
			flashCall,
			password,
			session,
			token,
			apiRequest: { send },
		});
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerCodeForm(this, codeLogIn);
	}
}
