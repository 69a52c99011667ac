import type { Account, CredentialFields, Provider, ProviderAnswer, ProviderRequest } from '../providers/types';
import { SessionError } from '../session/errors';
import { fingerprintOf, sessionFrom, type Session } from '../session/session';
import { assertAllowed } from './allowedDomains';
import { auditedFrom } from './audit';
import type { HttpEngine } from './engine';
import { failure, toldToWait, unreachable } from './logInErrors';
import { addressOf } from './address';
import { toAnswer, toHttpOptions, type FullResponse, type HttpClient } from './request';

/** A clock that differs by less is taken for right; the `Date` header has whole seconds, ms. */
const CLOCK_TOLERANCE_MS = 5_000;

/** What {@link createSession} is about. */
export interface Attempt<A extends Account = Account> {
	http: HttpClient;
	provider: Provider<A>;
	account: A;
	/** The credential's, whose list of allowed domains holds for log-in and refresh as well. */
	fields: CredentialFields;
	fingerprint: string;
	operation: 'log-in' | 'refresh';
	request: ProviderRequest;
	/** The session to refresh; what the answer is silent about stays. */
	previous?: Session;
	engine: Pick<HttpEngine, 'runtime' | 'waits' | 'audit'>;
	/** Whether a refusal is remembered, so that others do not try again at once. */
	hasCooldown?: boolean;
	/** Whether account or session are not the credential's, but an item's. */
	isOfItem?: boolean;
}

/**
 * Sends a log-in or a refresh, writes its audit line and reads the session that it grants.
 * @throws {@link SessionError} `refused` when asking again changes nothing, `transient` otherwise
 * @throws {@link InputError} before anything is sent, where the credential does not allow the address
 */
export async function createSession<A extends Account>(attempt: Attempt<A>): Promise<Session> {
	const { provider, account, fingerprint, operation, previous, engine } = attempt;
	const { clock } = engine.runtime;
	// What a service says of a token that an item brings does not hold for the credential's own session.
	const whose =
		previous && previous.fingerprint !== fingerprint ? fingerprintOf([fingerprint, previous.accessToken]) : fingerprint;
	const key = `${whose} ${operation}`;
	const until = engine.waits.until(key, clock.now());
	if (until !== undefined) throw toldToWait(attempt, until);
	const about = { provider: provider.name, operation, login: account.login };
	const written = auditedFrom(engine.audit, () => clock.now(), about);
	const ask = async (one: Attempt<A>): Promise<ProviderAnswer> => {
		const answer = await send(one);
		engine.waits.remember(key, answer, clock.now());
		return answer;
	};
	const { session, status } = await granted(attempt, ask).catch((error: unknown) => {
		if (error instanceof SessionError) written(error.kind === 'transient' ? 'failed' : 'refused', error.answered);
		throw error;
	});
	written('granted', status, session.expiresAt);
	return session;
}

/** Asks for what the attempt is about. @throws {@link SessionError} where an answer grants no session */
async function granted<A extends Account>(attempt: Attempt<A>, ask: (one: Attempt<A>) => Promise<ProviderAnswer>) {
	const ready = await prepared(attempt, ask);
	const { provider, account, fingerprint, previous, engine } = ready;
	const answer = await ask(ready);
	const fault = provider.readRefusal ? provider.readRefusal(answer, account) : provider.parseError(answer, account);
	const grant = fault ? undefined : provider.readGrant(answer, account);
	if (!grant) throw failure(ready, answer, fault);
	const now = engine.runtime.clock.now();
	const session = sessionFrom(grant, previous, fingerprint, now, clockLeadMs(answer, now));
	return { session, status: answer.status };
}

/** The attempt once what comes before the log-in is done, e.g. a page that gives a CSRF token. */
async function prepared<A extends Account>(
	attempt: Attempt<A>,
	ask: (one: Attempt<A>) => Promise<ProviderAnswer>,
): Promise<Attempt<A>> {
	const { provider, account, operation } = attempt;
	const preparation = operation === 'log-in' ? provider.prepareLogIn?.(account) : undefined;
	if (!preparation) return attempt;
	const first = { ...attempt, request: preparation.request };
	const answer = await ask(first);
	const read = preparation.read(answer);
	if ('fault' in read) throw failure(first, answer, read.fault);
	return { ...attempt, account: read.account, request: provider.logIn(read.account) ?? attempt.request };
}

/** @throws {@link SessionError} where there is no answer, {@link InputError} where the address is not allowed */
async function send<A extends Account>(attempt: Attempt<A>): Promise<ProviderAnswer> {
	const { http, provider, account, fields, request } = attempt;
	const options = toHttpOptions(provider.authorizeRequest(account, request));
	const url = addressOf(provider, account, options.url);
	assertAllowed(fields, url);
	const timeout = account.timeLimitMs ?? options.timeout;
	const response: Promise<FullResponse> = http.httpRequest({ ...options, timeout, url: url.href });
	return await response.then(toAnswer).catch((error: unknown) => {
		throw unreachable(attempt, error, timeout);
	});
}

/** How far the provider's clock is ahead of ours, by the answer's `Date`, ms. 0 where it is right or not told. */
export function clockLeadMs({ headers }: ProviderAnswer, now: number): number {
	const lead = Date.parse(String(headers.date ?? '')) - now;
	return Math.abs(lead) > CLOCK_TOLERANCE_MS ? lead : 0;
}
