import type { INodeProperties } from 'n8n-workflow';

import { isObject, numberOf } from '../../providers/fields';
import { InputError, type Json } from '../../providers/types';
import { jsonNumber, parseLossless } from '../../http/json';
import type { OperationContext } from '../../transport/execution/router';
import { digitsId } from '../shared/ids';

type Panel = Pick<OperationContext, 'parameter'>;

/** A line of a basket as the panel, or a list of the person's own, has it. */
interface Line {
	id?: unknown;
	quantity?: unknown;
}

/** Larger ones are a mistake. */
const MOST = 100_000;

/** Which products, and how many of each: one by one, or as a list that comes from elsewhere. */
export const basketFields: INodeProperties[] = [
	{
		displayName: 'Products',
		name: 'productsFrom',
		type: 'options',
		options: [
			{ name: 'As a List', value: 'json', description: 'A list that an expression gives, e.g. of a form or a till' },
			{ name: 'One by One', value: 'fields', description: 'Entered here' },
		],
		default: 'fields',
	},
	{
		displayName: 'Product Lines',
		name: 'products',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add product',
		default: {},
		displayOptions: { show: { productsFrom: ['fields'] } },
		options: [
			{
				displayName: 'Product',
				name: 'lines',
				values: [
					{ displayName: 'Product ID', name: 'id', type: 'string', default: '', placeholder: 'e.g. 15' },
					{
						displayName: 'Quantity',
						name: 'quantity',
						type: 'number',
						typeOptions: { minValue: 1 },
						default: 1,
						description: 'A whole number of 1 or more',
					},
				],
			},
		],
	},
	{
		displayName: 'Product List',
		name: 'productList',
		required: true,
		type: 'json',
		default: '[]',
		description: 'A list such as [{ "ID": 15, "quantity": 2 }], with both names in small letters',
		displayOptions: { show: { productsFrom: ['json'] } },
	},
];

function linesOf({ parameter }: Panel): Line[] {
	if (parameter<string>('productsFrom', 'fields') === 'fields')
		return parameter<{ lines?: Line[] }>('products', {}).lines ?? [];
	const given = parameter<unknown>('productList', '[]');
	let list = given as Json;
	try {
		if (typeof given === 'string') list = parseLossless(given);
	} catch {
		list = null;
	}
	if (Array.isArray(list) && list.every(isObject)) return list;
	throw new InputError(
		'"Product List" is not a list of products',
		'productList',
		'Give a list such as [{ "id": 15, "quantity": 2 }]. Nothing has been sent.',
	);
}

/**
 * The basket, with IDs as JSON numbers, digit for digit.
 * @throws InputError where it is empty, an ID is none, or a quantity is not a whole number of 1 or more
 */
export function basketOf(panel: Panel): Array<{ id: unknown; quantity: number }> {
	const lines = linesOf(panel);
	const field = panel.parameter<string>('productsFrom', 'fields') === 'fields' ? 'products' : 'productList';
	if (lines.length === 0) {
		throw new InputError('There is no product in the order', field, 'Add one or more products. Nothing has been sent.');
	}
	return lines.map(({ id, quantity }) => {
		const count = numberOf(quantity);
		if (!Number.isInteger(count) || count < 1 || count > MOST) {
			throw new InputError(
				`The quantity of the product "${String(id)}" is not a whole number of 1 or more`,
				field,
				'Enter 1 or more, or leave the product out. Nothing has been sent.',
			);
		}
		return { id: jsonNumber(digitsId(id, field, 'Product ID')), quantity: count };
	});
}
