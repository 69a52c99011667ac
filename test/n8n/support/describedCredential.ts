import type { INode } from 'n8n-workflow';
import type { N8nClient } from '../../../playground/client';
import type { EveryRequest } from '../../../providers/loginSession/description';
import { fieldsFor, serviceCarrying } from '../../support/carriedSession';
import { startDescribed } from '../../support/describedServer';
import { createCredential } from './n8n';
import { keyringNode, type SavedCredential } from './workflows';
import type { CredentialStore } from './storm/credentialStore';

export const DESCRIBED_PASSWORD = 'password-marked-secret';

/** A server that behaves as described, and a credential that a person has filled in for it. */
export interface Described {
	server: Awaited<ReturnType<typeof startDescribed>>;
	credential: SavedCredential;
}

/** Starts a server whose requests carry the session in this way, and saves the credential that describes it. Close the server. */
export async function describe(client: N8nClient, every: EveryRequest, fields: object = {}): Promise<Described> {
	const account = { username: 'anna', password: DESCRIBED_PASSWORD };
	const server = await startDescribed(serviceCarrying(every), account);
	const saved = { ...fieldsFor(every, server.url, account), testUrl: '/me', ...fields };
	const credential = await createCredential(client, 'loginSessionApi', saved);
	return { server, credential };
}

/** API Request of the Login Session node. */
export const send = (name: string, credential: SavedCredential, rest: object = {}): INode =>
	keyringNode(name, 'loginSession', credential, {
		resource: 'apiRequest',
		operation: 'send',
		path: '/things',
		...rest,
	});

/** Makes the stored session one of an hour ago that ends now: the next request must renew it first. */
export async function endStoredSession(
	client: N8nClient,
	store: CredentialStore,
	{ id }: SavedCredential,
): Promise<void> {
	await age(client, store, id, { expiresAt: Date.now() });
}

/** Makes the stored session one of an hour ago, so that n8n's HTTP Request node may have it renewed after a rejection. */
export async function ageStoredSession(
	client: N8nClient,
	store: CredentialStore,
	{ id }: SavedCredential,
): Promise<void> {
	await age(client, store, id, {});
}

async function age(client: N8nClient, store: CredentialStore, id: string, rest: object): Promise<void> {
	const session = { ...(await store.session(id)), issuedAt: Date.now() - 3_600_000, ...rest };
	await client.updateCredential(id, { session: JSON.stringify(session) });
}
