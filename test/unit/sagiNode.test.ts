import { SAGI_IDS } from '../../sandbox/sagi';
import { Sagi } from '../../nodes/Sagi/Sagi.node';
import { contextOf } from '../support/n8nInProcess';
import { runSagi, sagiCredential } from '../support/sagi';
import { passTime, useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const DAY_MS = 24 * 60 * 60 * 1000;
const get = { resource: 'branch', operation: 'get' };
const many = (count: number) => ({ items: Array.from({ length: count }, () => ({ json: {} })) });
const counters = () => sandbox().sagi.counters();

describe('a session', () => {
	it('is each credential’s own, also of one account', async () => {
		for (const credential of [sagiCredential(sandbox()), sagiCredential(sandbox())]) await runSagi(credential, get);
		expect(counters().logIns).toBe(2);
	});

	it('is refreshed 2 days before it expires, before the request goes out', async () => {
		const credential = sagiCredential(sandbox());
		await runSagi(credential, get);
		passTime(28 * DAY_MS - 1000);
		await runSagi(credential, get);
		expect(counters().refreshes).toBe(0);
		passTime(1000);
		await runSagi(credential, get, many(200));
		expect(counters()).toMatchObject({ logIns: 1, refreshes: 1, rejectedTokens: 0 });
	});

	it('is measured by the clock of Sagi when ours is wrong', async () => {
		sandbox().clock.set({ offsetMs: -DAY_MS });
		sandbox().sagi.setSettings({ accessLifetimeSeconds: 3600 });
		const credential = sagiCredential(sandbox());
		await runSagi(credential, get);
		expect(credential.session?.expiresAt).toBe(Date.now() + 3_600_000);
	});
});

describe('a wrong password', () => {
	it('is tried once for 200 items, and told without a secret', async () => {
		const credential = sagiCredential(sandbox(), { password: 'wrong_password' });
		const run = runSagi(credential, get, many(200));
		await expect(run).rejects.toMatchObject({
			message: '"My Sagi API": Sagi refused the log-in of b•••@example.com: "invalid login or password" (HTTP 401)',
			description: expect.stringContaining('check the environment, the login, the password'),
		});
		expect(counters().logIns).toBe(1);
		const error: Error = await run.catch((thrown) => thrown);
		expect(JSON.stringify({ ...error, stack: error.stack })).not.toContain('wrong_password');
	});
});

describe('items', () => {
	it('go on when one fails and the person chose so, in order and paired', async () => {
		const items = [SAGI_IDS.branch, '42', SAGI_IDS.secondBranch].map((id) => ({ json: { id } }));
		const output = await runSagi(
			sagiCredential(sandbox()),
			{ ...get, branch: { __rl: true, mode: 'id', value: '={{ $json.id }}' } },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(output).toMatchObject([
			{ id: SAGI_IDS.branch },
			{
				error: expect.stringContaining('"branch not found"'),
				message: 'Nothing is there: check the path or the ID that this node sends.',
				details: { httpStatus: 404, providerCode: '404', providerMessage: 'branch not found' },
			},
			{ id: SAGI_IDS.secondBranch },
		]);
	});
});

describe('tokens', () => {
	it('stay in n8n unless the person switches them on', async () => {
		const credential = sagiCredential(sandbox());
		const logIn = { resource: 'session', operation: 'logIn' };
		const [without] = await runSagi(credential, logIn);
		expect(JSON.stringify(without)).not.toContain(credential.session?.accessToken);
		const [withTokens] = await runSagi(credential, { ...logIn, returnTokens: true });
		expect(withTokens).toMatchObject({ access_token: credential.session?.accessToken });
	});
});

describe('Get Status', () => {
	it('sends nothing, and tells when the session expires and is renewed', async () => {
		const credential = sagiCredential(sandbox());
		const status = { resource: 'session', operation: 'getStatus' };
		expect(await runSagi(credential, status)).toMatchObject([{ logged_in: false, due: true }]);
		expect(counters().requests).toBe(0);
		await runSagi(credential, get);
		expect(await runSagi(credential, status)).toMatchObject([
			{
				logged_in: true,
				due: false,
				seconds_left: 30 * 24 * 3600,
				expires_at: new Date(Date.now() + 30 * DAY_MS).toISOString(),
				renews_at: new Date(Date.now() + 28 * DAY_MS).toISOString(),
			},
		]);
	});
});

describe('the list of branches', () => {
	it('shows names and whole ids, and filters', async () => {
		const node = new Sagi();
		const context = contextOf({ node, credential: sagiCredential(sandbox()), parameters: get });
		const search = (filter?: string) => node.methods.listSearch.searchBranches.call(context as never, filter);
		expect((await search()).results).toEqual([
			{ name: 'Main Branch', value: 'main' },
			{ name: `BranchName (${SAGI_IDS.branch})`, value: SAGI_IDS.branch },
			{ name: `SecondBranch (${SAGI_IDS.secondBranch})`, value: SAGI_IDS.secondBranch },
		]);
		expect((await search('second')).results).toHaveLength(1);
	});
});
