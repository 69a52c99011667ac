import { setTimeout as sleep } from 'node:timers/promises';
import type { CommonSettings } from '../../../../sandbox';
import { nextSerial } from '../serial';
import { plantSession } from './plant';
import type { Situation } from './situation';
import { serviceOf, Storm, type Grounds, type StormAccount } from './storm';

/** Who takes part in a situation: a credential, and a second one of the same account where there is one. */
export interface Contestants {
	storm: Storm;
	twin?: Storm;
}

/** Life of a session that is to end; its expiry is told in whole seconds. */
const SHORT_LIFE_SECONDS = 2;

/** Credentials, accounts and sessions of all situations. */
export async function prepare(grounds: Grounds, situations: Situation[]): Promise<Array<[Situation, Contestants]>> {
	const accounts = new Map(situations.map((situation) => [situation, situation.kit.account(nextSerial())]));
	for (const kit of new Set(situations.map(({ kit: each }) => each))) {
		const ofKit = situations.filter((situation) => situation.kit.key === kit.key);
		const settings = Object.assign({}, ...ofKit.map((situation) => situation.settings)) as Partial<CommonSettings>;
		await serviceOf(grounds, kit).setSettings({ accounts: ofKit.map((each) => accounts.get(each)!), ...settings });
	}
	const prepared = await Promise.all(
		situations.map(async (situation): Promise<[Situation, Contestants]> => {
			const account: StormAccount = accounts.get(situation)!;
			const storm = await Storm.prepare(grounds, situation.kit, account, situation);
			const twin = situation.twin ? await Storm.prepare(grounds, situation.kit, account, situation) : undefined;
			return [situation, { storm, twin }];
		}),
	);
	await endSessions(grounds, storms(prepared, 'ended'));
	for (const storm of storms(prepared, 'fresh')) await firstSession(storm);
	return prepared;
}

/** Those who begin with such a session, each with whether it shares its account with a twin. */
const storms = (prepared: Array<[Situation, Contestants]>, session: 'ended' | 'fresh'): Beginner[] =>
	prepared
		.filter(([situation]) => situation.session === session)
		.flatMap(([, { storm, twin }]) =>
			[storm, twin ?? []].flat().map((each) => ({ storm: each, isTwin: twin !== undefined })),
		);

interface Beginner {
	storm: Storm;
	isTwin: boolean;
}

/** Credentials that have no session yet may share a log-in: a twin's is planted, so that it is certainly its own. */
async function firstSession({ storm, isTwin }: Beginner): Promise<void> {
	const { accessLifetimeSeconds: left } = await storm.service.getSettings();
	if (isTwin && !storm.kit.enters) await plantSession(storm, { age: 0, left: left! });
	else await storm.firstSession();
}

/** Sessions that have run out at the provider as well. Those that follow live as long as usual. */
async function endSessions(grounds: Grounds, ending: Beginner[]): Promise<void> {
	if (ending.length === 0) return;
	const services = [...new Set(ending.map(({ storm }) => storm.kit.key))].map((key) => serviceOf(grounds, { key }));
	const lifetimes = await Promise.all(
		services.map(async (service) => (await service.getSettings()).accessLifetimeSeconds),
	);
	for (const service of services) await service.setSettings({ accessLifetimeSeconds: SHORT_LIFE_SECONDS });
	for (const beginner of ending) await firstSession(beginner);
	for (const [at, service] of services.entries()) {
		await service.setSettings({ accessLifetimeSeconds: lifetimes[at] ?? null });
	}
	await sleep(SHORT_LIFE_SECONDS * 1_000);
}
