import type { INodeProperties } from 'n8n-workflow';

import { answerText } from '../../../../providers/fields';
import type { PlusofonAccount } from '../../../../providers/plusofon';
import type { JsonObject } from '../../../../providers/types';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';
import { asItem, limitOf } from '../../../shared/values';
import { readList, takeFrom } from '../../listPages';

const fields: INodeProperties[] = [
	...returnAllOrLimit,
	{
		displayName: 'Which Numbers',
		name: 'whichNumbers',
		type: 'options',
		options: [
			{ name: 'All', value: 'all' },
			{ name: 'City', value: 'abc' },
			{ name: 'Mobile', value: 'def' },
			{ name: 'Of Free Calls (8-800)', value: '800' },
			{ name: 'That Can Send Messages', value: 'sms', description: 'Known from public client code' },
		],
		default: 'all',
	},
];

/** Which kind a Russian number is, by the digits behind its 7. */
function kindOf({ number }: JsonObject): string {
	const digits = (answerText(number) ?? '').slice(-10);
	if (digits.startsWith('800')) return '800';
	return digits.startsWith('9') ? 'def' : 'abc';
}

/**
 * Number → Get Many. GET /api/v1/number (help.plusofon.ru/api/v1/number), GET /api/v1/number/sms (public client code). The filter is in
 * the body of the document's GET, which n8n sends none of: it goes into the query, and what comes is filtered once more.
 */
export const getAll: Operation<PlusofonAccount> = {
	description: forOperation('number', 'getAll', fields),
	readsOnly: () => true,
	async execute(context) {
		const { client, parameter } = context;
		const limit = limitOf(context);
		const kind = parameter<string>('whichNumbers');
		if (kind === 'sms') return (await takeFrom(readList(client, '/api/v1/number/sms'), limit)).map(asItem);
		const isAny = kind === 'all';
		const entries = readList(client, '/api/v1/number', isAny ? {} : { phone_type: kind });
		return (await takeFrom(entries, limit, (entry) => isAny || kindOf(entry) === kind)).map(asItem);
	},
};
