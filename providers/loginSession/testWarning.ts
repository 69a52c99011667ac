import type { Session } from '../../session/session';
import type { LoginSessionAccount } from './account';

/** What a log-in that worked did not give although the description names it, by the dialog's labels; `undefined` where nothing lacks. */
export function lackingIn({ description }: LoginSessionAccount, session: Session | undefined): string | undefined {
	if (!session) return undefined;
	const { expiry, keep = {}, refresh } = description;
	if (expiry.from === 'path' && session.profile.expiry_found_at === null)
		return `Expiry Path (${expiry.path}), or nothing that "Expiry Unit" fits`;
	const missing = Object.keys(keep).find((name) => session.profile[`kept_${name}`] === undefined);
	if (missing !== undefined) return `Keep (${missing})`;
	const wantsToken = refresh && JSON.stringify([refresh.data, refresh.headers]).includes('{refreshToken}');
	return wantsToken && session.refreshToken === undefined ? 'Refresh Path' : undefined;
}
