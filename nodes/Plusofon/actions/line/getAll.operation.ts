import type { IDataObject } from 'n8n-workflow';

import type { PlusofonAccount } from '../../../../providers/plusofon';
import type { JsonObject } from '../../../../providers/types';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation, returnAllOrLimit } from '../../../shared/panel';
import { limitOf } from '../../../shared/values';
import { readList, takeFrom } from '../../listPages';

/** What a telephone registers with is nobody's business but the telephone's. */
const withoutPassword = (line: JsonObject): IDataObject =>
	Object.fromEntries(Object.entries(line).filter(([name]) => !/pass|secret|token/i.test(name)));

/** Line → Get Many: the SIP lines, without their passwords. GET /api/v1/sip (help.plusofon.ru/api/v1/sip, the answer in part) */
export const getAll: Operation<PlusofonAccount> = {
	description: forOperation('line', 'getAll', returnAllOrLimit),
	readsOnly: () => true,
	async execute(context) {
		return (await takeFrom(readList(context.client, '/api/v1/sip'), limitOf(context))).map(withoutPassword);
	},
};
