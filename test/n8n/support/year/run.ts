import '../../../support/setup';
import { join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { projectFolder } from '../../../../playground/packing';
import { startSandbox, type CommonSettings, type Service } from '../../../../sandbox';
import { contextOf, StoredCredential } from '../../../support/n8nInProcess';
import { ALL, PLUSOFON } from '../storm/kits';
import { rowOf } from '../storm/table';

const HOUR_MS = 3_600_000;
const HOURS = 400 * 24;

/**
 * 400 days of one provider, whose key is the argument: a run every hour at the full hour, the clocks of n8n and provider moved
 * together. n8n's request helper and execution context are real, its database is not. Prints the row of the table.
 */
async function main(key: string | undefined): Promise<void> {
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
	// Plusofon's own method looks through all tokens ever issued, and there are 19,200 in the end.
	const path = kit === PLUSOFON ? '/__echo' : kit.path;
	const parameters = { resource: 'apiRequest', operation: 'send', path, options: { fullAnswer: true } };
	const context = contextOf({ node, credential, parameters });

	endShortWaits();
	let ok = 0;
	const now = Date.now();
	for (let hour = 0; hour < HOURS; hour++) {
		Date.now = () => now + hour * HOUR_MS;
		const [items] = (await node.execute!.call(context)) as unknown[][];
		ok += items!.length;
	}
	const by = `${kit.provider.name}, in process`;
	const tally = { asked: HOURS, ok, lostAnswers: 0 };
	const row = rowOf('400 days, a run every hour', by, tally, service.counters(), credential.writes);
	console.log(JSON.stringify(row));
	await sandbox.close();
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

main(process.argv[2]).catch((error: Error) => {
	console.error(error.stack);
	process.exit(1);
});
