import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Account } from '../../providers/types';
import type { Session } from '../../session/session';
import type { Operation, OperationContext } from '../../transport/router';
import { forOperation, returnTokens } from './panel';
import { sessionOutput } from './sessionOutput';
import { isFromItem, isOn } from './values';

/** How a session is got by an operation: with the credential, where n8n keeps it, or for an account of the item's. */
export interface SessionOperation<A extends Account> {
	/** The fields besides "Return Tokens". */
	fields: INodeProperties[];
	ofCredential(context: OperationContext<A>): Promise<Session>;
	/** Absent where the panel offers no account of the item's. */
	ofItem?(context: OperationContext<A>): Promise<Session>;
	/** What the output says on top. */
	output?(session: Session): IDataObject;
}

/** Session → `operation`, which gets a session: what is told of the account, the times, tokens on request. */
export const sessionOperation = <A extends Account>(
	operation: 'logIn' | 'refresh',
	{ fields, ofCredential, ofItem, output }: SessionOperation<A>,
): Operation<A> => ({
	description: forOperation('session', operation, [...fields, returnTokens]),
	async execute(context) {
		const withTokens = isOn(context, 'returnTokens');
		const session = ofItem && isFromItem(context) ? await ofItem(context) : await ofCredential(context);
		const { renewBeforeMs } = await context.client.account();
		return { ...output?.(session), ...sessionOutput(context.client.provider, session, renewBeforeMs, withTokens) };
	},
});
