import { nextSerial } from '../serial';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CommonSettings } from '../../../../sandbox';
import { shared } from '../shared';
import type { Kit } from './kits';
import { serviceOf, Storm, type Grounds, type Sender, type StormAccount, type Tally } from './storm';
import { keepRow, rowOf, type Row } from './table';

/** One line of the table: what happens, and what must come of it. */
export interface Situation {
	name: string;
	kit: Kit;
	sender?: Sender;
	/** Items that fail are counted one by one instead of ending their execution. */
	goOn?: boolean;
	/** The same for all situations of one provider that are played together. */
	settings?: Partial<CommonSettings>;
	/** What differs in the credential. */
	fields?: object;
	/**
	 * The session that the credential has already: a fresh one, one that has ended at the provider as well, or one that was
	 * issued `age` hours ago and expires in `left` hours. None by default.
	 */
	session?: 'fresh' | 'ended' | { age: number; left: number };
	/** What else happens before the counting begins. */
	before?(storm: Storm): Promise<unknown>;
	run(storm: Storm): Promise<Tally>;
	/** What the row must say. That everything asked for is `ok` need not be said. */
	expect: Partial<Record<keyof Row, unknown>>;
	/** What must hold afterwards. */
	after?(storm: Storm, row: Row, tally: Tally): Promise<unknown> | unknown;
}

/** Life of a session that is to end; its expiry is told in whole seconds. */
const SHORT_LIFE_SECONDS = 2;

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
	describe(title, () => {
		const storms = new Map<Situation, Storm>();
		beforeAll(async () => {
			await grounds().sandbox.reset();
			await grounds().sandbox.clock.set({ offsetMs: clockOffsetMs });
			for (const [situation, storm] of await prepare(grounds(), situations)) storms.set(situation, storm);
		}, 120_000);

		it.each(situations.map((situation) => [`${situation.name} (${by(situation)})`, situation] as const))(
			'%s',
			async (_title, situation) => await playOne(situation, storms.get(situation)!),
		);
	});
}

async function playOne(situation: Situation, storm: Storm): Promise<void> {
	if (typeof situation.session === 'object') await storm.plantSession(situation.session);
	await situation.before?.(storm);
	await storm.service.resetCounters();
	const tally = await situation.run(storm);
	const row = rowOf(situation.name, by(situation), tally.asked, tally.ok, await storm.service.counters());
	keepRow(shared().rows, row);
	expect({ ...row, errors: [...new Set(tally.errors)] }).toMatchObject({
		...('ok' in situation.expect ? {} : { errors: [], ok: row.asked }),
		...situation.expect,
	});
	await situation.after?.(storm, row, tally);
	await storm.service.clearFaults();
}

/** Credentials, accounts and sessions of all situations. */
export async function prepare(grounds: Grounds, situations: Situation[]): Promise<Array<[Situation, Storm]>> {
	const accounts = new Map(situations.map((situation) => [situation, situation.kit.account(nextSerial())]));
	for (const kit of new Set(situations.map(({ kit: each }) => each))) {
		const ofKit = situations.filter((situation) => situation.kit === kit);
		const settings = Object.assign({}, ...ofKit.map((situation) => situation.settings)) as Partial<CommonSettings>;
		await serviceOf(grounds, kit).setSettings({ accounts: ofKit.map((each) => accounts.get(each)!), ...settings });
	}
	const prepared = await Promise.all(
		situations.map(async (situation): Promise<[Situation, Storm]> => {
			const account: StormAccount = accounts.get(situation)!;
			return [situation, await Storm.prepare(grounds, situation.kit, account, situation)];
		}),
	);
	await endSessions(
		grounds,
		prepared.filter(([{ session }]) => session === 'ended').map(([, storm]) => storm),
	);
	for (const [{ session }, storm] of prepared) {
		if (session === 'fresh') await storm.firstSession();
	}
	return prepared;
}

/** Sessions from log-ins of n8n's own that have run out. Those that follow live as long as usual. */
async function endSessions(grounds: Grounds, storms: Storm[]): Promise<void> {
	if (storms.length === 0) return;
	const services = [...new Set(storms.map(({ kit }) => kit))].map((kit) => serviceOf(grounds, kit));
	const lifetimes = await Promise.all(
		services.map(async (service) => (await service.getSettings()).accessLifetimeSeconds),
	);
	for (const service of services) await service.setSettings({ accessLifetimeSeconds: SHORT_LIFE_SECONDS });
	for (const storm of storms) await storm.firstSession();
	for (const [at, service] of services.entries()) {
		await service.setSettings({ accessLifetimeSeconds: lifetimes[at] ?? null });
	}
	await sleep(SHORT_LIFE_SECONDS * 1_000);
}

function by({ kit, sender }: Situation): string {
	return sender === 'HTTP Request' ? `${kit.provider.name}, HTTP Request` : kit.provider.name;
}
