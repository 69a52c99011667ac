import { setTimeout as sleep } from 'node:timers/promises';
import type { CommonSettings, Counters, JournalEntry } from '../../../../sandbox';
import type { RemoteService } from '../../../../sandbox/client';
import type { Storm } from './storm';

const WITHIN_MS = 20_000;
const HOUR_MS = 60 * 60 * 1000;

/** The tokens that refreshes were asked with, in order. The setting `journalSecrets` must be on. */
export async function refreshedWith(service: RemoteService<CommonSettings>, afterSeq = 0): Promise<string[]> {
	const isRefresh = ({ path }: JournalEntry) => /\/refresh(_token)?$/.test(path);
	return (await service.requests(afterSeq)).filter(isRefresh).map(({ headers, body }) => {
		// Plusofon has it in the body, Sagi refreshes with the access token itself.
		const token = body ? (JSON.parse(body) as { token: string }).token : String(headers.authorization).split(' ')[1]!;
		if (token.includes('***')) throw new Error('The journal hides tokens: switch journalSecrets on');
		return token;
	});
}

/** Two credentials have sessions of their own, and each goes on with its own. */
export async function eachHasItsOwn(storm: Storm, twin: Storm): Promise<void> {
	const [one, other] = [await storm.session(), await twin.session()];
	expect(one.accessToken).not.toBe(other.accessToken);
	if (one.refreshToken) expect(one.refreshToken).not.toBe(other.refreshToken);
	await isAlive(storm);
	await isAlive(twin);
}

/** A session that is rejected is refreshed, without a log-in: no person is needed. */
export async function needsNoPerson(storm: Storm): Promise<void> {
	await storm.revoke(['access']);
	await storm.service.resetCounters();
	expect(await storm.runs(1)).toMatchObject({ ok: 1, errors: [] });
	expect(await storm.service.counters()).toMatchObject({ logIns: 0, refreshes: 1, refreshesRefused: 0 });
}

/** What is stored now is good: the next run is served without any log-in, refresh or rejection. */
export async function isAlive(storm: Storm): Promise<void> {
	await storm.service.resetCounters();
	expect(await storm.runs(1)).toMatchObject({ ok: 1 });
	expect(await storm.service.counters()).toMatchObject({ requests: 1, logIns: 0, refreshes: 0, rejectedTokens: 0 });
}

/**
 * What is stored in place of a session of an hour is the one that was got, though n8n writes the whole credential each time, as it has
 * just read it. In this process the older one would lead to it for a while.
 */
export async function isRenewed(storm: Storm): Promise<void> {
	expect(Date.now() - (await storm.session()).issuedAt).toBeLessThan(HOUR_MS / 2);
}

/**
 * Waits until a provider has seen something.
 * @throws Error when it has not within 20 s
 */
export async function until(
	service: RemoteService<CommonSettings>,
	hasSeen: (counters: Counters) => boolean,
): Promise<void> {
	const deadline = Date.now() + WITHIN_MS;
	for (;;) {
		const counters = await service.counters();
		if (hasSeen(counters)) return;
		if (Date.now() > deadline) throw new Error(`Not seen within ${WITHIN_MS} ms: ${JSON.stringify(counters)}`);
		await sleep(20);
	}
}
