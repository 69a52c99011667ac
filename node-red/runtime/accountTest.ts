import { inOpenCredential } from '../../http/faultAdvice';
import { AccountSender } from './accountSender';
import { KeptAccount } from './keptAccount';
import { toldError, ToldError } from './told';

/**
 * Tries an account as it stands in the editor. One that is deployed so is tried with its own session; of another one the session is
 * kept for when it is deployed, since a code works once.
 * @returns what the person reads in the account's dialog
 */
export async function testAccount(entered: KeptAccount, deployed: KeptAccount | undefined) {
	try {
		return { ok: true, message: await tried(entered, deployed) };
	} catch (error) {
		const { provider } = entered;
		const { message } = toldError(error, provider, provider.name);
		return { ok: false, message: inOpenCredential(message.replace(`"${provider.name}": `, '')) };
	}
}

/** @returns what the person reads where the account works */
async function tried(entered: KeptAccount, deployed: KeptAccount | undefined): Promise<string> {
	const { fingerprint } = await entered.read();
	// What is deployed may be wrong in itself.
	const before = await deployed?.read().catch(() => undefined);
	const isDeployed = deployed !== undefined && before?.fingerprint === fingerprint;
	const sender = new AccountSender(isDeployed ? deployed : entered);
	const { test } = sender.provider;
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
