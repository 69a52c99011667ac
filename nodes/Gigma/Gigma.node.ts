import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { gigma } from '../../providers/gigma';
import { runOperation } from '../../transport/execution/router';
import { apiRequest } from '../shared/apiRequest.operation';
import { apiRequestOperation } from '../shared/apiRequest.resource';
import { MAIN } from '../shared/connection';
import { answerCodeForm } from '../shared/logInWithCode/form';
import { CODE_FORM_TOOLTIP, codeFormWebhooks } from '../shared/logInWithCode/webhooks';
import { requestOptions } from '../shared/requestOptions';
import { subtitleOf } from '../shared/subtitle';
import { customer, description as customerFields } from './actions/customer';
import { order, description as orderFields } from './actions/order';
import { product, description as productFields } from './actions/product';
import { session, description as sessionFields } from './actions/session';
import { codeLogIn } from './actions/session/logInWithCode.operation';
import { listSearch, loadOptions } from './lists';

const send = apiRequest('/counterparty/orders', { ofItem: true });

const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'API Request', value: 'apiRequest' },
			{ name: 'Customer', value: 'customer' },
			{ name: 'Order', value: 'order' },
			{ name: 'Product', value: 'product' },
			{ name: 'Session', value: 'session' },
		],
		default: 'session',
	},
	...customerFields,
	...orderFields,
	...productFields,
	...sessionFields,
	apiRequestOperation,
	...send.description,
	requestOptions,
];

export class Gigma implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Gigma',
		name: 'gigma',
		icon: { light: 'file:gigma.svg', dark: 'file:gigma.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(properties),
		description:
			'Use the Gigma online store: log customers in by phone call, read their orders and place new ones, search products',
		defaults: { name: 'Gigma' },
		usableAsTool: true,
		inputs: [MAIN],
		outputs: [MAIN],
		credentials: [{ name: 'gigmaApi', required: true }],
		webhooks: codeFormWebhooks,
		waitingNodeTooltip: CODE_FORM_TOOLTIP,
		properties,
	};

	methods = { listSearch, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, gigma, { customer, order, product, session, apiRequest: { send } });
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerCodeForm(this, codeLogIn);
	}
}
