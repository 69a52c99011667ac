import type { INodeProperties } from 'n8n-workflow';

/** The operation selector of the resource API Request. */
export const apiRequestOperation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['apiRequest'] } },
	options: [
		{
			name: 'Send',
			value: 'send',
			description: 'Call any other method of the API with the session of the credential',
			action: 'Send an API request',
		},
	],
	default: 'send',
};
