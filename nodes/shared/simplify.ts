import type { INodeProperties } from 'n8n-workflow';

import type { Account } from '../../providers/types';
import type { Session } from '../../session/session';
import type { OperationContext } from '../../transport/execution/router';
import { isOn } from './values';

/** «Simplify», for answers of more than ten fields, in the words of n8n's own nodes. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/**
 * A session of which no more is told than these fields of the account, unless "Simplify" is off.
 * @param names fields of the log-in's answer; one that the provider did not tell stays out
 */
export function simplified<A extends Account>(
	panel: Pick<OperationContext<A>, 'parameter'>,
	session: Session,
	names: string[],
): Session {
	if (!isOn(panel, 'simplify')) return session;
	const told = Object.entries(session.profile).filter(([name]) => names.includes(name));
	return { ...session, profile: Object.fromEntries(told) };
}
