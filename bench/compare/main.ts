/**
 * Three ways to stay logged in, side by side in one real n8n: `npm run bench:compare` writes the table of
 * docs/replacing-static-data.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { format, resolveConfig } from 'prettier';

import { N8nClient } from '../../playground/client';
import { step } from '../../playground/install/progress.cjs';
import { startN8n } from '../../playground/n8n';
import { temporaryFolder } from '../../playground/temporaryFolder';
import { installPackage, packPackage, projectFolder } from '../../playground/packing';
import { runProgram } from '../../playground/program';
import { publishWebhook } from '../../test/n8n/support/n8n';
import { startDescribed } from '../../test/support/describedServer';
import { ACCOUNT, CONTESTANTS, SERVICE } from './contestants';

const PAGE = join(projectFolder, 'docs', 'replacing-static-data.md');
const [BEGIN, END] = ['<!-- measured -->', '<!-- end of what was measured -->'];
/** n8n repeats a rejected request of its HTTP Request node with a new session only when the old one is older than this, s. */
const OLD_ENOUGH_S = 31;

/** What is done: executions at once, of so many items each, and what the service does before. */
interface Situation {
	name: string;
	executions: number;
	items: number;
	/** How many sessions of the account are good at a time. */
	keeps: number;
	revoked?: boolean;
}

const SITUATIONS: Situation[] = [
	{ name: 'first use, 20 items', executions: 1, items: 20, keeps: 100 },
	{ name: 'first use, 20 executions at once', executions: 20, items: 1, keeps: 100 },
	{ name: 'the same, one session an account', executions: 20, items: 1, keeps: 1 },
	{ name: 'the session was revoked, 20 executions at once', executions: 20, items: 1, keeps: 100, revoked: true },
];

/** One cell: how often somebody logged in or refreshed, what was rejected, and what was served of all. */
async function measure(client: N8nClient, contestant: (typeof CONTESTANTS)[number], situation: Situation) {
	const server = await startDescribed(SERVICE, ACCOUNT, situation.keeps);
	const nodes = await contestant.nodes(client, server.url, situation.items);
	const workflow = await publishWebhook(client, ...nodes);
	if (situation.revoked) {
		await workflow.call();
		await sleep(OLD_ENOUGH_S * 1_000);
		server.revoke();
	}
	const before = { ...server.counts };
	const calls = Array.from({ length: situation.executions }, async () => await workflow.call().catch(() => undefined));
	await Promise.all(calls);
	await server.close();
	const count = (name: keyof typeof before) => server.counts[name] - before[name];
	const asked = situation.executions * situation.items;
	return `${count('logIns') + count('refreshes')} / ${count('rejected')} / ${count('served')} of ${asked}`;
}

async function main(): Promise<number> {
	const folder = temporaryFolder('compare');
	const tarball = await step('Building the package', async () => await packPackage(join(folder, 'package')));
	const n8n = await step('Starting n8n', async () => {
		await installPackage(folder, join(__dirname, 'textbook'));
		return await startN8n({ userFolder: folder, packageDir: tarball });
	});
	const client = new N8nClient({ url: n8n.url, timeoutMs: 120_000 });
	await client.setUpOwner();
	const rows: string[] = [];
	for (const situation of SITUATIONS) {
		const cells = await step(`Measuring: ${situation.name}`, async () => {
			const measured: string[] = [];
			for (const contestant of CONTESTANTS) measured.push(await measure(client, contestant, situation));
			return measured;
		});
		rows.push(`| ${situation.name} | ${cells.join(' | ')} |`);
	}
	const head = `| | ${CONTESTANTS.map(({ name }) => name).join(' | ')} |\n|---|${CONTESTANTS.map(() => '---|').join('')}`;
	const page = readFileSync(PAGE, 'utf8');
	const [before, rest = ''] = page.split(BEGIN);
	const text = `${before}${BEGIN}\n\n${head}\n${rows.join('\n')}\n\n${END}${rest.split(END)[1]}`;
	writeFileSync(PAGE, await format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
	console.log(`\n${head}\n${rows.join('\n')}\n\nWritten: ${PAGE}`);
	return 0;
}

runProgram(main);
