import { endedClaim, type Claim } from './claim';
import { agree, foundInStore, type OwnTurn } from './claiming';
import { SessionError } from './errors';
import type { SessionRecords } from './records';
import type { Runtime } from './runtime';
import { isSame, type Session } from './session';
import { failed, granted, type RenewalOutcome, type RenewalTask } from './task';

/** One renewal: agree with the other workers on who renews; then refresh where that can be, else log in. */
export async function renew(task: RenewalTask, records: SessionRecords): Promise<RenewalOutcome> {
	const { source } = task;
	const agreed = await settled(agree(task, records));
	if ('error' in agreed) return failed(agreed.error);
	if (agreed.value.type !== 'ownTurn') return agreed.value;

	const { claim, stored } = agreed.value;
	const isCancelled = source.isCancelled?.() === true;
	const outcome: RenewalOutcome = isCancelled
		? { type: 'cancelled' }
		: await obtain({ ...task, claim, stored }, records);
	// A session that was granted is written together with the end of the claim.
	const isWritten = outcome.type === 'granted' && outcome.origin !== 'store';
	if (claim && !isWritten) await endClaim(claim, outcome, task, records.runtime.clock.now());
	return outcome;
}

/** Says in the credential that a renewal is over, and how it failed. Where that can't be written, the claim ends by its age. */
async function endClaim(claim: Claim, outcome: RenewalOutcome, { source, isValid }: RenewalTask, now: number) {
	const error = outcome.type === 'failed' ? outcome.error : undefined;
	const ended = error instanceof SessionError ? endedClaim(claim, error, now, isValid) : undefined;
	await source.store?.write({ claim: ended }).catch(() => undefined);
}

type OwnRenewal = RenewalTask & Omit<OwnTurn, 'type'>;

/** Refresh where that can be, else log in. */
async function obtain(task: OwnRenewal, records: SessionRecords): Promise<RenewalOutcome> {
	const { held, source, isValid } = task;
	const { runtime } = records;
	const { clock, policy } = runtime;
	// What begins later could end after other workers have taken the claim for over: half of the margin is for that, half for reads and writes.
	const lastBeginAt = clock.now() + policy.claimMarginMs / 2;
	const refreshed =
		held && mayRefresh(task, records, clock.now()) ? await refresh(held, task, lastBeginAt, records) : undefined;
	if (refreshed && 'outcome' in refreshed) return refreshed.outcome;

	if (clock.now() > lastBeginAt) await prolongClaim(task, runtime);
	const logIn = async () => await source.logIn(held);
	const loggedIn = await twice(logIn, () => !isValid, lastBeginAt, runtime);
	if ('value' in loggedIn) return granted(loggedIn.value, 'logIn', held);
	const { error } = loggedIn;
	const isRefreshBarred = refreshed !== undefined && refreshed.error.kind !== 'transient';
	const needsPerson = error instanceof SessionError && error.kind === 'interactionRequired';
	const other = needsPerson && isRefreshBarred ? await lookForAnother(task, records) : undefined;
	if (other) return other;
	// No person has to log in where the refresh may do it again in a moment.
	if (needsPerson && refreshed?.error.kind === 'transient') return failed(refreshed.error);
	return failed(error, isRefreshBarred);
}

/** @returns how the renewal has ended with it, or the error after which the log-in is tried */
async function refresh(
	held: Session,
	task: OwnRenewal,
	lastBeginAt: number,
	records: SessionRecords,
): Promise<{ outcome: RenewalOutcome } | { error: SessionError }> {
	const { source, reason, isValid } = task;
	// A refresh whose answer was lost may have used its token up: a log-in is better, where it needs no person.
	const isLogInBetter = (fault: SessionError) => fault.isAnswerLost && source.canLogIn(held);
	const mayRepeat = (fault: SessionError) => !isValid && !isLogInBetter(fault);
	const refreshed = await twice(async () => await source.refresh(held), mayRepeat, lastBeginAt, records.runtime);
	if ('value' in refreshed) return { outcome: granted(refreshed.value, 'refresh', held) };
	const { error } = refreshed;
	if (!(error instanceof SessionError)) return { outcome: failed(error) };
	if (error.kind !== 'transient') {
		const other = await storedByAnother(task, records);
		return other ? { outcome: other } : { error };
	}
	// One that took its time to fail says that the service is slow.
	const isLate = records.runtime.clock.now() > lastBeginAt;
	const isLogInWorthIt = isLogInBetter(error) ? !(isLate && isValid) : !isLate && !isValid && reason !== 'refresh';
	return isLogInWorthIt ? { error } : { outcome: failed(error) };
}

/** Tries a log-in or refresh once more where a transient fault may be over in a moment, but not after `lastBeginAt`, Unix ms. */
async function twice(
	attempt: () => Promise<Session>,
	mayRepeat: (fault: SessionError) => boolean,
	lastBeginAt: number,
	{ clock, policy }: Runtime,
): Promise<Settled<Session>> {
	const first = await settled(attempt());
	const fault = transientFaultOf(first);
	if (!fault || !mayRepeat(fault) || clock.now() + policy.secondTryAfterMs > lastBeginAt) return first;
	await clock.sleep(policy.secondTryAfterMs);
	const second = await settled(attempt());
	const secondFault = transientFaultOf(second);
	// Of two transient faults the first says more: the second may be that the service has asked to wait. A lost answer has its own consequences.
	return secondFault && !secondFault.isAnswerLost ? first : second;
}

/** Others count a claim from when they first see its ID: one with another ID leaves as much time again. */
async function prolongClaim({ claim, source }: OwnRenewal, { randomId }: Runtime): Promise<void> {
	if (claim) await source.store?.write({ claim: { ...claim, id: randomId() } }).catch(() => undefined);
}

const transientFaultOf = (result: Settled<Session>): SessionError | undefined =>
	'error' in result && result.error instanceof SessionError && result.error.kind === 'transient'
		? result.error
		: undefined;

/** What came of a promise. */
type Settled<T> = { value: T } | { error: unknown };

const settled = async <T>(promise: Promise<T>): Promise<Settled<T>> =>
	await promise.then(
		(value) => ({ value }),
		(error: unknown) => ({ error }),
	);

/**
 * Whether to ask for a refresh. A session that is not stored any more was ended on purpose, or is another credential's; one that the
 * host could not save yet is refreshed all the same.
 */
function mayRefresh(task: OwnRenewal, records: SessionRecords, now: number): boolean {
	const { held, stored, source, reason } = task;
	if (!held || reason === 'logIn' || now >= (held.refreshExpiresAt ?? Infinity)) return false;
	const { renewal } = records.peek(held);
	if (renewal.state === 'inFlight' && renewal.isRefreshBarred) return false;
	const isStored = stored !== undefined && isSame(stored, held);
	const isUnsaved = records.peek(held).saving.state === 'failed' && records.isSupersededBy(stored ?? source, held);
	return (isStored || isUnsaved) && source.canRefresh(held);
}

/** A session that another worker has stored although this one holds the claim: n8n's HTTP Request node may renew without. */
async function storedByAnother(task: RenewalTask, records: SessionRecords): Promise<RenewalOutcome | undefined> {
	const stored = await task.source.store?.read().catch(() => undefined);
	return foundInStore(task, stored?.session, records);
}

/** The same, for as long as storing may take. */
async function lookForAnother(task: RenewalTask, records: SessionRecords) {
	if (!task.source.store) return undefined;
	const { clock, policy } = records.runtime;
	for (let waited = 0; waited < policy.lookForOthersMs; waited += policy.claimPollMs) {
		await clock.sleep(policy.claimPollMs);
		const other = await storedByAnother(task, records);
		if (other) return other;
	}
	return undefined;
}
