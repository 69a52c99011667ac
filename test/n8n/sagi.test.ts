import { setTimeout as sleep } from 'node:timers/promises';

import { errorOf, outputOf } from '../../playground/execution';
import type { RemoteSandbox } from '../../sandbox/client';
import { SAGI_ACCOUNT, SAGI_IDS } from '../../sandbox/sagi';
import { createCredential, publishWebhook, runWorkflow, waitForExecutions } from './support/n8n';
import { nextSerial } from './support/serial';
import { sharedN8n, sharedSandbox } from './support/shared';
import { useSharedGrounds } from './support/storm/grounds';
import { every, httpRequest, keyringNode, manual, type SavedCredential } from './support/workflows';

const client = sharedN8n();
const grounds = useSharedGrounds();
let sandbox: RemoteSandbox;
beforeAll(async () => {
	sandbox = await sharedSandbox();
});
beforeEach(async () => await sandbox.reset());

/** A credential of an account of its own, so that tests do not share a session. */
async function sagiCredential(fields: object = {}): Promise<SavedCredential> {
	const login = `user${nextSerial()}@example.com`;
	const {
		accounts: [template],
	} = await sandbox.sagi.getSettings();
	await sandbox.sagi.setSettings({ accounts: [{ ...template!, login }] });
	const data = { environment: 'custom', baseUrl: sandbox.sagi.url, login, password: SAGI_ACCOUNT.password, ...fields };
	return await createCredential(client, 'sagiApi', data);
}

const branch = (credential: SavedCredential) =>
	keyringNode('Branch', 'sagi', credential, { resource: 'branch', operation: 'get' });
const counters = async () => await sandbox.sagi.counters();

/**
 * Goes on through the last seconds of a session that lives 10 s: it is renewed at some moment of its last two, and the next one is
 * not yet due.
 */
async function throughTheEnd(action: () => Promise<void>): Promise<void> {
	await action();
	const issued = Date.now();
	await sleep(7_000);
	while (Date.now() < issued + 10_500) {
		await action();
		await sleep(250);
	}
}

describe('first use', () => {
	it('logs in, reads the main branch digit for digit, and stores the session encrypted', async () => {
		const credential = await sagiCredential();
		const logIn = keyringNode('Log In', 'sagi', credential, { resource: 'session', operation: 'logIn' });
		const execution = await runWorkflow(client, manual(logIn, branch(credential)));
		expect(outputOf(execution, 'Log In')).toMatchObject([{ main_branch_id: SAGI_IDS.branch }]);
		expect(outputOf(execution, 'Branch')).toMatchObject([{ id: SAGI_IDS.branch, group_id: SAGI_IDS.group }]);
		expect(await counters()).toMatchObject({ logIns: 1, refreshes: 0, served: 2, refusedByDocument: 0 });

		const session = await grounds().store.session(credential.id);
		expect(session.accessToken).toMatch(/^eyJ/);
		const seen = await client.getCredential(credential.id);
		expect(JSON.stringify(seen)).not.toContain(session.accessToken);
		expect(JSON.stringify(execution)).not.toContain(session.accessToken);
	});
});

describe('tokens that live 6 seconds', () => {
	it('are refreshed in time through 30 runs in half a minute: one log-in, and Sagi sees no expired token', async () => {
		await sandbox.sagi.setSettings({ accessLifetimeSeconds: 6 });
		const workflow = await publishWebhook(client, branch(await sagiCredential()));
		for (let run = 0; run < 30; run++) {
			const [item] = await workflow.call();
			expect(item).toMatchObject({ id: SAGI_IDS.branch });
			await sleep(900);
		}
		const seen = await counters();
		expect(seen).toMatchObject({ logIns: 1, expiredTokens: 0, rejectedTokens: 0, served: 31 + seen.refreshes });
		expect(seen.refreshes).toBeGreaterThanOrEqual(4);
	}, 180_000);
});

describe('an edited credential', () => {
	it('never uses the old session, also when the dialog was opened before a renewal', async () => {
		const credential = await sagiCredential();
		const dialog = await client.getCredential(credential.id);
		await runWorkflow(client, manual(branch(credential)));
		await client.updateCredential(credential.id, { renewBeforeDays: 3 }, dialog);
		await runWorkflow(client, manual(branch(credential)));
		expect(await counters()).toMatchObject({ logIns: 1, served: 3 });

		await client.updateCredential(credential.id, { password: 'edited_password' });
		const execution = await runWorkflow(client, manual(branch(credential)));
		expect(execution.status).toBe('error');
		expect(await counters()).toMatchObject({ served: 3, logInsRefused: 1 });
	});
});

describe('a wrong password', () => {
	it('is what the credential test says, before and after a right one', async () => {
		const wrong = await sagiCredential({ password: 'wrong_password_7' });
		expect(await client.testCredential(wrong.id)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('Sagi refused the log-in of u•••@example.com'),
		});
		const right = await sagiCredential();
		expect(await client.testCredential(right.id)).toMatchObject({ status: 'OK' });
		expect(await client.testCredential(right.id)).toMatchObject({ status: 'OK' });
		expect(await counters()).toMatchObject({ logIns: 2, logInsRefused: 1, refreshes: 0 });
		await client.updateCredential(right.id, { password: 'wrong_password_8' });
		expect(await client.testCredential(right.id)).toMatchObject({ status: 'Error' });
	});
});

describe('the HTTP Request node with the predefined credential', () => {
	it('is logged in, and its session is renewed before a request when it is due', async () => {
		await sandbox.sagi.setSettings({ accessLifetimeSeconds: 10 });
		const url = `${sandbox.sagi.url}/api/v1/branches/{branch_id}`;
		const workflow = await publishWebhook(client, httpRequest('Request', await sagiCredential(), { url }));
		await throughTheEnd(async () => expect(await workflow.call()).toMatchObject([{ data: { name: 'BranchName' } }]));
		expect(await counters()).toMatchObject({ logIns: 1, refreshes: 1, rejectedTokens: 0 });
	});

	it('sends the session to no other host', async () => {
		const credential = await sagiCredential();
		const url = `${sandbox.urls.gigma}/counterparty`;
		const execution = await runWorkflow(client, manual(httpRequest('Request', credential, { url })));
		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toContain('is not an address of this Sagi credential');
		expect(await sandbox.gigma.counters()).toMatchObject({ requests: 0 });
	});
});

describe('other ways to run', () => {
	it('works on a schedule', async () => {
		const id = await client.publish(every(1, branch(await sagiCredential())));
		const [last] = await waitForExecutions(client, id, 2);
		await client.deactivate(id);
		expect(last?.status).toBe('success');
		expect(await counters()).toMatchObject({ logIns: 1, rejectedTokens: 0 });
	});
});
