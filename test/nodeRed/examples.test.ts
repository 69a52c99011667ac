import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { exampleFlows, filledIn, forSandbox } from '../../playground/nodeRed/examples';
import type { FlowNode } from '../../playground/nodeRed/client';
import { LINES } from './support/shared';
import { Stage } from './support/stage';

const EXAMPLES = [...exampleFlows()];

/** Every example, imported and filled in for the sandbox, and run in the real Node-RED. */
describe.each(LINES)('Node-RED %s', (_version, line) => {
	let stage: Stage;
	let flows: FlowNode[];
	beforeAll(async () => {
		stage = await Stage.set(line);
		flows = EXAMPLES.flatMap(([, flow]) => filledIn(flow, forSandbox(stage.sandboxProcess.urls)));
		await stage.client.deploy(flows);
	});
	afterAll(async () => await stage?.strike());

	async function run(flow: FlowNode[]): Promise<string> {
		const since = stage.client.shown.length;
		await stage.client.inject(flow.find(({ type }) => type === 'inject')?.id ?? '');
		const { name, msg } = await stage.client.next(['result', 'failure'], since);
		if (name === 'failure') throw new Error(msg);
		return msg;
	}

	/** The token that a request of the example carries now. */
	async function tokenOfSagi(): Promise<string> {
		await stage.sandbox.sagi.setSettings({ journalSecrets: true });
		await run(filledIn(exampleFlows().get('sagi-branch.json') ?? [], {}));
		const last = (await stage.sandbox.sagi.requests()).at(-1);
		const [, token] = String(last?.headers.authorization).split(' ');
		if (!token || token.length < 10) throw new Error(`No token was sent: ${JSON.stringify(last)}`);
		return token;
	}

	it.each(EXAMPLES)('runs %s', async (_file, flow) => {
		expect((await run(flow)).length).toBeGreaterThan(2);
		const request = flow.find(({ type }) => type === 'keyring-request');
		expect(stage.client.statuses.get(request?.id ?? '')?.fill).not.toBe('red');
	});

	it.each(['stop', 'kill'] as const)(
		'runs all of them without a log-in after it has been restarted (%s)',
		async (how) => {
			const logIns = async () =>
				await Promise.all(
					(['sagi', 'smartSatu', 'plusofon'] as const).map(async (key) => (await stage.sandbox[key].counters()).logIns),
				);
			const before = await logIns();
			expect(Math.min(...before)).toBeGreaterThan(0);
			await stage.restart(how);
			for (const [, flow] of EXAMPLES) await run(flow);
			expect(await logIns()).toEqual(before);
		},
	);

	it('keeps secrets and sessions out of the flows, the log and the user folder', async () => {
		const entered = flows.flatMap(({ credentials = {} }) => Object.values(credentials));
		// One of the stand-ins has a password that is a word of every flow.
		const secrets = [...entered.filter((value) => value !== 'password'), await tokenOfSagi()];
		expect(secrets.length).toBeGreaterThan(4);
		const { userDir } = stage.nodeRed;
		const files = readdirSync(userDir, { recursive: true, withFileTypes: true, encoding: 'utf8' }).filter(
			(entry) => entry.isFile() && !entry.parentPath.includes('node_modules'),
		);
		for (const { parentPath, name } of files) {
			const text = readFileSync(join(parentPath, name), 'utf8');
			for (const secret of secrets) expect([name, text.includes(secret)]).toEqual([name, false]);
		}
		expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining(['flows.json', 'node-red.log']));
	});
});
