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
	/** Of three requests one after another as soon as all of the storm have their answers, on any of the workers. */
	nextNotServed: number;
}

const LOGIN = 'login';
const PASSWORD = 'password';
const NEXT = 3;
/** What a renewal needs to settle in every process before the next thing happens, ms. */
const SETTLED_MS = 2 * 60 * SECOND_MS;

/**
 * Plays one situation with this many workers on virtual time, with real instances of the package's modules for each: the service
 * takes 20 to 500 ms to answer, the database 20 to 100 ms to read or write, unless the situation says otherwise.
 * @param seed the same seed gives the same storm
 */
export async function playStorm(kind: ServiceKind, key: SituationKey, count: number, seed: number): Promise<Outcome> {
	const clock = new VirtualClock();
	const noise = noiseOf(seed, () => clock.now);
	const outcome: Outcome = { renewals: 0, rejected: 0, notServed: 0, writes: 0, nextNotServed: 0 };
	let isCounting = false;
	const {
		ageMs,
		isRevoked,
		forMs,
		atOnce,
		withinMs,
		everyMs,
		storeMs = [20, 100],
		answerMs = [20, 500],
	} = SITUATIONS[key];
	const [least, most] = answerMs;
	const surroundings: Surroundings = {
		networkMs: ({ call }: Sending) => [
			noise.between(least / 2, most / 2, `${call.worker.name} there`),
			noise.between(least / 2, most / 2, `${call.worker.name} back`),
		],
		readMs: ({ worker }) => noise.between(...storeMs, `${worker.name} read`),
		writeMs: ({ worker }) => noise.between(...storeMs, `${worker.name} write`),
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
	const workers = Array.from({ length: count }, (_, number) => {
		const name = `worker ${number}`;
		return new Worker(name, world);
	});
	const sendOne = async (worker: Worker, missed: 'notServed' | 'nextNotServed' = 'notServed') => {
		const client = worker.client(worker.execution(credential));
		await client.request({ method: 'GET', path: '/ok' }).catch(() => void outcome[missed]++);
	};

	if (ageMs !== undefined) {
		const [first] = workers as [Worker];
		void sendOne(first);
		await clock.runUntil(clock.now + Math.max(SETTLED_MS, ageMs));
		if (isRevoked) world.service.endAccess(() => true);
	}
	isCounting = true;
	const startedAt = clock.now;
	const all = workers.flatMap((worker) =>
		Array.from({ length: Math.floor(forMs / everyMs) + 1 }, (_, burst) => burst * everyMs).flatMap((at) =>
			Array.from({ length: atOnce }, async (_, request) => {
				await clock.sleep(at + noise(`${worker.name} ${at} ${request}`) * withinMs);
				await sendOne(worker);
			}),
		),
	);
	void Promise.all(all).then(async () => {
		isCounting = false;
		for (let next = 0; next < NEXT; next++) {
			const worker = workers[Math.floor(noise('next') * workers.length)] as Worker;
			await sendOne(worker, 'nextNotServed');
		}
	});
	await clock.runUntil(startedAt + forMs + SETTLED_MS);
	return outcome;
}
