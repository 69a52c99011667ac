import { createHash } from 'node:crypto';
import * as core from 'n8n-core-2.8';

import { SAGI_IDS } from '../../sandbox/sagi';
import { runSagi, sagiCredential } from '../support/sagi';
import { passTime, useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const old = { core: core as never };
const get = { resource: 'branch', operation: 'get' };
const DAY_MS = 24 * 60 * 60 * 1000;

// That core looks for idle SSH connections for as long as its process lives, and would keep this one alive.
beforeAll(() => {
	const start = setInterval;
	jest.spyOn(global, 'setInterval').mockImplementation((...args) => start(...args).unref());
});

describe('with the core of n8n 2.8.4, which runs on Node 20', () => {
	it('is that one', () => {
		const { version } = jest.requireActual<{ version: string }>('n8n-core-2.8/package.json');
		expect(version).toBe('2.8.1');
	});

	it('sends the branch id that Log In read, digit for digit', async () => {
		const credential = sagiCredential(sandbox());
		const [logIn] = await runSagi(credential, { resource: 'session', operation: 'logIn' }, old);
		expect(logIn).toMatchObject({ main_branch_id: SAGI_IDS.branch });
		const branch = { __rl: true, mode: 'id', value: '={{ $json.main_branch_id }}' };
		const [item] = await runSagi(credential, { ...get, branch }, { ...old, items: [{ json: logIn! }] });
		expect(item).toMatchObject({ id: SAGI_IDS.branch, group_id: SAGI_IDS.group });
		expect(sandbox().sagi.requests()[1]?.path).toBe(`/api/v1/branches/${SAGI_IDS.branch}`);
	});

	it('logs in once, refreshes when it is due, and renews once for 200 items when it is rejected', async () => {
		const credential = sagiCredential(sandbox());
		await runSagi(credential, get, old);
		passTime(28 * DAY_MS);
		await runSagi(credential, get, old);
		expect(sandbox().sagi.counters()).toMatchObject({ logIns: 1, refreshes: 1, rejectedTokens: 0 });
		passTime(DAY_MS);
		sandbox().sagi.revoke({ kinds: ['access'] });
		const items = Array.from({ length: 200 }, () => ({ json: {} }));
		expect(await runSagi(credential, get, { ...old, items })).toHaveLength(200);
		expect(sandbox().sagi.counters()).toMatchObject({ logIns: 2 });
	});

	it('tells a wrong password in the same words', async () => {
		await expect(runSagi(sagiCredential(sandbox(), { password: 'wrong_password' }), get, old)).rejects.toThrow(
			'"My Sagi API": Sagi refused the log-in of b•••@example.com: "invalid login or password" (HTTP 401)',
		);
		expect(sandbox().sagi.counters().logIns).toBe(1);
	});

	it('sends a file byte for byte, and keeps one that it is answered', async () => {
		const bytes = Buffer.from(Array.from({ length: 512 }, (_, at) => at % 256));
		const items = [{ json: {}, binary: { data: { data: bytes.toString('base64'), mimeType: 'image/png' } } }];
		const up = { resource: 'apiRequest', operation: 'send', method: 'POST', path: '/__file/a', bodyType: 'binary' };
		const credential = sagiCredential(sandbox());
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		expect(await runSagi(credential, up, { ...old, items })).toMatchObject([{ bytes: 512, sha256 }]);
		const down = { resource: 'apiRequest', operation: 'send', path: '/__file/a.pdf' };
		const options = { responseFormat: 'file' };
		expect(await runSagi(credential, { ...down, options }, old)).toMatchObject([
			{ file_name: 'a.pdf', file_size: '2 kB', mime_type: 'application/pdf' },
		]);
	});
});
