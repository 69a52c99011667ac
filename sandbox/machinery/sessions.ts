import { randomUUID } from 'node:crypto';
import type { Call } from './provider';
import { Refusal } from './refusal';
import type { Service } from './service';
import type { CommonSettings } from './settings';
import type { Token } from './tokens';

/** What a log-in or a refresh gives. `refresh` is null where there is none, or none new. */
export interface Session {
	access: Token;
	refresh: Token | null;
}

let serial = 0;

/** Issues a session by log-in. */
export function logIn<S extends CommonSettings, D>(service: Service<S, D>, account: string): Session {
	if (service.live.oneSessionPerAccount) service.tokens.revoke({ kinds: ['access', 'refresh'], account });
	return issue(service, account, randomUUID(), service.clock.now());
}

/** Issues the session that follows the given token, in the same family. */
export function renew<S extends CommonSettings, D>(service: Service<S, D>, old: Token): Session {
	if (service.live.revokeAccessOnRefresh) service.tokens.revoke({ kinds: ['access'], family: old.family });
	return issue(service, old.account, old.family, old.startedAt, service.live.keepOldRefreshToken);
}

/**
 * The token to refresh with, or a refusal: unknown, revoked, used before while `oneTimeRefresh` is on, or too old.
 * `mayExpire` gives the moment (ms) until which it is good; for a refresh token that is its own expiry.
 */
export function takeRefresh<S extends CommonSettings, D>(
	call: Call<S, D>,
	value: string,
	kind: 'access' | 'refresh',
	goodUntil = (token: Token): number => token.expiresAt ?? Infinity,
): Token {
	const { service, settings } = call;
	const token = service.tokens.find(value);
	if (!token || token.kind !== kind) throw new Refusal('token', 401, 'unknown refresh token');
	if (token.revoked) throw new Refusal('token', 401, 'revoked refresh token');
	if (service.clock.now() >= goodUntil(token)) throw new Refusal('token', 401, 'expired refresh token');
	if (token.used && settings.oneTimeRefresh) {
		if (settings.killFamilyOnReuse) service.tokens.revoke({ kinds: ['access', 'refresh'], family: token.family });
		throw new Refusal('token', 401, 'used refresh token');
	}
	if (!settings.keepOldRefreshToken) token.used = true;
	return token;
}

/** The answer's expiry field with its documented value, or what the setting `lifetimeField` puts in its place. */
export function expiryField<S extends CommonSettings>(
	settings: S,
	name: string,
	documented: unknown,
): Record<string, unknown> {
	if (settings.lifetimeField === 'documented') return { [name]: documented };
	return settings.lifetimeField === null ? {} : { [name]: settings.lifetimeField };
}

/** Unix seconds of a moment in ms, null for never. */
export function unixSeconds(ms: number | null): number | null {
	return ms === null ? null : Math.floor(ms / 1000);
}

function issue<S extends CommonSettings, D>(
	service: Service<S, D>,
	account: string,
	family: string,
	startedAt: number,
	accessOnly = false,
): Session {
	const { live, provider } = service;
	const make = (kind: 'access' | 'refresh', lifetimeSeconds: number | null): Token => {
		const issuedAt = service.clock.now();
		const expiresAt = lifetimeSeconds === null ? null : issuedAt + lifetimeSeconds * 1000;
		const value = provider.mint({ kind, account, issuedAt, expiresAt, serial: ++serial }, live);
		const state = { revoked: live.revokeOnIssue > 0, used: false };
		return service.tokens.add({ value, kind, account, family, startedAt, issuedAt, expiresAt, ...state });
	};
	const access = make('access', live.accessLifetimeSeconds);
	const refreshLifetime = live.refreshLifetimeSeconds ?? provider.refreshLifetime?.(live) ?? null;
	const refresh = provider.refreshWith === 'refreshToken' && !accessOnly ? make('refresh', refreshLifetime) : null;
	if (live.revokeOnIssue > 0) live.revokeOnIssue--;
	return { access, refresh };
}
