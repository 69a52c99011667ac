/**
 * What `npm start -- --node-red` runs once everything is installed: the sandbox, Node-RED with this package in it, and one example a
 * service.
 *
 *   npm start -- --node-red              ready in seconds from the second time on; Ctrl+C ends everything
 *   npm start -- --node-red --line=4     Node-RED 4.1 instead of 5.0
 *   npm start -- --node-red --once       ends after the examples; the exit code tells whether all of them worked
 */
import { parseArgs } from 'node:util';

import { listing, servicesAt } from '../sandbox/machinery/listing';
import { step } from './install/progress.cjs';
import { NodeRedClient } from './nodeRed/client';
import { packForNodeRed } from './nodeRed/build';
import { exampleFlows, filledIn, forSandbox } from './nodeRed/examples';
import { startNodeRed, type NodeRedLine, type NodeRedProcess } from './nodeRed/nodeRed';
import { freePort, isFree } from './ports';
import { logTail } from './process';
import { runProgram } from './program';
import { startSandboxProcess, type SandboxProcess } from './sandbox';
import { temporaryFolder } from './temporaryFolder';

const USUAL_EDITOR_PORT = 1880;

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			'node-red': { type: 'boolean' },
			line: { type: 'string', default: '5' },
			once: { type: 'boolean', default: false },
		},
	});
	if (!['4', '5'].includes(values.line)) throw new Error('--line is 4 or 5');
	const line = Number(values.line) as NodeRedLine;
	const folder = temporaryFolder('start-node-red');
	const tarball = await step('Building the package', async () => await packForNodeRed(folder));
	const sandbox = await step('Starting the sandbox', async () => await startSandboxProcess(folder, 'usual'));
	const nodeRed = await step('Starting Node-RED', async () => {
		const port = (await isFree(USUAL_EDITOR_PORT)) ? USUAL_EDITOR_PORT : await freePort();
		return await startNodeRed({ line, tarball, port });
	});
	const failures = await runExamples(nodeRed, sandbox);
	if (values.once) return failures === 0 ? 0 : 1;
	console.log(
		[
			`Editor    ${nodeRed.url}`,
			`Watch     ${sandbox.urls.control}/watch  sessions that end, and nobody notices`,
			'\nFor accounts of your own, with the environment or login address "Custom URL":',
			listing((await servicesAt(sandbox.urls.control)) ?? []),
			'\nCtrl+C ends everything. What you have built here is gone then.\n',
		].join('\n'),
	);
	const ended = await Promise.race([nodeRed, sandbox].map(async (each) => await each.exited.then(() => each)));
	throw new Error(`${ended.name} ended by itself. The end of its log (${ended.logFile}):\n${logTail(ended)}`);
}

/** Shows a line an example. @returns how many did not work */
async function runExamples(nodeRed: NodeRedProcess, sandbox: SandboxProcess): Promise<number> {
	const client = await NodeRedClient.connect(nodeRed);
	const examples = [...exampleFlows()].map(([file, flow]) => ({
		file,
		flow: filledIn(flow, forSandbox(sandbox.urls)),
	}));
	await client.deploy(examples.flatMap(({ flow }) => flow));
	const lines: string[] = [];
	let failures = 0;
	for (const { file, flow } of examples) {
		const since = client.shown.length;
		const start = flow.find(({ type }) => type === 'inject');
		const shown = await step(`Running examples/${file}`, async () => {
			await client.inject(start?.id ?? '');
			return await client.next(['result', 'failure'], since);
		});
		if (shown.name === 'failure') failures++;
		lines.push(
			`${file}${shown.name === 'failure' ? ' did not work' : ''}: ${shown.msg.replace(/\s+/g, ' ').slice(0, 150)}`,
		);
	}
	client.close();
	console.log(`\n${lines.join('\n')}\n`);
	return failures;
}

runProgram(main);
