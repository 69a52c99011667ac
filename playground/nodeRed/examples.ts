import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { GIGMA_APP_TOKEN } from '../../sandbox/gigma';
import { PLUSOFON_ACCOUNT } from '../../sandbox/plusofon';
import { SAGI_ACCOUNT, SAGI_LICENSED } from '../../sandbox/sagi';
import { SMART_SATU_ACCOUNT } from '../../sandbox/smartSatu';
import type { SandboxUrls } from '../sandbox';
import { nodeRedFolder } from './build';
import type { FlowNode } from './client';

const EXAMPLES = join(nodeRedFolder, 'examples');

/** What a person fills in for the sandbox: fields, and secrets. */
export interface Filled {
	fields: Record<string, unknown>;
	credentials: Record<string, string>;
}

/** For the account of each service, so that no real one is touched. */
export const forSandbox = (urls: SandboxUrls): Record<string, Filled> => ({
	sagi: {
		fields: { environment: 'custom', baseUrl: urls.sagi, login: SAGI_LICENSED.login },
		credentials: { password: SAGI_LICENSED.password, licenseKey: SAGI_LICENSED.licenseKey },
	},
	smartSatu: {
		fields: {
			loginAddress: 'custom',
			loginUrl: `${urls.smartSatu}/api/users/login`,
			username: SMART_SATU_ACCOUNT.login,
		},
		credentials: { password: SMART_SATU_ACCOUNT.password },
	},
	plusofon: {
		fields: { environment: 'custom', baseUrl: urls.plusofon, email: PLUSOFON_ACCOUNT.login },
		credentials: { password: PLUSOFON_ACCOUNT.password },
	},
	gigma: {
		fields: { environment: 'custom', baseUrl: urls.gigma },
		credentials: { applicationToken: GIGMA_APP_TOKEN },
	},
	loginSession: {
		fields: { baseUrl: urls.sagi, username: SAGI_ACCOUNT.login },
		credentials: { password: SAGI_ACCOUNT.password },
	},
});

/** The example flows, by the names of their files. */
export function exampleFlows(): Map<string, FlowNode[]> {
	const files = readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));
	return new Map(files.map((file) => [file, JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as FlowNode[]]));
}

/** A flow whose accounts are filled in. */
export function filledIn(flow: FlowNode[], filled: Record<string, Filled>): FlowNode[] {
	return flow.map((node) => {
		const values = node.type === 'keyring-account' ? filled[String(node.service)] : undefined;
		if (!values) return node;
		const fields = { ...(node.fields as Record<string, unknown>), ...values.fields };
		return { ...node, fields, credentials: values.credentials };
	});
}
