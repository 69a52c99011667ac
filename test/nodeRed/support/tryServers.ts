import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FlowNode } from '../../../playground/nodeRed/client';
import { SessionFile } from '../../../node-red/runtime/sessionFile';
import type { Session } from '../../../session/session';
import { startCountingProxy, type CountingProxy } from '../../servers/support/countingProxy';
import type { RunningServer, ServerKit } from '../../servers/support/server';
import { CREDENTIAL_SECRET } from '../../../playground/nodeRed/nodeRed';
import { Stage } from './stage';

const MESSAGES = 20;
/** The servers are small ones, and two cores are shared by all of them, ms. */
const START_WITHIN_MS = 240_000;

/** The account as a person fills it in, and what sends so many messages with it. */
function flowOf(kit: ServerKit, baseUrl: string): FlowNode[] {
	const values = Object.entries(kit.moreValues ?? {}).map(([name, secret]) => ({ name, secret }));
	const debug = { type: 'debug', z: 'tab', active: true, tosidebar: true };
	const { method, path, body = '' } = kit.request;
	return [
		{ id: 'tab', type: 'tab', label: kit.name },
		{
			...{ id: accountOf(kit), type: 'keyring-account', name: kit.name },
			service: kit.preset === 'custom' ? 'loginSession' : `preset:${kit.preset}`,
			fields: { baseUrl, username: kit.username, ...kit.fields },
			credentials: { password: kit.password, ...(values.length > 0 && { moreValues: JSON.stringify({ values }) }) },
		},
		{ id: 'start', type: 'inject', z: 'tab', props: [], repeat: '', once: false, wires: [['many']] },
		{
			...{ id: 'many', type: 'function', z: 'tab', outputs: 1, wires: [['request']] },
			func: `return [Array.from({ length: ${MESSAGES} }, (_, n) => ({ n }))];`,
		},
		{
			...{ id: 'request', type: 'keyring-request', z: 'tab', account: accountOf(kit), method, path },
			...{ query: '', headers: '', bodyKind: 'json', body, ret: 'obj', paging: 'off', atOnce: 0, wires: [['result']] },
		},
		{ ...debug, id: 'result', name: 'result', complete: 'statusCode' },
		{ id: 'catch', type: 'catch', z: 'tab', scope: null, uncaught: false, wires: [['failure']] },
		{ ...debug, id: 'failure', name: 'failure', complete: 'error' },
	].map((node) => ('z' in node ? { x: 100, y: 100, wires: [], ...node } : node));
}

const accountOf = ({ name }: ServerKit): string => `account of ${name}`;

/** What Node-RED shows with servers that nobody here wrote, behind a proxy that counts what reaches them. Call it once, in a test file. */
export function tryInNodeRed(kits: ServerKit[]): void {
	let stage: Stage;
	const grounds = new Map<ServerKit, { server: RunningServer; proxy: CountingProxy }>();
	beforeAll(async () => {
		stage = await Stage.set(4);
		const started = kits.map(async (kit) => {
			const server = await kit.start();
			grounds.set(kit, { server, proxy: await startCountingProxy(kit, server.url) });
		});
		const ends = await Promise.allSettled(started);
		expect(ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))).toEqual([]);
	}, START_WITHIN_MS);
	afterAll(async () => {
		await stage?.strike();
		for (const { server, proxy } of grounds.values()) {
			await proxy.close();
			await server.stop();
		}
	}, START_WITHIN_MS);

	describe.each(kits.map((kit) => [kit.name, kit] as const))('%s', (_name, kit) => {
		let server: RunningServer;
		let proxy: CountingProxy;
		beforeAll(async () => {
			({ server, proxy } = grounds.get(kit)!);
			await stage.client.deploy(flowOf(kit, proxy.address()));
		});

		/** Sends the messages, and waits for all of their answers. */
		async function storm(): Promise<void> {
			proxy.reset();
			const since = stage.client.shown.length;
			const told = () => stage.client.shown.slice(since).map(({ msg }) => msg);
			await stage.client.inject('start');
			for (const end = Date.now() + 60_000; told().length < MESSAGES && Date.now() < end; ) await sleep(50);
			expect(told()).toEqual(Array.from({ length: MESSAGES }, () => '200'));
		}

		/** What Node-RED has kept of it. */
		async function session(): Promise<Session> {
			const folder = join(stage.nodeRed.userDir, 'keyring-sessions');
			const kept = await new SessionFile(folder, accountOf(kit), CREDENTIAL_SECRET).read();
			if (!kept) throw new Error('No session is kept');
			return JSON.parse(kept) as Session;
		}

		it('logs in once', async () => {
			await storm();
			expect(proxy.counts).toEqual({ logIns: 1, refreshes: 0, refused: 0, rejected: 0, served: MESSAGES });
		});

		it('needs nothing after a restart', async () => {
			await stage.restart('kill');
			await storm();
			expect(proxy.counts).toEqual({ logIns: 0, refreshes: 0, refused: 0, rejected: 0, served: MESSAGES });
		});

		it('renews once where the session was ended at the server', async () => {
			await server.revoke(await session());
			await storm();
			const { rejected, ...renewals } = proxy.counts;
			// What revokes ends the refresh token as well.
			const refreshes = kit.isRefresh ? 1 : 0;
			expect(renewals).toEqual({ logIns: 1, refreshes, refused: refreshes, served: MESSAGES });
			expect(rejected).toBeGreaterThan(0);
		});
	});
}
