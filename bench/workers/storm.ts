import { VirtualClock } from '../../test/support/workers/clock';
import { StoredCredential } from '../../test/support/workers/credentialStore';
import { noiseOf } from '../../test/support/workers/noise';
import { Worker } from '../../test/support/workers/worker';
import { World, type Sending, type Surroundings } from '../../test/support/workers/world';
import { SECOND_MS, SERVICES, SITUATIONS, type ServiceKind, type SituationKey } from './situations';

/** What came of one storm. */
export interface Outcome {
	/** Log-ins and refreshes, refused ones too. */
	renewals: number;
	/** Requests that went out with a session that was no good. */
	rejected: number;
	notServed: number;
	writes: number;
}

const LOGIN = 'login';
const PASSWORD = 'password';
/** The requests of a burst come within this, ms. */
const BURST_MS = 200;
/** What a renewal needs to settle in every process before the next thing happens, ms. */
const SETTLED_MS = 2 * 60 * SECOND_MS;

/**
 * Plays one situation with this many workers on virtual time, with real instances of the package's modules for each: the service
 * takes 20 to 500 ms to answer, the database 20 to 100 ms to read or write.
 * @param seed the same seed gives the same storm
 */
export async function playStorm(kind: ServiceKind, key: SituationKey, workers: number, seed: number): Promise<Outcome> {
	const clock = new VirtualClock();
	const noise = noiseOf(seed, () => clock.now);
	const outcome: Outcome = { renewals: 0, rejected: 0, notServed: 0, writes: 0 };
	let isCounting = false;
	const surroundings: Surroundings = {
		networkMs: ({ call }: Sending) => [
			noise.between(10, 250, `${call.worker.name} there`),
			noise.between(10, 250, `${call.worker.name} back`),
		],
		readMs: ({ worker }) => noise.between(20, 100, `${worker.name} read`),
		writeMs: ({ worker }) => noise.between(20, 100, `${worker.name} write`),
		fault: () => undefined,
	};
	const world = new World(clock, SERVICES[kind].rules, surroundings, {
		sent: ({ kind: sent }) => void (isCounting && sent !== 'request' && outcome.renewals++),
		answered: ({ kind: sent }, answer) =>
			void (isCounting && sent === 'request' && answer?.status === 401 && outcome.rejected++),
		stored: () => void (isCounting && outcome.writes++),
	});
	world.service.setPassword(LOGIN, PASSWORD);
	const credential = new StoredCredential('credential', { login: LOGIN, password: PASSWORD });
	const all = Array.from({ length: workers }, (_, number) => {
		const name = `worker ${number}`;
		return new Worker(name, world, () => noise(`${name} chance`));
	});
	const sendOne = async (worker: Worker) => {
		const client = worker.client(worker.execution(credential));
		await client.request({ method: 'GET', path: '/ok' }).catch(() => void outcome.notServed++);
	};

	const { ageMs, isRevoked, forMs, atOnce, everyMs } = SITUATIONS[key];
	if (ageMs !== undefined) {
		const [first] = all as [Worker];
		void sendOne(first);
		await clock.runUntil(clock.now + Math.max(SETTLED_MS, ageMs));
		if (isRevoked) world.service.endAccess(() => true);
	}
	isCounting = true;
	const startedAt = clock.now;
	for (const worker of all) {
		for (let at = 0; at <= forMs; at += everyMs) {
			for (let request = 0; request < atOnce; request++) {
				const spread = atOnce === 1 ? everyMs : BURST_MS;
				const delay = at + noise(`${worker.name} ${at} ${request}`) * spread;
				void clock.sleep(delay).then(async () => await sendOne(worker));
			}
		}
	}
	await clock.runUntil(startedAt + forMs + SETTLED_MS);
	return outcome;
}
