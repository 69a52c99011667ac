import type { RemoteSandbox } from '../../sandbox/client';
import { GIGMA_APP_TOKEN } from '../../sandbox/gigma';
import { createCredential } from './support/n8n';
import { sharedN8n, sharedSandbox } from './support/shared';

/** What the dialog of a credential shows where the request of its test fails: n8n itself would say "Unauthorized", or "ECONNREFUSED". */

const client = sharedN8n();
let sandbox: RemoteSandbox;

beforeAll(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
});
afterAll(async () => await sandbox.reset());

const gigma = async (fields: object = {}) =>
	await createCredential(client, 'gigmaApi', {
		environment: 'custom',
		baseUrl: sandbox.gigma.url,
		applicationToken: GIGMA_APP_TOKEN,
		...fields,
	});
const tested = async ({ id }: { id: string }) => await client.testCredential(id);
const error = (message: string) => ({ status: 'Error', message: expect.stringContaining(message) });

it('names a wrong application token', async () => {
	expect(await tested(await gigma({ applicationToken: 'wrong_application_token' }))).toMatchObject(
		error('Gigma refused the request: "Application token not found." (HTTP 401). Check the environment'),
	);
});

it('names a wrong address, one where nobody listens, and a service that is down', async () => {
	expect(await tested(await gigma({ baseUrl: `${sandbox.gigma.url}/elsewhere` }))).toMatchObject(
		error('/elsewhere in the credential'),
	);
	expect(await tested(await gigma({ baseUrl: 'http://127.0.0.1:9' }))).toMatchObject(
		error('Gigma refused the connection. Check the address http://127.0.0.1:9 in the credential.'),
	);
	await sandbox.gigma.setFaults([{ match: { operation: 'other' }, status: 503 }]);
	expect(await tested(await gigma())).toMatchObject(error('Gigma could not answer'));
	await sandbox.gigma.clearFaults();
	expect(await tested(await gigma())).toMatchObject({ status: 'OK' });
});

it('names a permanent token that is not accepted, without repeating it', async () => {
	const apiToken = 'NoSuchPermanentToken0007';
	const data = { environment: 'custom', baseUrl: sandbox.plusofon.url, logInWith: 'apiToken', apiToken };
	const outcome = await tested(await createCredential(client, 'plusofonApi', data));
	expect(outcome).toMatchObject(error('Plusofon did not accept the session'));
	expect(outcome.message).not.toContain(apiToken);
});
