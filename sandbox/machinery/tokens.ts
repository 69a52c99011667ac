import type { Clock } from './clock';

/** How a token stands now. `none` is for a request that carries no token at all. */
export type TokenState = 'none' | 'valid' | 'expired' | 'revoked' | 'unknown';

/** `permanent` never expires (Plusofon's API tokens). */
export type TokenKind = 'access' | 'refresh' | 'permanent';

/** One token ever given out. Times in ms of the sandbox's clock; `startedAt` is the log-in its family began with. */
export interface Token {
	value: string;
	kind: TokenKind;
	account: string;
	family: string;
	startedAt: number;
	issuedAt: number;
	expiresAt: number | null;
	revoked: boolean;
	used: boolean;
}

/** Which tokens to revoke; nothing given means every live access token. */
export interface RevokeOrder {
	kinds?: TokenKind[];
	account?: string;
	family?: string;
}

/** All tokens of one provider, remembered for as long as the sandbox runs, so that an old one is told from a made-up one. */
export class Tokens {
	private readonly byValue = new Map<string, Token>();

	constructor(private readonly clock: Clock) {}

	add(token: Token): Token {
		this.byValue.set(token.value, token);
		return token;
	}

	find(value: string): Token | undefined {
		return this.byValue.get(value);
	}

	state(value: string | undefined, kinds: TokenKind[] = ['access', 'permanent']): TokenState {
		if (value === undefined) return 'none';
		const token = this.byValue.get(value);
		if (!token || !kinds.includes(token.kind)) return 'unknown';
		if (token.revoked) return 'revoked';
		return token.expiresAt !== null && this.clock.now() >= token.expiresAt ? 'expired' : 'valid';
	}

	list(match: (token: Token) => boolean): Token[] {
		return [...this.byValue.values()].filter(match);
	}

	/** Revokes and returns how many tokens were live until now. */
	revoke(order: RevokeOrder = {}): number {
		const { kinds = ['access'], account, family } = order;
		const live = this.list(
			(token) =>
				!token.revoked &&
				kinds.includes(token.kind) &&
				(account === undefined || token.account === account) &&
				(family === undefined || token.family === family),
		);
		for (const token of live) token.revoked = true;
		return live.length;
	}

	clear(): void {
		this.byValue.clear();
	}
}
