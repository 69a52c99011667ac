import type { SmartSatuAccount } from '../../../../providers/smartSatu';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';
import { asItem, limitOf } from '../../../shared/values';
import { offers, readList } from '../../lists';

/** Offer → Get Many. GET /offers (docs.smartsatu.com, API_Offers). Gives offers as they come: their fields could not be read. */
export const getAll: Operation<SmartSatuAccount> = {
	description: forOperation('offer', 'getAll', returnAllOrLimit),
	readsOnly: () => true,
	async execute(context) {
		return (await readList(context.client, offers, limitOf(context))).map(asItem);
	},
};
