import type { INodeProperties } from 'n8n-workflow';

import { deleteOffer } from './delete.operation';
import { getAll } from './getAll.operation';
import { importAll } from './import.operation';
import { update } from './update.operation';

export const offer = { delete: deleteOffer, getAll, import: importAll, update };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['offer'] } },
		options: [
			{
				name: 'Delete',
				value: 'delete',
				description: "Delete an offer for good. Known from Smart Satu's wiki, without its answer.",
				action: 'Delete an offer',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				description: "List offers, a supplier's prices. Known from Smart Satu's wiki, without the fields of an offer.",
				action: 'Get many offers',
			},
			{
				name: 'Import',
				value: 'import',
				description:
					"Send the offers of all items at once, 1,000 a request. Known from Smart Satu's wiki, without the fields of an offer.",
				action: 'Import offers',
			},
			{
				name: 'Update',
				value: 'update',
				description: "Change an offer. Smart Satu's wiki names this request, but its fields could not be read.",
				action: 'Update an offer',
			},
		],
		default: 'getAll',
	},
	...deleteOffer.description,
	...getAll.description,
	...importAll.description,
	...update.description,
];
