import { shared } from '../shared';
import type { CommonSettings } from '../../../../sandbox';
import type { Kit } from './kits';
import { atMost, writesOf } from './limits';
import { plantSession, type PlantedAge } from './plant';
import { prepare, type Contestants } from './prepare';
import type { Grounds, Storm, StormOptions } from './storm';
import { keepRow, rowOf, type Row } from './table';
import type { Tally } from './tally';

/** One line of the table: what happens, and what must come of it. */
export interface Situation extends StormOptions {
	name: string;
	kit: Kit;
	/** The same for all situations of one provider that are played together. */
	settings?: Partial<CommonSettings>;
	/**
	 * The session that the credential has already: a fresh one, one that has ended at the provider as well, or one of a certain age.
	 * None by default.
	 */
	session?: 'fresh' | 'ended' | PlantedAge;
	/** A second credential with the same settings, and a session of its own where the first has one. */
	twin?: boolean;
	/** What else happens before the counting begins. */
	before?(storm: Storm, twin: Storm): Promise<unknown>;
	run(storm: Storm, twin: Storm): Promise<Tally>;
	/**
	 * What the row must say. That everything asked for is `ok` need not be said, nor that a process writes the credential once a
	 * renewal.
	 */
	expect: Partial<Record<keyof Row, unknown>>;
	/** What must hold afterwards. */
	after?(storm: Storm, row: Row, tally: Tally, twin: Storm): Promise<unknown> | unknown;
}

/**
 * How often each situation is played. To measure, set KEYRING_STORMS, and the table shows medians:
 * `KEYRING_STORMS=20 npm run test:n8n -- test/n8n/queue.test.ts -t 'family killed'`
 */
const TIMES = Number(process.env.KEYRING_STORMS ?? 1);

/** A renewal that gets no answer is given up after 30 s, and is not begun at once, ms. */
const SITUATION_WITHIN_MS = 120_000;

/**
 * Plays each situation as a test of its own, and keeps its row for the table. Their sessions are prepared together, since most
 * of that is waiting.
 * @param clockOffsetMs how far the providers' clocks are ahead of n8n's
 */
export function play(
	title: string,
	grounds: () => Grounds,
	situations: Situation[],
	{ clockOffsetMs = 0 }: { clockOffsetMs?: number } = {},
): void {
	const all = Array.from({ length: TIMES }, () => situations.map((situation) => ({ ...situation }))).flat();
	describe(title, () => {
		const storms = new Map<Situation, Contestants>();
		beforeAll(async () => {
			await grounds().sandbox.reset();
			await grounds().sandbox.clock.set({ offsetMs: clockOffsetMs });
			for (const [situation, contestants] of await prepare(grounds(), all)) storms.set(situation, contestants);
		}, 120_000 * TIMES);

		it.each(all.map((situation) => [`${situation.name} (${by(situation)})`, situation] as const))(
			'%s',
			async (_title, situation) => await playOne(situation, storms.get(situation)!),
			SITUATION_WITHIN_MS,
		);
	});
}

async function playOne(situation: Situation, contestants: Contestants): Promise<void> {
	try {
		await count(situation, contestants);
	} finally {
		// The next situation's sessions are planted with the same service.
		await contestants.storm.service.clearFaults();
	}
}

async function count(situation: Situation, { storm, twin = storm }: Contestants): Promise<void> {
	const credentials = [...new Set([storm, twin])];
	const { store, processes } = storm.grounds;
	if (typeof situation.session === 'object') {
		for (const each of credentials) await plantSession(each, situation.session);
	}
	await situation.before?.(storm, twin);
	await storm.service.resetCounters();
	const since = Date.now();
	const tally = await situation.run(storm, twin);
	const counters = await storm.service.counters();
	const ids = credentials.map(({ credential }) => credential.id);
	const row = rowOf(situation.name, by(situation), tally, counters, await store.writes(ids, since));
	keepRow(shared().rows, row);
	expect({ ...row, errors: [...new Set(tally.errors)] }).toMatchObject({
		...('ok' in situation.expect ? {} : { errors: [], ok: row.asked }),
		writes: atMost(writesOf(row.renewals, processes)),
		...situation.expect,
	});
	await situation.after?.(storm, row, tally, twin);
}

function by({ kit, sender = 'node' }: Situation): string {
	return sender === 'node' ? kit.provider.name : `${kit.provider.name}, ${sender}`;
}
