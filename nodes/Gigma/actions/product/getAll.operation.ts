import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject } from '../../../../providers/fields';
import type { GigmaAccount } from '../../../../providers/gigma';
import type { Json } from '../../../../providers/types';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { digitsId } from '../../../shared/ids';
import { moneyText } from '../../../shared/money';
import { readPages } from '../../../../http/paging';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';
import { limitOf } from '../../../shared/values';
import { listIn } from '../../answers';

/** Products of a page, as far as Gigma gives so many. */
const PER_PAGE = 100;

const several = (displayName: string, name: string, loadOptionsMethod: string): INodeProperties => ({
	displayName,
	name,
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
});

const price = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 1490.50',
	description,
});

const fields: INodeProperties[] = [
	...returnAllOrLimit,
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Available',
				name: 'available',
				type: 'options',
				options: [
					{ name: 'In a Shop', value: 'offline' },
					{ name: 'Online', value: 'online' },
				],
				default: 'online',
				description: 'Where the product is available',
			},
			several('Brand Names or IDs', 'brands', 'getBrands'),
			several('Category Names or IDs', 'categories', 'getCategories'),
			several('Country Names or IDs', 'countries', 'getCountries'),
			{
				displayName: 'On Sale',
				name: 'sale',
				type: 'boolean',
				default: true,
				description: 'Whether to list only products with a reduced price',
			},
			price('Price From', 'priceFrom', 'In roubles'),
			price('Price To', 'priceTo', 'In roubles'),
			{
				displayName: 'Search',
				name: 'query',
				type: 'string',
				default: '',
				placeholder: 'e.g. coffee',
				description: 'Words that the product has',
			},
			{
				displayName: 'Sort',
				name: 'sort',
				type: 'options',
				options: [
					{ name: 'Most Popular First', value: 'popularity_desc' },
					{ name: 'Cheapest First', value: 'price_asc' },
					{ name: 'Least Popular First', value: 'popularity_asc' },
					{ name: 'Most Expensive First', value: 'price_desc' },
				],
				default: 'popularity_desc',
			},
		],
	},
];

interface Filters {
	available?: string;
	brands?: unknown;
	categories?: unknown;
	countries?: unknown;
	sale?: boolean;
	priceFrom?: unknown;
	priceTo?: unknown;
	query?: string;
	sort?: string;
}

/**
 * Product → Get Many. GET /counterparty/products (public client rules; `country_id[]`, `order_by`, `available`, prices from
 * docs.gigma.ru/E-Commerce, «Справочники»). What surrounds the list is not known, so pages are read until one is empty or repeated.
 */
export const getAll: Operation<GigmaAccount> = {
	description: forOperation('product', 'getAll', fields),
	readsOnly: () => true,
	async execute(context) {
		const { client } = context;
		const limit = limitOf(context);
		const query = queryOf(context);
		const send = async (page: Record<string, Json>) => {
			const { body } = await client.request({
				method: 'GET',
				path: '/counterparty/products',
				query: { ...query, ...page, per_page: Math.min(limit, PER_PAGE) },
			});
			return listIn(body, 'products');
		};
		return (await readPages(send, {}, limit)).flat().filter(isObject) as IDataObject[];
	},
};

const idsOf = (value: unknown, label: string): string[] =>
	(Array.isArray(value) ? value : [value ?? []]).flat().map((id: unknown) => digitsId(id, 'filters', label));

function queryOf({ parameter }: Pick<OperationContext<GigmaAccount>, 'parameter'>): Record<string, Json> {
	const filters = parameter<Filters>('filters', {});
	const text = (value: unknown) => String(value ?? '').trim();
	const money = (value: unknown, label: string) => (text(value) === '' ? '' : moneyText(value, 'filters', label));
	const all: Record<string, Json> = {
		query: text(filters.query),
		'category_id[]': idsOf(filters.categories, 'Category'),
		'brand_id[]': idsOf(filters.brands, 'Brand'),
		'country_id[]': idsOf(filters.countries, 'Country'),
		sale: filters.sale === undefined ? '' : String(filters.sale),
		available: text(filters.available),
		price_from: money(filters.priceFrom, 'Price From'),
		price_to: money(filters.priceTo, 'Price To'),
		order_by: text(filters.sort),
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
