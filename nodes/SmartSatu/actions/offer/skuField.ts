import type { INodeProperties } from 'n8n-workflow';

/** The offer that an operation is about. */
export const skuField = (description: string): INodeProperties => ({
	displayName: 'Offer',
	name: 'sku',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchOffers', searchable: true },
		},
		{ displayName: 'By SKU', name: 'sku', type: 'string', placeholder: 'e.g. SKU-1001' },
	],
});
