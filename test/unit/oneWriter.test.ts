import { setTimeout as wait } from 'node:timers/promises';

import type { StoredCredential } from '../support/n8nInProcess';
import { runSagi, sagiCredential } from '../support/sagi';
import { passTime, useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const DAY_MS = 24 * 60 * 60 * 1000;
const get = { resource: 'branch', operation: 'get' };
const many = (count: number) => ({ items: Array.from({ length: count }, () => ({ json: {} })) });

/** n8n's database takes a while to write, so that others read and write meanwhile. */
const slow = (credential: StoredCredential): StoredCredential =>
	Object.assign(credential, { gate: async () => await wait(20) });

const executions = async (credential: StoredCredential) =>
	(await Promise.all(Array.from({ length: 20 }, async () => await runSagi(credential, get, many(10))))).flat();

describe('who has started a renewal writes it, and nobody else', () => {
	it.each([
		['first use', () => undefined],
		['expired', () => passTime(31 * DAY_MS)],
		['due', () => passTime(29 * DAY_MS)],
		['revoked', () => void sandbox().sagi.revoke()],
	])('20 executions of 10 items: %s', async (state, happens) => {
		const credential = slow(sagiCredential(sandbox()));
		if (state !== 'first use') await runSagi(credential, get);
		Object.assign(credential, { writes: 0, claimWrites: 0 });
		happens();
		expect(await executions(credential)).toHaveLength(200);
		expect({ claims: credential.claimWrites, sessions: credential.writes }).toEqual({ claims: 1, sessions: 1 });
		passTime(60_000);
		sandbox().sagi.resetCounters();
		await runSagi(credential, get);
		expect(sandbox().sagi.counters()).toMatchObject({ requests: 1, rejectedTokens: 0 });
	});

	it('does not undo what a person has changed meanwhile, and the next run goes on with that', async () => {
		const credential = sagiCredential(sandbox());
		await runSagi(credential, get);
		passTime(31 * DAY_MS);
		const running = executions(slow(credential));
		credential.data = { ...credential.data, renewBeforeDays: 5 };
		await running;
		expect(credential.data.renewBeforeDays).toBe(5);
	});
});
