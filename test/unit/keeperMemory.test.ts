import { fatesKept, HOLD_MS, SETTLE_MS } from '../../session/fates';
import { account, HOUR, MINUTE, pass, refused, useStoppedClock } from '../support/keeper';

useStoppedClock();

const ACCOUNTS = Number(process.env.KEYRING_ACCOUNTS ?? 10_000);
const many = (behaviour = {}) => Array.from({ length: ACCOUNTS }, () => account(behaviour));

/** Whatever opens a record sweeps the others; its own stays. */
async function keptAfter(ms: number): Promise<number> {
	pass(ms);
	await account().ask();
	return fatesKept();
}

describe('S15 10,000 accounts', () => {
	it('are forgotten when their renewals have settled, through weeks of uptime', async () => {
		const accounts = many({ lifetime: 24 * HOUR });
		for (let day = 0; day < 30; day++) {
			for (const { ask } of accounts) await ask();
			if (day === 0) expect(fatesKept()).toBeGreaterThan(ACCOUNTS);
			expect(await keptAfter(SETTLE_MS + 1_000)).toBeLessThan(10);
			pass(24 * HOUR);
		}
		expect(accounts[0]!.counts).toMatchObject({ logIns: 1, refreshes: 29, writes: 30 });
	});

	it('whose log-in is refused are forgotten after 30 s', async () => {
		for (const { ask } of many({ logIn: refused })) await ask().catch(() => undefined);
		expect(fatesKept()).toBeGreaterThanOrEqual(ACCOUNTS);
		expect(await keptAfter(HOLD_MS + 1_000)).toBeLessThan(10);
	});

	it('whose sessions are due are forgotten when these have expired', async () => {
		const accounts = many();
		for (const { ask } of accounts) await ask();
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		pass(55 * MINUTE);
		for (const { ask } of accounts) await ask();
		expect(fatesKept()).toBeGreaterThanOrEqual(ACCOUNTS);
		expect(await keptAfter(6 * MINUTE)).toBeLessThan(10);
	});

	it('whose sessions fall due in a workflow that runs once an hour have them renewed in the run after that, not at their end', async () => {
		jest.spyOn(Math, 'random').mockReturnValue(0.5);
		const { ask, counts } = account({ lifetime: 30 * 24 * HOUR });
		const run = async () => await ask('send', undefined, { renewBeforeMs: 48 * HOUR });
		for (let hour = 0; hour <= 28 * 24; hour++, pass(HOUR)) await run();
		expect(counts).toMatchObject({ logIns: 1, refreshes: 0 });
		await run();
		expect(counts).toMatchObject({ logIns: 1, refreshes: 1, writes: 2 });
	});
});
