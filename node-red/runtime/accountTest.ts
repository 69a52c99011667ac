import { inOpenCredential } from '../../http/faultAdvice';
import { InputError, type CredentialFields } from '../../providers/types';
import { AccountSender } from './accountSender';
import { KeptAccount } from './keptAccount';
import type { Proxies } from './proxies';
import { fieldsOf, serviceOf, type Service } from './services';
import { toldError, ToldError } from './told';

/** What the person reads of a test. */
export interface TestResult {
	ok: boolean;
	message: string;
}

/** An account as it stands in the editor. */
export interface Entered {
	service: string;
	fields: CredentialFields;
	secrets: CredentialFields;
	proxies?: Proxies;
}

/**
 * Tries an account as it stands in the editor. One that is deployed so is tried with its own session; of another one the session is
 * kept for when it is deployed, since a code works once.
 */
export async function testAccount(
	{ service: name, fields, secrets, proxies }: Entered,
	deployed: KeptAccount | undefined,
): Promise<TestResult> {
	const service = serviceOf(name);
	if (!service) return { ok: false, message: 'Choose a service.' };
	const { provider } = service;
	const entered = new KeptAccount('', { warn: () => undefined });
	entered.configure(service, fieldsOf(name, fields, secrets), proxies);
	return await tried(service, entered, deployed).then(
		(message) => ({ ok: true, message }),
		(error: unknown) => ({
			ok: false,
			message: inDialog(toldError(error, provider, provider.name).message, provider.name),
		}),
	);
}

/** The dialog is that of the account, and open already. */
const inDialog = (message: string, name: string): string => inOpenCredential(message.replace(`"${name}": `, ''));

/** @returns what the person reads where the account works */
async function tried(service: Service, entered: KeptAccount, deployed: KeptAccount | undefined): Promise<string> {
	const { fingerprint } = await entered.read();
	const before = await deployed?.read().catch((error: unknown) => {
		if (error instanceof InputError) return undefined;
		throw error;
	});
	const isDeployed = deployed !== undefined && before?.fingerprint === fingerprint;
	const sender = new AccountSender(isDeployed ? deployed : entered);
	const { test } = service.provider;
	const request = { method: 'GET' as const, path: test.path };
	const sent = await sender.sendWithRetry(request);
	const { answer, account, session } = sent;
	if (!isDeployed && session) KeptAccount.handOver(session);
	const lacking = session && test.lacking?.(account, session);
	if (lacking !== undefined)
		throw new ToldError(
			`The log-in works, but its answer has nothing for ${lacking}. Correct what is entered there, or leave it empty.`,
		);
	if (!test.acceptsAnyAnswer?.(account)) sender.assertAccepted(request, sent);
	const who = session ? 'The log-in works' : 'The service answers, and nobody is logged in yet';
	return `${who} (HTTP ${answer.status}).`;
}
