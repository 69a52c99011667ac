import { join } from 'node:path';
import { setUp } from '../../n8n/support/globalSetup';
import { keepRowsIn } from './table';

/** The n8n that is the client: as for the n8n tests. */
export default async function globalSetup(): Promise<void> {
	await setUp({});
	keepRowsIn(join(process.env.PLAYGROUND_TEMPORARY ?? '', 'servers.jsonl'));
}
