import { sqliteDatabase } from '../../../../playground/database/database';
import type { N8nClient } from '../../../../playground/client';
import { shared, sharedN8n, sharedSandbox } from '../shared';
import { CredentialStore } from './credentialStore';
import type { Grounds } from './storm';

/** Longer than the package waits for a provider's answer, ms: one process loses no answers. */
const ANSWER_WITHIN_MS = 60_000;

/** The n8n and the sandbox that all test files share, for {@link play}. */
export function useSharedGrounds(): () => Grounds {
	let grounds: Grounds;
	beforeAll(async () => {
		grounds = await singleGrounds(sharedN8n(), shared().n8n.userFolder);
	});
	return () => grounds;
}

/** One n8n process on SQLite, and the sandbox that all share. */
export async function singleGrounds(client: N8nClient, userFolder: string): Promise<Grounds> {
	const store = await CredentialStore.watch(sqliteDatabase(userFolder), userFolder);
	return { client, sandbox: await sharedSandbox(), store, processes: 1, answerWithinMs: ANSWER_WITHIN_MS };
}
