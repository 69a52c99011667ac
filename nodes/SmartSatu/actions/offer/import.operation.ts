import { NodeOperationError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import type { SmartSatuAccount } from '../../../../providers/smartSatu';
import { InputError } from '../../../../providers/types';
import type { BatchOperation, OperationContext } from '../../../../transport/execution/router';
import { forOperation, notice } from '../../../shared/panel';
import { isOn } from '../../../shared/values';
import { jsonEntries, jsonField, type JsonEntry } from '../../jsonField';
import { importOffers, type ImportResult } from '../../offerImport';

const fields: INodeProperties[] = [
	jsonField({
		displayName: 'Offer',
		name: 'offer',
		default: '={{ $json }}',
		hint: 'All items of this node go out together, 1,000 in a request',
		description:
			"One offer with its SKU and price, or a list of them, in the names of Smart Satu: its wiki's stored pages do not show them. Sent as it is, no amount is rounded.",
	}),
	{
		displayName: 'Delete All Others',
		name: 'deleteOthers',
		type: 'boolean',
		default: false,
		description: 'Whether to delete all offers that are not among these',
	},
	notice(
		'deleteOthersNotice',
		"All offers that are not among the items of this node are deleted, and that can't be undone. They stay where any item is wrong, or Smart Satu does not take an offer of an earlier part.",
		{ deleteOthers: [true] },
	),
	{
		displayName: 'Options',
		name: 'importOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'List Field',
				name: 'listField',
				type: 'string',
				default: '',
				placeholder: 'e.g. offers',
				description:
					'Field of the body that holds the list of offers. Empty when the body itself is the list, which is likely: the wiki does not show it.',
			},
		],
	},
];

/** An item's offers, or why they can't be sent. */
type Read = { entries: JsonEntry[]; error?: undefined } | { entries?: undefined; error: Error };

function read(context: OperationContext<SmartSatuAccount>): Read {
	try {
		return { entries: jsonEntries(context, 'offer', 'Offer') };
	} catch (error) {
		return { error: error as Error };
	}
}

/** An item that is well, beside one that is not, where the others would have been deleted. */
const heldBack = () =>
	new InputError(
		'Another item can not be sent, so that nothing was imported',
		'deleteOthers',
		'"Delete All Others" would have deleted the offer of that item. Mend it, or switch "Delete All Others" off. Nothing has been sent.',
	);

/** @param comments what Smart Satu says of this item's offers */
function refusal(
	{ client }: OperationContext<SmartSatuAccount>,
	itemIndex: number,
	comments: string[],
	offers: number,
	{ deletedOthers }: ImportResult,
	deletesOthers: boolean,
): Error {
	const of = offers === 1 ? 'the offer' : `${comments.length} of ${offers} offers`;
	const others = deletedOthers ? 'All others were deleted.' : 'No other offer was deleted.';
	return new NodeOperationError(client.node, `Smart Satu did not take ${of}: "${comments[0]}"`, {
		itemIndex,
		description:
			`Sent and refused: mend it, and send it with the next import. Offers of which nothing is said were taken, and the import has ended. ${deletesOthers ? others : ''}`.trim(),
	});
}

/**
 * Offer → Import: the offers of all items, 1,000 a request. POST /offers/import (docs.smartsatu.com, API_Offers). An item gives
 * `{import_id, offers, deleted_others}`, `offers` their number.
 */
export const importAll: BatchOperation<SmartSatuAccount> = {
	description: forOperation('offer', 'import', fields),
	async executeAll(contexts, goesOn) {
		const [first] = contexts;
		if (!first) return [];
		const deletesOthers = isOn(first, 'deleteOthers');
		const { listField = '' } = first.parameter<{ listField?: string }>('importOptions', {});
		const items = contexts.map(read);
		const isWrong = items.some(({ error }) => error !== undefined);
		if (isWrong && !goesOn) return items.map(({ error }) => error ?? []);
		if (isWrong && deletesOthers) return items.map(({ error }) => error ?? heldBack());
		const offers = items.flatMap(({ entries = [] }) => entries);
		if (offers.length === 0) return items.map(({ error }) => error ?? []);
		const result = await importOffers(first.client, offers, { listField: listField.trim(), deletesOthers });
		let place = 0;
		return items.map(({ entries, error }, at): IDataObject | Error => {
			if (error) return error;
			const places = entries.map(() => place++);
			const comments = places.flatMap((one) => result.comments.get(one) ?? []);
			if (comments.length > 0) return refusal(contexts[at]!, at, comments, entries.length, result, deletesOthers);
			return { import_id: result.id, offers: entries.length, deleted_others: result.deletedOthers };
		});
	},
};
