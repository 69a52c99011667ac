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
import { call, description as callFields } from './actions/call';
import { flashCall, description as flashCallFields } from './actions/flashCall';
import { line, description as lineFields } from './actions/line';
import { message, description as messageFields } from './actions/message';
import { number, description as numberFields } from './actions/number';
import { password, description as passwordFields } from './actions/password';
import { session, description as sessionFields } from './actions/session';
import { codeLogIn } from './actions/session/logInWithCode.operation';
import { token, description as tokenFields } from './actions/token';
import { verificationCall, description as verificationCallFields } from './actions/verificationCall';
import { searchLines, searchSendingNumbers, searchTokens, searchVerificationAccounts } from './listSearch';

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
			{ name: 'Call', value: 'call' },
			{
				name: 'Flash Call',
				value: 'flashCall',
				description: 'Calls a phone with the PIN for the Plusofon portal itself',
			},
			{ name: 'Line', value: 'line' },
			{ name: 'Message', value: 'message' },
			{ name: 'Number', value: 'number' },
			{ name: 'Password', value: 'password' },
			{ name: 'Session', value: 'session' },
			{ name: 'Token', value: 'token' },
			{
				name: 'Verification Call',
				value: 'verificationCall',
				description: 'Proves the phones of your own customers, with an account of its own',
			},
		],
		default: 'account',
	},
	...accountFields,
	...callFields,
	...flashCallFields,
	...lineFields,
	...messageFields,
	...numberFields,
	...passwordFields,
	...sessionFields,
	...tokenFields,
	...verificationCallFields,
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
		description:
			'Use Plusofon telephony: messages, calls and recordings, verification calls, account and any other request, always logged in',
		defaults: { name: 'Plusofon' },
		usableAsTool: true,
		inputs: [MAIN],
		outputs: [MAIN],
		credentials: [{ name: 'plusofonApi', required: true }],
		webhooks: codeFormWebhooks,
		waitingNodeTooltip: CODE_FORM_TOOLTIP,
		properties,
	};

	methods = { listSearch: { searchLines, searchSendingNumbers, searchTokens, searchVerificationAccounts } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, plusofon, {
			account,
			call,
			flashCall,
			line,
			message,
			number,
			password,
			session,
			token,
			verificationCall,
			apiRequest: { send },
		});
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerCodeForm(this, codeLogIn);
	}
}
