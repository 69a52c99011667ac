import { SessionError } from './errors';
import {
	couldNotBeStored,
	fateOf,
	givenToStore,
	HOLD_MS,
	isNews,
	isToStoreAgain,
	knownFate,
	leadsTo,
	replace,
	successorOf,
	wasAliveAt,
	within,
	type Fate,
	type Owner,
	type Renewed,
} from './fates';
import { mustRenewAt, renewsAt, type Session } from './session';

/** How a session is got. Log-in and refresh reject with a {@link SessionError}. */
export interface SessionSource extends Owner {
	/** How long before its expiry a session is due, ms. */
	renewBeforeMs: number;
	logIn(ended: Session | undefined): Promise<Session>;
	/** `undefined` when this session can't be refreshed at all. */
	refresh(session: Session): Promise<Session> | undefined;
	/** The session that is stored now; another process may have stored it. Absent where the caller can't read it. */
	readStored?(): Promise<Session | undefined>;
	/** Waits, ms. */
	sleep(ms: number): Promise<void>;
}

/**
 * Why a session is asked for:
 * - `send`: a request is about to go out;
 * - `rejected`: the provider rejected this session;
 * - `repeat`: n8n repeats a request after an error of any kind, which may have nothing to do with the session;
 * - `refresh` and `logIn`: the person asked for just that.
 */
export type Demand = 'send' | 'rejected' | 'repeat' | 'refresh' | 'logIn';

/** The session to send a request with. Only who started its renewal hands it to n8n to store. */
export interface Carried {
	session: Session;
	toStore: boolean;
	/** Whether it was got because of this very demand, by whoever started first. */
	isRenewed: boolean;
}

/** Requests that fail together on a transient fault share one attempt; a retry a second later gets its own, ms. */
export const TRANSIENT_HOLD_MS = 900;
/** Before a session is renewed that nobody can use, other processes get up to this long to be first, ms. */
export const PAUSE_MS = 450;
/** How often another process's session is looked for, a pause of some {@link PAUSE_MS} before each. */
const LOOKS = 9;
/** A due session is renewed within this, ms, or within half of what is left of it. */
export const DRAW_MS = 60_000;
/** Processes whose next request comes long after the drawn moment may meet again: they draw once more, up to this, ms. */
export const GAP_MS = 2_000;

/**
 * The session to send a request with: the one held, its successor, or a new one.
 *
 * - Replaced a moment ago: its successor, and the same question about that.
 * - Fine: it.
 * - Should renew (due, but valid): it, without waiting. The first to notice draws a moment; the first request after that moment
 *   renews, alone. A renewal that fails is forgiven and not repeated for {@link HOLD_MS}.
 * - Must renew (absent, about to expire, rejected, or asked for by name): all wait for one renewal.
 * @param held the session that the caller has: what is stored, as it read it, or what it has carried since
 * @throws {@link SessionError} when there is no session and none can be had
 */
export async function sessionFor(held: Session | undefined, source: SessionSource, demand: Demand): Promise<Carried> {
	const now = Date.now();
	const successor = successorOf(knownFate(source, held), now);
	if (successor) {
		const { session, by } = successor;
		const next = demand === 'logIn' && by !== 'logIn' ? 'logIn' : 'send';
		// Some services give the same token again as long as it lives: asking once more would change nothing.
		if (session.accessToken === held?.accessToken) return { ...asIs(session), isRenewed: true };
		return await sessionFor(session, source, next);
	}
	const need = needOf(held, source, demand, now);
	if (held && need === 'none') return asIs(held);

	const fate = fateOf(source, held, now);
	const usable = need === 'must' ? undefined : held;
	const hold = usable || fate.failure?.error.kind === 'refused' ? HOLD_MS : TRANSIENT_HOLD_MS;
	const failure = within(fate.failure?.at, hold, now) ? fate.failure : undefined;
	const goesOn = failure || (need === 'should' && !isTurn(fate, held, source, now));
	if (usable && goesOn) return asIs(usable);
	if (failure) throw failure.error;
	if (fate.flight && demand === 'logIn' && fate.flight.kind !== 'logIn') {
		await fate.flight.promise.catch(() => undefined);
		return await sessionFor(held, source, demand);
	}
	const joined = fate.flight?.promise;
	const renewal = joined ?? fly(fate, held, source, demand, need === 'should');
	return await renewal.then(
		({ session, by }) => ({ session, toStore: !joined && by !== 'taken', isRenewed: by !== 'taken' }),
		(error: unknown) => {
			if (usable) return asIs(usable);
			throw error;
		},
	);
}

const asIs = (session: Session): Carried => {
	const toStore = isToStoreAgain(session, Date.now());
	if (toStore) givenToStore(session, Date.now());
	return { session, toStore, isRenewed: false };
};

/** Whether nothing keeps a request from going out with this session at once. */
export function isFine(held: Session, renewBeforeMs: number): boolean {
	const { flight, successor } = knownFate(held, held) ?? {};
	return !flight && !successor && Date.now() < renewsAt(held, renewBeforeMs);
}

/** What it takes to look at the store. */
type Store = Required<Pick<SessionSource, 'readStored' | 'sleep'>>;

/**
 * The session that another process has stored meanwhile in place of one that was rejected although it is new: its log-in may have
 * ended this one, and that takes a while to be stored. Nothing is renewed. One look for all who ask, over some four seconds, unless
 * another request is accepted with this session: then it has not ended.
 */
export async function anotherSession(rejected: Session, store: Store): Promise<Session | undefined> {
	const fate = fateOf(rejected, rejected, Date.now());
	fate.looking ??= look(fate, rejected, store).finally(() => delete fate.looking);
	return await fate.looking;
}

async function look(fate: Fate, rejected: Session, { readStored, sleep }: Store): Promise<Session | undefined> {
	const startedAt = Date.now();
	for (let looks = 0; looks < LOOKS && !wasAliveAt(rejected, startedAt); looks++) {
		await sleep((0.5 + Math.random()) * PAUSE_MS);
		const stored = await readStored();
		const now = Date.now();
		if (!isNews(stored, rejected, now)) continue;
		replace(fate, { session: stored, by: 'taken' }, now);
		return stored;
	}
	return undefined;
}

/** How much a session needs to be renewed. Where it `may` or `should` be, it will do if that fails. */
function needOf(held: Session | undefined, { renewBeforeMs }: SessionSource, demand: Demand, now: number) {
	if (!held || demand === 'rejected' || demand === 'refresh' || demand === 'logIn') return 'must';
	if (now >= mustRenewAt(held, renewBeforeMs)) return 'must';
	if (demand === 'repeat' && !within(held.issuedAt, HOLD_MS, now)) return 'may';
	return now >= renewsAt(held, renewBeforeMs) ? 'should' : 'none';
}

/** Whether this request is the one that renews a session which is due, but valid. */
function isTurn(fate: Fate, held: Session | undefined, { renewBeforeMs }: SessionSource, now: number): boolean {
	const until = held ? mustRenewAt(held, renewBeforeMs) : now;
	fate.drawn ??= { renewAt: now + Math.random() * Math.min(DRAW_MS, (until - now) / 2), until };
	return now >= fate.drawn.renewAt && !fate.flight;
}

/** One renewal for everyone who waits. It is registered before anything is awaited, so that nobody starts a second one. */
function fly(
	fate: Fate,
	held: Session | undefined,
	source: SessionSource,
	demand: Demand,
	isValid: boolean,
): Promise<Renewed> {
	const promise = renew(fate, held, source, demand, isValid)
		.then(
			(renewed) => {
				const now = Date.now();
				replace(fate, renewed, now);
				// One without a session must not be led to another credential's first one for longer than it takes to store that.
				if (renewed.by !== 'taken' && (held || source.credentialId)) givenToStore(renewed.session, now);
				return renewed;
			},
			(error: unknown) => {
				// That nobody can log in just now says nothing about a refresh.
				const isForAll = error instanceof SessionError && (demand !== 'logIn' || error.kind === 'refused');
				if (isForAll) fate.failure = { error, at: Date.now() };
				throw error;
			},
		)
		.finally(() => delete fate.flight);
	fate.flight = { kind: demand === 'logIn' ? 'logIn' : 'renew', promise };
	return promise;
}

/** Another process's session where there is one; else refresh where that can be; else log-in. A refusal asks for a second look. */
async function renew(
	fate: Fate,
	held: Session | undefined,
	source: SessionSource,
	demand: Demand,
	isValid: boolean,
): Promise<Renewed> {
	const { readStored, sleep } = source;
	let stored = held;
	const taken = async (pauseMs: number): Promise<Renewed | undefined> => {
		if (!readStored) return undefined;
		await sleep(Math.random() * pauseMs);
		stored = await readStored();
		return isNews(stored, held, Date.now()) ? { session: stored, by: 'taken' } : undefined;
	};
	const logIn = async (): Promise<Renewed> => ({ session: await source.logIn(held), by: 'logIn' });
	if (demand === 'logIn') return await logIn();

	let other = await taken(isValid ? Math.min(GAP_MS, Date.now() - (fate.drawn?.renewAt ?? 0)) : PAUSE_MS);
	// What is not stored yet may be on its way; what is not stored at all is another credential's, or was ended on purpose.
	if (!other && stored?.accessToken !== held?.accessToken) other = await taken(PAUSE_MS);
	if (other) return other;
	const now = Date.now();
	const isUnwritten = held && couldNotBeStored(held) && leadsTo(source, stored, held, now);
	const isOwn = isUnwritten || stored?.accessToken === held?.accessToken;
	const isOver = now >= (held?.refreshExpiresAt ?? Infinity) || within(fate.refreshRefusedAt, HOLD_MS, now);
	const refreshing = held && isOwn && !isOver ? source.refresh(held) : undefined;
	let transient: SessionError | undefined;
	const refreshed = await refreshing?.catch(async (error: unknown) => {
		if (error instanceof SessionError && error.kind === 'transient') transient = error;
		if (transient && (isValid || demand === 'refresh')) throw error;
		if (!transient) fate.refreshRefusedAt = Date.now();
		other = await taken(PAUSE_MS);
		return undefined;
	});
	if (refreshed) return { session: refreshed, by: 'refresh' };
	if (other) return other;
	return await logIn().catch(async (error: unknown) => {
		// Who has used the refresh token before us may take a while to store what it got, and nobody else can log in.
		const isInteractionRequired = error instanceof SessionError && error.kind === 'interactionRequired';
		const isUsed = refreshing && isInteractionRequired;
		const theirs = isUsed && held && readStored && (await anotherSession(held, { readStored, sleep }));
		other = theirs ? { session: theirs, by: 'taken' } : await taken(PAUSE_MS);
		if (other) return other;
		// Nobody has to log in where the refresh may do it again in a moment.
		throw (isInteractionRequired && transient) || error;
	});
}
