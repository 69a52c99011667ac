import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { NodeAPI } from 'node-red';

import { log } from './engine';
import { KeptAccount } from './keptAccount';
import { SessionFile } from './sessionFile';

/** Each account's, by the id of its node: they outlive Deploys. */
const accounts = new Map<string, KeptAccount>();

/** Below Node-RED's user folder. */
const folderOf = (RED: NodeAPI): string => join(RED.settings.userDir ?? process.cwd(), 'keyring-sessions');

/** Node-RED's own secret for credentials. Where the person has switched that off, one that stands beside the sessions. */
function secretOf(RED: NodeAPI): string {
	const settings = RED.settings as unknown as { get(name: string): unknown };
	const secret = settings.get('credentialSecret') || settings.get('_credentialSecret');
	if (typeof secret === 'string') return secret;
	const path = join(folderOf(RED), 'key');
	try {
		return readFileSync(path, 'utf8');
	} catch {
		const made = randomBytes(32).toString('base64');
		mkdirSync(folderOf(RED), { recursive: true, mode: 0o700 });
		writeFileSync(path, made, { mode: 0o600 });
		return made;
	}
}

/** The account of a node, as it was before a Deploy, or read from its file. */
export function accountOf(RED: NodeAPI, id: string, warn: (what: string) => void): KeptAccount {
	const known = accounts.get(id);
	if (known) return known;
	log.info = (line) => RED.log.info(line);
	const credentials = () => (RED.nodes.getCredentials(id) ?? {}) as Record<string, unknown>;
	const account = new KeptAccount(id, {
		file: new SessionFile(folderOf(RED), id, secretOf(RED)),
		give: (kept) => void RED.nodes.addCredentials(id, { ...credentials(), ...kept }),
		warn,
	});
	account.begin(credentials().session);
	accounts.set(id, account);
	return account;
}

/** The account's node was deleted. */
export async function forgetAccount(id: string): Promise<void> {
	const account = accounts.get(id);
	accounts.delete(id);
	await account?.forget();
}
