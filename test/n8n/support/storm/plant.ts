import axios from 'axios';
import { sessionFrom } from '../../../../session/session';
import { parseLossless } from '../../../../http/json';
import { accountFingerprint } from '../../../../http/credentialSnapshot';
import type { Storm } from './storm';

/** When a planted session was issued, and when it ends, both in seconds from now. */
export interface PlantedAge {
	/** Seconds since its issue. */
	age: number;
	/** Seconds until it expires, at the provider as well. */
	left: number;
}

/**
 * Stores a session of the credential's own that the provider accepts, as if it had been issued some time ago. Later sessions of the
 * provider live as long as before.
 */
export async function plantSession(storm: Storm, { age, left }: PlantedAge): Promise<void> {
	await storm.published();
	const { kit, service, account: who, credential, grounds } = storm;
	const { provider } = kit;
	const account = provider.account(kit.fields(service.url, who));
	const request = provider.authorizeRequest(account, provider.logIn(account)!);
	const { accessLifetimeSeconds } = await service.getSettings();
	await service.setSettings({ accessLifetimeSeconds: left });
	const now = Date.now();
	const { data } = await axios.request<string>({
		proxy: false,
		method: request.method,
		url: URL.canParse(request.path) ? request.path : `${account.baseUrl}${request.path}`,
		headers: { 'Content-Type': 'application/json', ...request.headers },
		data: JSON.stringify(request.body),
		transformResponse: (text: string) => text,
	});
	await service.setSettings({ accessLifetimeSeconds });
	const session = {
		...sessionFrom(
			provider.readGrant({ status: 200, headers: {}, body: parseLossless(data) })!,
			undefined,
			accountFingerprint(provider, account),
			now,
			0,
		),
		issuedAt: now - age * 1_000,
		expiresAt: now + left * 1_000,
	};
	await grounds.client.updateCredential(credential.id, { session: JSON.stringify(session) });
}
