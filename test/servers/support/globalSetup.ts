import { join } from 'node:path';
import startShared from '../../n8n/support/globalSetup';
import { keepRowsIn } from './table';

/** The n8n that is the client: as for the n8n tests. */
export default async function globalSetup(): Promise<void> {
	await startShared();
	keepRowsIn(join(process.env.PLAYGROUND_TEMPORARY ?? '', 'servers.jsonl'));
}
