import { runWorkflow } from '../../n8n/support/n8n';
import { coldStart, startOwnN8n } from '../../n8n/support/ownN8n';
import { useSharedGrounds } from '../../n8n/support/storm/grounds';
import { atMost } from '../../n8n/support/storm/limits';
import { NOTHING } from '../../n8n/support/storm/tally';
import { items, manual } from '../../n8n/support/workflows';
import { outputOf } from '../../../playground/execution';
import { startCountingProxy } from './countingProxy';
import { enterCredential, Player, sendingNode, type Ground } from './situations';
import type { ServerKit } from './server';
import { keepRow } from './table';

/** Servers of one thread take their time, the more so on a busy machine, ms. */
jest.setTimeout(180_000);

/** What each of these servers must show, in one real n8n. Call it once, at the top of a test file. */
export function tryServers(kits: ServerKit[]): void {
	const n8n = useSharedGrounds();
	const grounds = new Map<ServerKit, Ground>();

	beforeAll(async () => {
		const started = await Promise.allSettled(
			kits.map(async (kit) => {
				const version = await kit.version();
				const server = await kit.start();
				grounds.set(kit, { kit, server, version, proxy: await startCountingProxy(kit, server.url) });
			}),
		);
		const problems = started.flatMap((each) => (each.status === 'rejected' ? [(each.reason as Error).message] : []));
		if (problems.length > 0) throw new Error(`Not every server could be started:\n${problems.join('\n')}`);
	}, 180_000);

	afterAll(async () => {
		await Promise.all(
			[...grounds.values()].map(async ({ server, proxy }) => {
				await proxy.close();
				await server.stop();
			}),
		);
	}, 60_000);

	describe.each(kits.map((kit) => [kit.name, kit] as const))('%s', (_, kit) => {
		const ground = () => grounds.get(kit)!;
		const enter = async (how: Parameters<typeof Player.enter>[2] = {}) => await Player.enter(n8n(), ground(), how);
		const served = { asked: 20, ok: 20, served: 20, errors: [] };
		const byRefresh = { logIns: 0, refreshes: 1, refused: 0 };
		const byLogIn = { logIns: 1, refreshes: 0, refused: 0 };
		const renewed = kit.isRefresh ? byRefresh : byLogIn;
		/** Revoking ends what can refresh as well. */
		const healed = kit.isRefresh ? { logIns: 1, refreshes: 1, refused: 1 } : byLogIn;
		const TWENTY_ITEMS = [1, 20] as const;
		const TWENTY_EXECUTIONS = [20, 1] as const;
		const SHAPES = [
			['20 items', TWENTY_ITEMS],
			['20 executions', TWENTY_EXECUTIONS],
		] as const;

		it('is tested by the dialog', async () => {
			const credential = await enterCredential(n8n().client, ground(), ground().proxy.address());
			expect(await n8n().client.testCredential(credential.id)).toMatchObject({ status: 'OK' });
		});

		it.each(SHAPES)('first use, due and revoked: %s', async (shape, [executions, count]) => {
			const player = await enter();
			const storm = async () => await player.storm(executions, count);
			expect(await player.row(`first use, ${shape}`, storm)).toMatchObject({
				// The claim, and the session with its end.
				...{ ...served, ...byLogIn, rejected: 0, writes: 2 },
			});
			await player.endSession();
			expect(await player.row(`due, ${shape}`, storm)).toMatchObject({ ...served, ...renewed, rejected: 0, writes: 2 });
			await player.revoke();
			expect(await player.row(`revoked, ${shape}`, storm)).toMatchObject({
				...{ ...served, ...healed, rejected: atMost(20), writes: 2 },
			});
		});

		it('a wrong password is tried once', async () => {
			const wrong = 'not-the-right-one';
			const player = await enter({ fields: { password: wrong } });
			const { errors, ...row } = await player.row('wrong password, 20 items', async () => await player.storm(1, 20));
			expect(row).toMatchObject({ ok: 0, logIns: 1, refused: 1, served: 0, writes: 2 });
			for (const error of errors) expect(error).toMatch(/ refused the log-in of /);
			expect(errors.join()).not.toContain(wrong);
		});

		it('serves n8n’s HTTP Request node', async () => {
			const player = await enter({ sender: 'HTTP Request' });
			const storm = async () => await player.storm(...TWENTY_ITEMS);
			await player.storm(1, 1);
			await player.endSession();
			const due = await player.row('HTTP Request node: due, 20 items', storm);
			expect(due).toMatchObject({ ...served, ...renewed, rejected: 0, writes: 1 });
			await player.revoke();
			const revoked = await player.row('HTTP Request node: revoked, 20 items', storm);
			// Told in a 200, the node sees no rejection.
			if (kit.rejectsIn200) {
				expect(revoked).toMatchObject({ ok: 20, logIns: 0, rejected: 20, writes: 0 });
			} else expect(revoked).toMatchObject({ ...served, ...healed, rejected: atMost(20), writes: atMost(40) });
		});

		if (!kit.isRefresh) return;
		it('logs in where the refresh token has ended', async () => {
			const player = await enter();
			await player.storm(1, 1);
			await ground().server.endRefreshToken!(await player.session());
			await player.endSession();
			const row = await player.row('due, refresh token ended, 20 items', async () => await player.storm(1, 20));
			expect(row).toMatchObject({ ...served, logIns: 1, refreshes: 1, refused: 1, rejected: 0, writes: 2 });
		});
	});

	it('no server sees a log-in of a second, cold process', async () => {
		let own = await startOwnN8n();
		try {
			const workflows = [];
			for (const ground of grounds.values()) {
				const baseUrl = ground.proxy.address();
				const credential = await enterCredential(own.client, ground, baseUrl);
				const last = sendingNode('Login Session', ground, baseUrl, credential);
				workflows.push({ ground, workflow: manual(items(20), last), last: last.name });
			}
			for (const { workflow } of workflows) await runWorkflow(own.client, workflow);
			own = await coldStart(own);
			for (const { ground, workflow, last } of workflows) {
				const { kit, proxy, version } = ground;
				proxy.reset();
				const output = outputOf(await runWorkflow(own.client, workflow), last);
				const ok = output.filter(({ error }) => error === undefined).length;
				const row = { server: kit.name, from: kit.from, version, situation: 'cold process, 20 items', writes: 0 };
				keepRow({ ...NOTHING, ...row, asked: 20, ok, ...proxy.counts });
				expect([kit.name, ok, proxy.counts]).toEqual([
					...[kit.name, 20, { logIns: 0, refreshes: 0, refused: 0, rejected: 0, served: 20 }],
				]);
			}
		} finally {
			await own.process.stop();
		}
	}, 180_000);
}
