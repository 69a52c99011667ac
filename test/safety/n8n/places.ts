import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sqliteDatabase } from '../../../playground/database/database';
import { runN8nCommand } from '../../../playground/n8n';
import { N8nRest } from '../../../playground/rest';
import { shared, sharedN8n } from '../../n8n/support/shared';
import type { SavedCredential } from '../../n8n/support/workflows';

/** Rows that are read at a time. */
const ROWS = 400;

/** Every place where something of a run in n8n can be read afterwards: its name, and all that is written there. */
export async function places(
	credentials: SavedCredential[],
	more: Array<[name: string, text: string]> = [],
): Promise<Map<string, string>> {
	const { n8n } = shared();
	const client = sharedN8n();
	const rest = new N8nRest({ url: n8n.url, cookie: n8n.cookie });
	const found = new Map<string, string>([
		...more,
		["n8n's log at debug level", readFileSync(n8n.logFile, 'utf8')],
		["n8n's list of credentials", JSON.stringify(await client.credentials())],
		['exported workflows', await runN8nCommand(['export:workflow', '--all', '--pretty'], n8n.userFolder)],
	]);
	const views = await Promise.all(credentials.map(async ({ id }) => await client.getCredential(id)));
	found.set('the credentials as the editor gets them', JSON.stringify(views));
	const { results } = await rest.get<{ results: Array<{ id: string }> }>('/rest/executions?limit=20');
	const executions = await Promise.all(results.map(async ({ id }) => await rest.get(`/rest/executions/${id}`)));
	found.set('executions as the editor gets them', JSON.stringify(executions));
	const database = sqliteDatabase(n8n.userFolder);
	const tables = await database.query<{ name: string }>("select name from sqlite_master where type = 'table'");
	for (const { name } of tables) {
		for (let from = 0; ; from += ROWS) {
			const rows = await database.query(`select * from "${name}" limit ${ROWS} offset ${from}`);
			if (rows.length === 0) break;
			found.set(`table ${name} from row ${from}`, JSON.stringify(rows));
		}
	}
	const folder = join(n8n.userFolder, '.n8n');
	for (const file of readdirSync(folder).filter((name) => /\.(sqlite(-wal)?|log|json)$/.test(name)))
		found.set(`file ${file}`, readFileSync(join(folder, file), 'latin1'));
	return found;
}
