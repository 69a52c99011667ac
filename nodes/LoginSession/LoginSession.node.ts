import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { loginSession } from '../../providers/loginSession';
import { runOperation } from '../../transport/execution/router';
import { apiRequest } from '../shared/apiRequest.operation';
import { apiRequestOperation } from '../shared/apiRequest.resource';
import { MAIN } from '../shared/connection';
import { requestOptions } from '../shared/requestOptions';
import { subtitleOf } from '../shared/subtitle';
import { session, description as sessionFields } from './actions/session';

const send = apiRequest('/api/items');

const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'API Request', value: 'apiRequest' },
			{ name: 'Session', value: 'session' },
		],
		default: 'apiRequest',
	},
	...sessionFields,
	apiRequestOperation,
	...send.description,
	requestOptions,
];

export class LoginSession implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Login Session',
		name: 'loginSession',
		icon: { light: 'file:loginSession.svg', dark: 'file:loginSession.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(properties),
		description: 'Call any service that has a log-in, always logged in: the session is kept and renewed',
		defaults: { name: 'Login Session' },
		usableAsTool: true,
		inputs: [MAIN],
		outputs: [MAIN],
		credentials: [{ name: 'loginSessionApi', required: true }],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, loginSession, { session, apiRequest: { send } });
	}
}
