import { errorOf, outputOf } from '../../playground/execution';
import { TOURS } from '../../playground/tours';
import { Workspace } from '../../playground/workspace';
import type { RemoteSandbox } from '../../sandbox/client';
import { GIGMA_ACCOUNT } from '../../sandbox/gigma';
import { runWorkflow } from './support/n8n';
import { sharedN8n, sharedSandbox } from './support/shared';
import { useSharedGrounds } from './support/storm/grounds';
import { keyringNode, manual, type SavedCredential } from './support/workflows';

/** A session that came from a code, and is kept with the credential: what becomes of it. */

const client = sharedN8n();
const grounds = useSharedGrounds();
const tour = TOURS.find(({ provider }) => provider === 'Gigma')!;
let sandbox: RemoteSandbox;
let workspace: Workspace;
let credential: SavedCredential;

beforeAll(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
	workspace = new Workspace(client);
	// A credential that no other test has used: this n8n remembers for half a minute what was got for one without a session.
	const used = (await client.credentials()).filter(({ type }) => type === 'gigmaApi');
	for (const { id } of used) await client.deleteCredential(id);
	await workspace.prepare(sandbox.urls);
	const { id, name } = workspace.credentials.get('gigmaApi')!;
	credential = { id, name, type: 'gigmaApi' };
	const keep = keyringNode('Log In', 'gigma', credential, {
		resource: 'session',
		operation: 'logIn',
		phone: GIGMA_ACCOUNT.login,
		codeDigits: GIGMA_ACCOUNT.password,
		keepInCredential: true,
	});
	expect(errorOf(await runWorkflow(client, manual(keep)))).toBeUndefined();
});
afterAll(async () => await sandbox.reset());

const digits = async () => (await grounds().store.fields(credential.id)).codeDigits;

it('stays when the credential is opened and saved in the dialog, though the digits are used up', async () => {
	expect(await digits()).toBe('');
	await client.updateCredential(credential.id, {});
	expect(await client.testCredential(credential.id)).toMatchObject({ status: 'OK' });
	const status = keyringNode('Status', 'gigma', credential, { resource: 'session', operation: 'getStatus' });
	expect(outputOf(await runWorkflow(client, manual(status)), 'Status')).toMatchObject([{ logged_in: true }]);
	expect((await sandbox.gigma.counters()).logIns).toBe(1);
});

it('does not keep the next npm start, whose sandbox does not know it, from running its examples', async () => {
	await sandbox.gigma.reset();
	await workspace.prepare(sandbox.urls);
	expect(await workspace.run(tour)).toContain('nobody was called');
	expect(await digits()).toBe(GIGMA_ACCOUNT.password);
});
