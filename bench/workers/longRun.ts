import { HOUR } from '../../test/support/account';
import { VirtualClock } from '../../test/support/workers/clock';
import { StoredCredential } from '../../test/support/workers/credentialStore';
import { noiseOf } from '../../test/support/workers/noise';
import { Worker } from '../../test/support/workers/worker';
import { World } from '../../test/support/workers/world';
import { SECOND_MS, SERVICES } from './situations';

/** What came of thousands of renewals, one after another. */
export interface LongRun {
	workers: number;
	renewals: number;
	/** Log-ins and refreshes that were sent. */
	sent: number;
	/** Sessions that only a person could have replaced. */
	lost: number;
	/** Requests that failed. */
	failed: number;
}

/** Each worker has a request so often while the session is due, ms, for so long, ms. */
const EVERY_MS = 500;
const BUSY_MS = 4 * SECOND_MS;
const MARGIN_MS = 5 * 60 * SECOND_MS;

/**
 * Busy workers, tokens of an hour, a service that ends the family when a used refresh token comes again, and a one-time code as
 * log-in: a session that is lost is a call to a person. An answer takes 20 to 500 ms, a read or write of the credential 20 to 100.
 */
export async function playLongRun(count: number, renewals: number, seed: number): Promise<LongRun> {
	const clock = new VirtualClock();
	const noise = noiseOf(seed, () => clock.now);
	const result: LongRun = { workers: count, renewals, sent: 0, lost: 0, failed: 0 };
	const between = (least: number, most: number, what: string) => noise.between(least, most, what);
	const world = new World(
		clock,
		SERVICES.familyKill.rules,
		{
			networkMs: ({ call: { worker } }) => [
				between(10, 250, `${worker.name} there`),
				between(10, 250, `${worker.name} back`),
			],
			readMs: ({ worker }) => between(20, 100, `${worker.name} read`),
			writeMs: ({ worker }) => between(20, 100, `${worker.name} write`),
			fault: () => undefined,
		},
		{ sent: ({ kind }) => void (kind !== 'request' && result.sent++) },
	);
	const isServed = async (worker: Worker) =>
		await worker
			.execution(credential)
			.sendWithRetry({ method: 'GET', path: '/ok' })
			.then(
				({ answer }) => answer.status === 200,
				() => false,
			);
	let codes = 0;
	let credential = new StoredCredential('none', {});
	/** A person enters a new code, and the first request uses it up. */
	const enterCode = async () => {
		const password = `code ${++codes}`;
		world.service.setPassword('person', password);
		credential = new StoredCredential(`credential ${codes}`, { login: 'person', password, isCode: true });
		void isServed(workers[0] as Worker);
		await clock.runUntil(clock.now + 10 * SECOND_MS);
		result.sent--;
	};
	const workers = Array.from({ length: count }, (_, index) => new Worker(`worker ${index}`, world));
	await enterCode();
	for (let renewal = 0; renewal < renewals; renewal++) {
		const { expiresAt } = world.service.issued.at(-1) as { expiresAt: number };
		await clock.runUntil(Math.max(clock.now, expiresAt - MARGIN_MS));
		world.service.issued.splice(0, world.service.issued.length - 20);
		const all = workers.flatMap((worker) =>
			Array.from({ length: BUSY_MS / EVERY_MS }, async (_, turn) => {
				await clock.sleep(turn * EVERY_MS + between(0, EVERY_MS, `${worker.name} turn`));
				if (!(await isServed(worker))) result.failed++;
			}),
		);
		await clock.runUntil(clock.now + 60 * SECOND_MS);
		await Promise.all(all);
		const last = world.service.issued.at(-1);
		if (last && world.service.isGood(last) && last.expiresAt - clock.now > HOUR / 2) continue;
		result.lost++;
		await enterCode();
	}
	return result;
}
