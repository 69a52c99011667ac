import type { VirtualClock } from './clock';

/** How a service gives and ends sessions. */
export interface ServiceRules {
	/** Of an access token, ms. */
	lifetimeMs: number;
	/** Whether a refresh gives a new refresh token and uses the old one up, or keeps it; `none`: there is no refresh. */
	refresh: 'rotates' | 'stays' | 'none';
	/** A used-up refresh token that comes again ends every session that stems from the same log-in. */
	endsFamily: boolean;
	/** A refresh ends the access token before it; else that one lives until its time is over. */
	endsReplaced: boolean;
	/** A log-in ends the account's earlier sessions. */
	isOneSession: boolean;
	/** A log-in or refresh gives the same access token again as long as that lives. */
	repeatsToken: boolean;
	/** A password works once, like a code from a call. */
	isPasswordUsedUp: boolean;
}

/** An hour, and refresh tokens that rotate; nothing else ends a session. */
export const ROTATING_HOUR: ServiceRules = {
	lifetimeMs: 3_600_000,
	refresh: 'rotates',
	endsFamily: false,
	endsReplaced: false,
	isOneSession: false,
	repeatsToken: false,
	isPasswordUsedUp: false,
};

/** A session as the service keeps it. */
export interface Issued {
	accessToken: string;
	refreshToken?: string;
	login: string;
	/** What the log-in was granted for. */
	password: string;
	/** Number of the log-in that it stems from. */
	family: number;
	/** Unix ms. */
	expiresAt: number;
	/** Whether its access token is no good any more, whatever its time. */
	isEnded: boolean;
	refreshState: 'good' | 'usedUp' | 'ended';
}

export interface ServiceAnswer {
	status: number;
	body: object;
}

const REFUSED: ServiceAnswer = { status: 400, body: { message: 'refused' } };
const STATUS_OF_PATHS: Record<string, number> = { '/forbidden': 403, '/missing': 404 };

/** An answer takes no longer, ms. */
const UNDER_WAY_MS = 1_000;

/** A service with accounts. Its clock is right, and an answer is decided at the moment of asking. */
export class AccountService {
	readonly issued: Issued[] = [];
	/** How many sessions it has granted. */
	private granted = 0;
	/** When what could have been used or refreshed was ended, Unix ms; one more for each session whose grant may be under way. */
	readonly endings: number[] = [];
	private readonly passwords = new Map<string, { password: string; isUsedUp: boolean }>();

	constructor(
		private readonly clock: VirtualClock,
		readonly rules: ServiceRules,
	) {}

	/** Opens an account, or changes its password. */
	setPassword(login: string, password: string): void {
		this.passwords.set(login, { password, isUsedUp: false });
	}

	/** The code has been entered: it works no more. */
	usePasswordUp(login: string): void {
		const known = this.passwords.get(login);
		if (known) known.isUsedUp = true;
	}

	isPassword(login: string, password: unknown): boolean {
		return this.passwords.get(login)?.password === password;
	}

	/** @returns 200 with the session, or 400 */
	logIn(login: string, password: string): ServiceAnswer {
		const known = this.passwords.get(login);
		if (known?.password !== password || known.isUsedUp) return REFUSED;
		known.isUsedUp = this.rules.isPasswordUsedUp;
		if (this.rules.isOneSession) this.end((session) => session.login === login);
		return this.issue({ login, password, family: this.granted + 1 });
	}

	/** @returns 200 with the session, or 400 */
	refresh(refreshToken: string): ServiceAnswer {
		const before = this.issued.filter((session) => session.refreshToken === refreshToken).at(-1);
		if (before?.refreshState === 'usedUp' && this.rules.endsFamily) this.end(({ family }) => family === before.family);
		if (before?.refreshState !== 'good') return REFUSED;
		before.refreshState = 'usedUp';
		if (this.rules.endsReplaced) this.endAccess(({ accessToken }) => accessToken === before.accessToken);
		const { login, password, family } = before;
		return this.issue({ login, password, family }, this.rules.refresh === 'stays' ? refreshToken : undefined);
	}

	/** @returns 401 for a session that is no good, 403 and 404 for what nobody gets, else 200 */
	request(accessToken: string | undefined, path: string): ServiceAnswer {
		const isGood = this.isGood(this.issued.find((session) => session.accessToken === accessToken));
		return isGood ? { status: STATUS_OF_PATHS[path] ?? 200, body: {} } : { status: 401, body: {} };
	}

	isGood(session: Issued | undefined): boolean {
		return session !== undefined && !session.isEnded && this.clock.now < session.expiresAt;
	}

	/** Ends sessions, and their refresh tokens with them. */
	end(which: (session: Issued) => boolean): void {
		const isAlive = (session: Issued) => !session.isEnded || session.refreshState === 'good';
		const ended = this.issued.filter((session) => isAlive(session) && which(session));
		for (const session of ended) Object.assign(session, { isEnded: true, refreshState: 'ended' });
		this.tellOf(ended);
	}

	/** Ends access tokens. What can be refreshed can be refreshed still. */
	endAccess(which: (session: Issued) => boolean): void {
		const ended = this.issued.filter((session) => !session.isEnded && which(session));
		for (const session of ended) session.isEnded = true;
		this.tellOf(ended);
	}

	private tellOf(ended: Issued[]): void {
		const { now } = this.clock;
		const isUnderWay = ({ expiresAt }: Issued) => now - expiresAt + this.rules.lifetimeMs < UNDER_WAY_MS;
		if (ended.length > 0) this.endings.push(now, ...ended.filter(isUnderWay).map(() => now));
	}

	private issue(origin: Pick<Issued, 'login' | 'password' | 'family'>, refreshToken?: string): ServiceAnswer {
		const living = this.rules.repeatsToken ? this.issued.find((session) => this.isGood(session)) : undefined;
		if (living) return { status: 200, body: { ...living } };
		const number = ++this.granted;
		const session: Issued = {
			accessToken: `S${number}`,
			refreshToken: this.rules.refresh === 'none' ? undefined : (refreshToken ?? `R${number}`),
			...origin,
			expiresAt: this.clock.now + this.rules.lifetimeMs,
			isEnded: false,
			refreshState: 'good',
		};
		this.issued.push(session);
		const { accessToken, expiresAt } = session;
		return { status: 200, body: { accessToken, refreshToken: session.refreshToken, expiresAt } };
	}
}
