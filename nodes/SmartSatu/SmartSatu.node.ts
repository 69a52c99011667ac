import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { smartSatu } from '../../providers/smartSatu';
import { runOperation } from '../../transport/execution/router';
import { apiRequest } from '../shared/apiRequest.operation';
import { apiRequestOperation } from '../shared/apiRequest.resource';
import { MAIN } from '../shared/connection';
import { requestOptions } from '../shared/requestOptions';
import { subtitleOf } from '../shared/subtitle';
import { offer, description as offerFields } from './actions/offer';
import { order, description as orderFields } from './actions/order';
import { session, description as sessionFields } from './actions/session';
import { shop, description as shopFields } from './actions/shop';
import { searchOffers, searchOrders } from './listSearch';

const send = apiRequest('/v1/orders');

const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'API Request', value: 'apiRequest' },
			{ name: 'Offer', value: 'offer' },
			{ name: 'Order', value: 'order' },
			{ name: 'Session', value: 'session' },
			{ name: 'Shop', value: 'shop' },
		],
		default: 'apiRequest',
	},
	...offerFields,
	...orderFields,
	...sessionFields,
	...shopFields,
	apiRequestOperation,
	...send.description,
	requestOptions,
];

export class SmartSatu implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Smart Satu',
		name: 'smartSatu',
		icon: { light: 'file:smartSatu.svg', dark: 'file:smartSatu.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(properties),
		description: 'Use the Smart Satu ordering system: orders, shops, offers and any other request, always logged in',
		defaults: { name: 'Smart Satu' },
		usableAsTool: true,
		inputs: [MAIN],
		outputs: [MAIN],
		credentials: [{ name: 'smartSatuApi', required: true }],
		properties,
	};

	methods = { listSearch: { searchOffers, searchOrders } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, smartSatu, { offer, order, session, shop, apiRequest: { send } });
	}
}
