import { SagiApi } from '../../credentials/SagiApi.credentials';
import { Sagi } from '../../nodes/Sagi/Sagi.node';
import type { Sandbox } from '../../sandbox';
import { SAGI_ACCOUNT } from '../../sandbox/sagi';
import { runnerOf, StoredCredential } from './n8nInProcess';

/** A Sagi credential of the sandbox's example account. */
export const sagiCredential = (sandbox: Sandbox, fields: object = {}): StoredCredential =>
	new StoredCredential(new SagiApi(), {
		environment: 'custom',
		baseUrl: sandbox.sagi.url,
		...SAGI_ACCOUNT,
		...fields,
	});

/** Runs the Sagi node and gives the JSON of its items. */
export const runSagi = runnerOf(Sagi);
