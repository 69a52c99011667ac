import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Account } from '../../providers/types';
import type { Session } from '../../session/session';
import type { Operation, OperationContext } from '../../transport/execution/router';
import { notKeptOutput } from './unsavedFields';
import { forOperation, returnTokens } from './panel';
import { sessionOutput } from './sessionOutput';
import { simplified, simplify } from './simplify';
import { isFromItem, isOn } from './values';

/** A session for an account of the item's, and fields of the credential that n8n did not change with it. */
interface SessionOfItem {
	session: Session;
	notKept?: string[];
}

/** How a session is got by an operation: with the credential, where n8n keeps it, or for an account of the item's. */
export interface SessionOperation<A extends Account> {
	/** The fields besides "Return Tokens". */
	fields: INodeProperties[];
	ofCredential(context: OperationContext<A>): Promise<Session>;
	/** Absent where the panel offers no account of the item's. */
	ofItem?(context: OperationContext<A>): Promise<SessionOfItem>;
	/** Fields of a long answer that "Simplify" leaves; absent where the answer has no more than ten. */
	simple?: string[];
	/** What the output says on top. */
	output?(session: Session): IDataObject;
}

/** Session → `operation`, which gets a session: what is told of the account, the times, tokens on request. */
export const sessionOperation = <A extends Account>(
	operation: 'logIn' | 'refresh',
	{ fields, ofCredential, ofItem, simple, output }: SessionOperation<A>,
): Operation<A> => ({
	description: forOperation('session', operation, [...fields, ...(simple ? [simplify] : []), returnTokens]),
	async execute(context) {
		const withTokens = isOn(context, 'returnTokens');
		const { session, notKept = [] }: SessionOfItem =
			ofItem && isFromItem(context) ? await ofItem(context) : { session: await ofCredential(context) };
		const { renewBeforeMs } = await context.client.account();
		const told = simple ? simplified(context, session, simple) : session;
		return {
			...output?.(session),
			...sessionOutput(context.client.provider, told, renewBeforeMs, withTokens),
			...notKeptOutput(context, notKept),
		};
	},
});
