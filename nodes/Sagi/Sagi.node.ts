import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { sagi } from '../../providers/sagi';
import { runOperation } from '../../transport/execution/router';
import { apiRequest } from '../shared/apiRequest.operation';
import { apiRequestOperation } from '../shared/apiRequest.resource';
import { MAIN } from '../shared/connection';
import { requestOptions } from '../shared/requestOptions';
import { subtitleOf } from '../shared/subtitle';
import { award, description as awardFields } from './actions/award';
import { branch, description as branchFields } from './actions/branch';
import { customer, description as customerFields } from './actions/customer';
import { order, description as orderFields } from './actions/order';
import { session, description as sessionFields } from './actions/session';
import { searchBranches } from './listSearch';

const send = apiRequest('/api/v1/promoters/find');

const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'API Request', value: 'apiRequest' },
			{ name: 'Award', value: 'award' },
			{ name: 'Branch', value: 'branch' },
			{ name: 'Customer', value: 'customer' },
			{ name: 'Order', value: 'order' },
			{ name: 'Session', value: 'session' },
		],
		default: 'branch',
	},
	...awardFields,
	...branchFields,
	...customerFields,
	...orderFields,
	...sessionFields,
	apiRequestOperation,
	...send.description,
	requestOptions,
];

export class Sagi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sagi',
		name: 'sagi',
		icon: { light: 'file:sagi.svg', dark: 'file:sagi.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(properties),
		description:
			'Use the Sagi loyalty platform: customers, their bonus and awards, orders at the till, always logged in',
		defaults: { name: 'Sagi' },
		usableAsTool: true,
		inputs: [MAIN],
		outputs: [MAIN],
		credentials: [{ name: 'sagiApi', required: true }],
		properties,
	};

	methods = { listSearch: { searchBranches } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, sagi, {
			award,
			branch,
			customer,
			order,
			session,
			apiRequest: { send },
		});
	}
}
