import type { IDataObject } from 'n8n-workflow';

import type { Account, Provider } from '../../providers/types';
import type { Session } from '../../session/session';
import { processEngine } from '../../transport/credential/engine';
import { sessionTimes as timesOf } from '../../http/sessionTimes';

/** {@link timesOf} of the sessions of this process. */
export const sessionTimes = (session: Session, renewBeforeMs: number): IDataObject =>
	timesOf(processEngine.sessions, session, renewBeforeMs);

/** What of a session's profile may be shown. */
export const shownOf = <A extends Account>(provider: Provider<A>, { profile }: Session): Session['profile'] =>
	provider.shownProfile?.(profile) ?? profile;

/** What an operation that logs in or refreshes gives: what the provider told of the account, the times, tokens on request. */
export function sessionOutput<A extends Account>(
	provider: Provider<A>,
	session: Session,
	renewBeforeMs: number,
	withTokens: boolean,
): IDataObject {
	return {
		...(shownOf(provider, session) as IDataObject),
		...sessionTimes(session, renewBeforeMs),
		...(withTokens && {
			[provider.tokenField]: session.accessToken,
			...(session.refreshToken !== undefined && { refresh_token: session.refreshToken }),
		}),
	};
}
