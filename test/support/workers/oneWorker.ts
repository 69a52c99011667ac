import { ROTATING_HOUR, type ServiceRules } from './accountService';
import { VirtualClock } from './clock';
import { StoredCredential } from './credentialStore';
import { Worker } from './worker';
import { World, type Sending } from './world';

/** One worker, one credential and a service in virtual time: a read takes 20 ms, a write 30, an answer 200. */
export function stage(rules: Partial<ServiceRules> = {}) {
	const clock = new VirtualClock();
	/** What was sent and stored, e.g. `request S1`. */
	const told: string[] = [];
	let reads = 0;
	let fault: (sending: Sending) => 'down' | 'lost' | 'refused' | undefined = () => undefined;
	let isLocked = false;
	let isAway = false;
	let onSent: (sending: Sending) => void = () => undefined;
	const surroundings = {
		networkMs: (): [number, number] => [100, 100],
		readMs: () => (reads++, 20),
		writeMs: () => 30,
		refusesWrites: () => isLocked,
		refusesReads: () => isAway,
		fault: (sending: Sending) => fault(sending),
	};
	const world = new World(clock, { ...ROTATING_HOUR, endsReplaced: true, ...rules }, surroundings, {
		sent(sending) {
			told.push(sending.kind === 'request' ? `request ${sending.accessToken}` : sending.kind);
			onSent(sending);
		},
		stored: (_, accessToken) => told.push(`stored ${accessToken}`),
		notStored: (_, accessToken) => told.push(`not stored ${accessToken}`),
	});
	world.service.setPassword('person', 'secret');
	const isCode = rules.isPasswordUsedUp === true;
	const credential = new StoredCredential('A', { login: 'person', password: 'secret', isCode });
	const worker = new Worker('worker', world);
	/** Runs what is under way to its end. */
	const done = async <T>(action: Promise<T>): Promise<T> => {
		const settled = action.then(
			(value) => () => value,
			(error: Error) => () => {
				throw error;
			},
		);
		await clock.runUntil(Infinity);
		return (await settled)();
	};
	return {
		clock,
		world,
		credential,
		worker,
		done,
		execution: () => worker.execution(credential),
		/** One more process, which shares nothing with the first but the credential. */
		another: () => new Worker('another', world),
		/** What happened since the last call. */
		story: () => told.splice(0),
		/** How often the credential was read since the last call. */
		readsSince: () => [reads, (reads = 0)][0],
		/** Time goes by. */
		pass: async (ms: number) => await clock.runUntil(clock.now + ms),
		fails: (how: typeof fault) => (fault = how),
		/** From now on n8n's database refuses writes, or no longer. */
		lock: (locks: boolean) => (isLocked = locks),
		/** From now on n8n's database can't be read, or can again. */
		takeAway: (isGone: boolean) => (isAway = isGone),
		whenSent: (act: typeof onSent) => (onSent = act),
	};
}

/** A stage on which a session is kept, with which a request was accepted. */
export async function loggedIn(rules: Partial<ServiceRules> = {}) {
	const all = stage(rules);
	await all.done(all.execution().sendWithRetry({ method: 'GET', path: '/ok' }));
	all.story();
	all.readsSince();
	return all;
}
