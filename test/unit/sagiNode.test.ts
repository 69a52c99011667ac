import { SagiApi } from '../../credentials/SagiApi.credentials';
import { Sagi } from '../../nodes/Sagi/Sagi.node';
import { startSandbox, type Sandbox } from '../../sandbox';
import { SAGI_ACCOUNT, SAGI_IDS } from '../../sandbox/sagi';
import { runNode, StoredCredential } from '../support/n8nInProcess';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.reset());

const credential = (fields = {}) =>
	new StoredCredential(new SagiApi(), {
		environment: 'custom',
		baseUrl: sandbox.sagi.url,
		...SAGI_ACCOUNT,
		...fields,
	});
const get = { resource: 'branch', operation: 'get' };

it('logs in once, and reads the main branch digit for digit', async () => {
	const kept = credential();
	const node = new Sagi();
	const [item] = await runNode({ node, credential: kept, parameters: get });
	expect(item?.json).toMatchObject({ id: SAGI_IDS.branch, group_id: SAGI_IDS.group });
	await runNode({ node, credential: kept, parameters: get });
	expect(sandbox.sagi.counters()).toMatchObject({ logIns: 1, refreshes: 0, rejectedTokens: 0 });
	expect(kept.writes).toBe(1);
});

it('tries a wrong password once for 200 items', async () => {
	const items = Array.from({ length: 200 }, () => ({ json: {} }));
	const run = runNode({
		node: new Sagi(),
		credential: credential({ password: 'wrong_password' }),
		parameters: get,
		items,
	});
	await expect(run).rejects.toThrow(
		'"My Sagi API": Sagi refused the log in of b•••@example.com: "invalid login or password" (HTTP 401)',
	);
	expect(sandbox.sagi.counters()).toMatchObject({ logIns: 1 });
});
