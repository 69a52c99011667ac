import '../../../support/setup';
import { join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { projectFolder } from '../../../../playground/packing';
import { startSandbox, type CommonSettings, type Service } from '../../../../sandbox';
import { contextOf, StoredCredential } from '../../../support/n8nInProcess';
import { ALL, PLUSOFON } from '../storm/kits';
import { rowOf, type Row } from '../storm/table';
import type { Passing } from './passing';

const DAY_MS = 24 * 3_600_000;

/**
 * Many days of each of the providers that the argument lists as JSON: runs at full hours, the clocks of n8n and provider moved
 * together. n8n's request helper and execution context are real, its database is not. Prints the rows of the table.
 */
async function main(passings: Passing[]): Promise<void> {
	endShortWaits();
	const rows: Row[] = [];
	for (const passing of passings) rows.push(await pass(passing));
	console.log(JSON.stringify(rows));
}

async function pass({ key, days, runsADay }: Passing): Promise<Row> {
	const kit = ALL.find((each) => each.key === key);
	if (!kit) throw new Error(`There is no provider "${key}"`);
	const name = kit.key[0]!.toUpperCase() + kit.key.slice(1);
	const node = await built<INodeType>(join('nodes', name, `${name}.node.js`), name);
	const type = await built<ICredentialType>(join('credentials', `${name}Api.credentials.js`), `${name}Api`);

	const sandbox = await startSandbox();
	const service = sandbox[kit.key] as unknown as Service<CommonSettings>;
	const account = kit.account(1);
	service.setSettings({ accounts: [account] });
	const credential = new StoredCredential(type, kit.fields(service.url, account) as never);
	// Plusofon's own method looks through all tokens ever issued.
	const path = kit === PLUSOFON ? '/__echo' : kit.path;
	const parameters = { resource: 'apiRequest', operation: 'send', path, options: { fullAnswer: true } };
	const context = contextOf({ node, credential, parameters });

	const runs = days * runsADay;
	const clock = Date.now;
	const now = clock();
	let ok = 0;
	for (let run = 0; run < runs; run++) {
		Date.now = () => now + (run * DAY_MS) / runsADay;
		const [items] = (await node.execute!.call(context)) as unknown[][];
		ok += items!.length;
	}
	Date.now = clock;
	const tally = { asked: runs, ok, lostAnswers: 0 };
	const situation = `${days} days, a run every ${runsADay === 1 ? 'day' : 'hour'}`;
	const row = rowOf(situation, `${kit.provider.name}, in process`, tally, service.counters(), credential.writes);
	await sandbox.close();
	return row;
}

/** Waits for other workers take no time, since the clock is moved by hand and there are none. Timeouts stay. */
function endShortWaits(): void {
	const wait = globalThis.setTimeout;
	const shortened = (then: () => void, ms = 0, ...rest: []) => wait(then, ms < 1_000 ? 0 : ms, ...rest);
	globalThis.setTimeout = Object.assign(shortened, wait) as typeof setTimeout;
}

/** What the package ships. */
async function built<T>(file: string, name: string): Promise<T> {
	const module = (await import(join(projectFolder, 'dist', file))) as Record<string, new () => T>;
	return new module[name]!();
}

main(JSON.parse(process.argv[2]!) as Passing[]).catch((error: Error) => {
	console.error(error.stack);
	process.exit(1);
});
