import type { Entry } from '../machinery/provider';
import type { Service } from '../machinery/service';
import type { Token } from '../machinery/tokens';
import type { Executions, Traffic } from './traffic';

/** The newest sessions of a service are shown, this many. */
const SHOWN = 3;
/** "Short sessions" live this long, s. */
export const SHORT_SECONDS = 60;

/** One session as the page shows it. `left` and `life` in s, `null` where it has no end. */
export interface ShownSession {
	account: string;
	/** The last four characters of its token. */
	token: string;
	state: 'valid' | 'expired' | 'ended';
	left: number | null;
	life: number | null;
}

/** One service as the page shows it. */
export interface ShownService {
	key: string;
	title: string;
	/** What a person enters in a credential of it. */
	entries: Entry[];
	/** Names of what it can be made to send. */
	deliveries: string[];
	sessions: ShownSession[];
	counts: { logIns: number; refreshes: number; requests: number; rejected: number };
	/** `null` where n8n is not there to run anything. */
	executions: Executions | null;
	/** What a session that was ended is replaced with: a log-in after a refused refresh, or nothing without a person. */
	afterEnd: 'refresh' | 'logIn' | 'refusedRefresh' | 'person';
	/** `null` where it can't be switched. */
	switches: { short: boolean | null; failing: boolean; steady: boolean | null };
}

/** Something that has just happened at a service. `at`: Unix ms of the sandbox's clock. */
export interface News {
	service: string;
	at: number;
	what: 'logIn' | 'logInRefused' | 'refresh' | 'refreshRefused' | 'rejected';
}

/** By what a service refreshes with: what is ended is the access token. */
const AFTER_END = { nothing: 'logIn', refreshToken: 'refresh', accessToken: 'refusedRefresh' } as const;

/** All services as they are now. No token of a session is in it. */
export const shown = (services: Service[], traffic: Traffic): ShownService[] =>
	services.map((service) => {
		const { key, title } = service.provider;
		const { logIns, refreshes, requests, rejectedTokens } = service.counters();
		const documented = service.provider.defaults().accessLifetimeSeconds;
		const newest = service.tokens.list(({ kind }) => kind === 'access').slice(-SHOWN);
		return {
			key,
			title,
			entries: service.entries(),
			deliveries: Object.keys(service.provider.deliveries ?? {}),
			sessions: newest.reverse().map((token) => shownSession(token, service.clock.now())),
			counts: { logIns, refreshes, requests: requests - logIns - refreshes, rejected: rejectedTokens },
			executions: traffic.canRun(key) ? { ...traffic.executions(key) } : null,
			afterEnd: documented === null ? 'person' : AFTER_END[service.provider.refreshWith],
			switches: {
				short: documented === null ? null : service.live.accessLifetimeSeconds === SHORT_SECONDS,
				failing: service.getFaults().length > 0,
				steady: traffic.canRun(key) ? traffic.isSteady(key) : null,
			},
		};
	});

function shownSession({ value, account, issuedAt, expiresAt, revoked }: Token, now: number): ShownSession {
	const seconds = (until: number) => Math.max(0, Math.round(until / 1000));
	const isOver = expiresAt !== null && now >= expiresAt;
	return {
		account,
		token: `…${value.slice(-4)}`,
		state: revoked ? 'ended' : isOver ? 'expired' : 'valid',
		left: expiresAt === null ? null : seconds(expiresAt - now),
		life: expiresAt === null ? null : seconds(expiresAt - issuedAt),
	};
}

/** What happened at a service after the journal's entry `after`, and the last entry's number. */
export function newsOf(service: Service, after: number): { news: News[]; last: number } {
	const entries = service.requests(after).filter(({ status }) => status !== null);
	const news = entries.flatMap(({ at, operation, status, tokenState, body }): News[] => {
		const kind = service.provider.operations.find(({ id }) => id === operation)?.kind;
		const isFine = (status ?? 500) < 400 && !/"success"\s*:\s*false/.test(body);
		const isRejected = ['expired', 'revoked', 'unknown'].includes(tokenState);
		const one = { service: service.provider.title, at: Date.parse(at) };
		if (kind === 'logIn') return [{ ...one, what: isFine ? 'logIn' : 'logInRefused' }];
		if (kind === 'refresh') return [{ ...one, what: isFine ? 'refresh' : 'refreshRefused' }];
		return isRejected ? [{ ...one, what: 'rejected' }] : [];
	});
	return { news, last: entries.at(-1)?.seq ?? after };
}
