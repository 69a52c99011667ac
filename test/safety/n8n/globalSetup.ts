import { setUp } from '../../n8n/support/globalSetup';
import { TYPED } from './marks';

/** An n8n that logs all it can, and lets expressions read the secrets that no workflow is to keep. */
export default async function globalSetup(): Promise<void> {
	await setUp({ log: 'debug', env: { N8N_BLOCK_ENV_ACCESS_IN_NODE: 'false', ...TYPED } });
}
