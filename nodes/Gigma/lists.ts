import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { answerText, isObject } from '../../providers/fields';
import { gigma } from '../../providers/gigma';
import type { Json } from '../../providers/types';
import { ProviderClient } from '../../transport/execution/client';
import { Sender } from '../../transport/execution/sender';
import { listIn } from './answers';

interface Choice {
	name: string;
	value: string;
}

async function read(node: ILoadOptionsFunctions, path: string, field: string, query: Record<string, Json> = {}) {
	const client = new ProviderClient(new Sender(node, gigma));
	const { body } = await client.request({ method: 'GET', path: `/counterparty/${path}`, query });
	return listIn(body, field)
		.filter(isObject)
		.flatMap(({ id, name }): Choice[] => {
			const value = answerText(id);
			return value === undefined ? [] : [{ name: answerText(name) ?? value, value }];
		});
}

const options = (path: string, field: string) =>
	async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		return await read(this, path, field);
	};

const search = (path: string, field: string) =>
	async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const wanted = filter.toLowerCase();
		const all = await read(this, path, field);
		return { results: all.filter(({ name }) => name.toLowerCase().includes(wanted)) };
	};

/** Lists of several entries to choose from: GET /counterparty/categories, brands, countries (public client rules). */
export const loadOptions = {
	getBrands: options('brands', 'brands'),
	getCategories: options('categories', 'categories'),
	getCountries: options('countries', 'countries'),
};

/** Lists of one entry to choose from. Products are searched by Gigma itself, the first page of them. */
export const listSearch = {
	searchDeliveryTypes: search('delivery_types', 'deliveryTypes'),
	searchPaymentTypes: search('payment_types', 'paymentTypes'),
	async searchProducts(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const query = { page: 1, ...(filter !== '' && { query: filter }) };
		return { results: await read(this, 'products', 'products', query) };
	},
};

/** A field for one entry of such a list, or its ID. */
export const locator = (
	field: Pick<INodeProperties, 'displayName' | 'name'> & Partial<INodeProperties>,
	method: string,
	example: string,
): INodeProperties => ({
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: method, searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: `e.g. ${example}`,
			validation: [{ type: 'regex', properties: { regex: '^\\d+$', errorMessage: 'An ID consists of digits' } }],
		},
	],
	...field,
});
