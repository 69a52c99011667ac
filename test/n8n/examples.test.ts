import { join } from 'node:path';

import type { INode } from 'n8n-workflow';

import { outputOf } from '../../playground/execution';
import { TOURS } from '../../playground/tours';
import type { Execution, WorkflowJson } from '../../playground/types';
import { readExample } from '../../playground/workspace';
import type { RemoteSandbox } from '../../sandbox/client';
import { GIGMA_ACCOUNT } from '../../sandbox/gigma';
import { PLUSOFON_ACCOUNT } from '../../sandbox/plusofon';
import { SAGI_IDS } from '../../sandbox/sagi';
import { FormVisitor } from './support/forms';
import { imported, runByHand } from './support/imported';
import { waitForExecutions } from './support/n8n';
import { shared, sharedN8n, sharedSandbox } from './support/shared';

const SAVED_BEFORE = join(__dirname, '../fixtures/savedBefore/workflows');
const client = sharedN8n();
let sandbox: RemoteSandbox;

beforeAll(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
});
afterAll(async () => await sandbox.reset());

/** What n8n's Edit Fields node sets. */
interface Assignments {
	assignments: Array<{ name: string; value: unknown }>;
}

const nodeOf = ({ nodes }: WorkflowJson, name: string): INode => nodes.find((one) => one.name === name)!;
const hasRun = (execution: Execution, node: string) => node in execution.data.resultData.runData;

describe('the tours of npm start', () => {
	it.each(TOURS)('shows $provider in one line', async ({ example, report }) => {
		const line = report(await runByHand(await imported(example)));
		expect(line).not.toContain('\n');
	});

	it.each(TOURS)(
		'shows $provider by a workflow that was saved with an earlier version',
		async ({ example, report }) => {
			expect(report(await runByHand(await imported(example, { folder: SAVED_BEFORE })))).not.toContain('\n');
		},
	);
});

describe('Sagi: main branch and its group', () => {
	it('gives the group', async () => {
		const execution = await runByHand(await imported('sagi-branch.json'));
		expect(outputOf(execution, 'Get Main Branch')).toMatchObject([{ id: SAGI_IDS.branch, group_id: SAGI_IDS.group }]);
		expect(outputOf(execution, 'Get Session Status')).toMatchObject([{ logged_in: true }]);
	});
});

describe('Sagi: bonus look-up by phone', () => {
	let id: string;
	beforeAll(async () => {
		id = await imported('sagi-bonus-lookup.json');
		await client.activate(id);
	});
	afterAll(async () => {
		await client.deactivate(id);
		await sandbox.sagi.clearFaults();
	});
	const ask = async (phone: string) => await client.webhook('sagi-bonus', { phone });

	it('answers with the bonus of a customer, ids digit for digit', async () => {
		expect(await ask('+7 (701) 000-00-01')).toEqual({
			registered: true,
			phone: SAGI_IDS.phone,
			name: 'Айгерим Садыкова',
			customer_id: SAGI_IDS.promoter,
			bonus: 1250,
		});
		expect(await ask('+77010000003')).toMatchObject({ name: 'Мария Ким', bonus: 87.5 });
	});

	it.each(['code0', 'bare'] as const)('answers the same where the answers of Sagi are %s', async (envelope) => {
		await sandbox.sagi.setSettings({ envelope });
		expect(await ask(SAGI_IDS.phone)).toMatchObject({ registered: true, customer_id: SAGI_IDS.promoter, bonus: 1250 });
		expect(await ask('+77019999999')).toEqual({ registered: false, phone: '+77019999999' });
		await sandbox.sagi.setSettings({ envelope: 'code200' });
	});

	it('answers that a phone is not registered, without a failed run', async () => {
		expect(await ask('+77019999999')).toEqual({ registered: false, phone: '+77019999999' });
		const statuses = (await client.executions({ workflowId: id })).map(({ status }) => status);
		expect(new Set(statuses)).toEqual(new Set(['success']));
	});

	it('does not take another refusal for an unknown phone', async () => {
		await sandbox.sagi.addFault({ match: { operation: 'S1 findPromoter' }, status: 404, times: 1 });
		await expect(ask(SAGI_IDS.phone)).rejects.toThrow();
	});
});

describe('Sagi: bonus at the till', () => {
	const sell = async () => await runByHand(await imported('sagi-till-bonus.json'));
	afterAll(async () => await sandbox.sagi.reset());

	it('spends the bonus', async () => {
		expect(outputOf(await sell(), 'Sold')).toMatchObject([{ sold: true, bonus_spent: 250 }]);
	});

	it('reverts the order that was created where completing fails', async () => {
		await sandbox.sagi.setFaults([{ match: { operation: 'S9 completeOrder' }, status: 500 }]);
		const execution = await sell();
		const [created] = outputOf(execution, 'Create Order');
		expect(outputOf(execution, 'Failed Sale')).toMatchObject([
			{ sold: false, order_id: created?.id, reason: expect.stringContaining('Sagi could not answer') },
		]);
		expect(hasRun(execution, 'Sold')).toBe(false);
	});
});

describe('Smart Satu: orders since the last run', () => {
	it('hands on all at first, then what has changed, and nothing where nothing has', async () => {
		await sandbox.smartSatu.reset();
		const id = await imported('smart-satu-orders.json', {
			change: (workflow) => {
				const interval = [{ field: 'seconds', secondsInterval: 5 }];
				nodeOf(workflow, 'Every 15 Minutes').parameters = { rule: { interval } };
			},
		});
		/** Runs until so many have ended, and gives what the last of them handed on. */
		const handedOn = async (count: number) => {
			await client.activate(id);
			await waitForExecutions(client, id, count);
			await client.deactivate(id);
			const all = await client.executions({ workflowId: id });
			const runs = await Promise.all(all.map(async (one) => await client.execution(one.id)));
			return runs.reverse().map((run) => (hasRun(run, 'Your System') ? outputOf(run, 'Your System') : []));
		};
		const first = await handedOn(2);
		expect(first.map(({ length }) => length)).toEqual([45, ...first.slice(1).map(() => 0)]);

		await runByHand(await imported('smart-satu-orders.json', { change: (workflow) => updatesAnOrder(workflow) }));
		const later = (await handedOn(first.length + 1)).slice(first.length).flat();
		expect(later).toMatchObject([{ id: 50007, status: 9 }]);
	});

	/** Makes the example one that changes an order instead. */
	function updatesAnOrder({ nodes }: WorkflowJson): void {
		const changed = { __rl: true, mode: 'id', value: '50007' };
		for (const node of nodes)
			if (node.name === 'Get Orders')
				node.parameters = { resource: 'order', operation: 'update', orderId: changed, changes: '{ "status": 9 }' };
	}
});

describe('Smart Satu: nightly price import', () => {
	it('sends all prices in one import, and tells what was not taken', async () => {
		await sandbox.smartSatu.setSettings({ unknownSkus: ['SKU-1002'] });
		const execution = await runByHand(await imported('smart-satu-price-import.json'));
		await sandbox.smartSatu.setSettings({ unknownSkus: [] });
		expect(outputOf(execution, 'Imported')).toMatchObject([{ offers: 1, deleted_others: false }, { offers: 1 }]);
		const parts = (await sandbox.smartSatu.requests()).filter(({ operation }) => operation === 'importOffers');
		expect(parts.map(({ status, path }) => [status, path.includes('delete')])).toEqual([
			[200, false],
			[200, false],
		]);
		const notTaken = execution.data.resultData.runData['Import Offers']![0]!.data!.main[1]!;
		expect(notTaken.map(({ json }) => json.error)).toEqual([
			'Smart Satu did not take the offer: "Нет такого sku: SKU-1002."',
		]);
	});
});

describe('Plusofon: token audit and rotation', () => {
	const rotate = async (flags: Record<string, boolean>) => {
		const id = await imported('plusofon-token-rotation.json', {
			change: (workflow) => {
				const { assignments } = nodeOf(workflow, 'Settings').parameters.assignments as Assignments;
				for (const one of assignments) one.value = flags[one.name] ?? one.value;
			},
		});
		await sandbox.plusofon.resetCounters();
		const from = (await sandbox.plusofon.requests()).length;
		const execution = await runByHand(id);
		const changes = (await sandbox.plusofon.requests())
			.slice(from)
			.filter(({ method, path }) => path.startsWith('/api/v1/tokens') && method !== 'GET')
			.map(({ method }) => method);
		return { execution, changes };
	};

	it('only reports as it is', async () => {
		const { execution, changes } = await rotate({});
		const old = outputOf(execution, 'Report');
		expect(old.length).toBeGreaterThan(15);
		expect(old.every(({ token }) => /•|\*/.test(String(token)))).toBe(true);
		expect(changes).toEqual([]);
	});

	it('makes one new token with rotate on, and deletes none', async () => {
		const { execution, changes } = await rotate({ rotate: true });
		expect(outputOf(execution, 'Hand Over')).toMatchObject([{ id: expect.any(Number), success: true }]);
		expect(hasRun(execution, 'Delete Old Token')).toBe(false);
		expect(changes).toEqual(['POST']);
	});

	it('deletes the old ones with delete_old on as well, so that the next run finds none', async () => {
		const { execution, changes } = await rotate({ rotate: true, delete_old: true });
		const old = outputOf(execution, 'Get Old Tokens').map(({ id }) => id);
		expect(outputOf(execution, 'Delete Old Token')).toEqual(old.map((id) => ({ deleted: true, id })));
		expect(changes).toEqual(['POST', ...old.map(() => 'DELETE')]);
		expect(outputOf((await rotate({})).execution, 'Get Old Tokens')).toEqual([]);
	});
});

describe('log-in by phone call, filled in by a person', () => {
	/** @returns the nodes that ran */
	const visit = async (file: string, work: (form: FormVisitor) => Promise<void>) => {
		const id = await imported(file);
		await client.activate(id);
		const { path } = nodeOf(readExample(file), 'Ask for Phone').parameters;
		await work(await FormVisitor.open(shared().n8n.url, String(path)));
		const [finished] = await waitForExecutions(client, id, 1);
		await client.deactivate(id);
		return Object.keys((await client.execution(finished!.id)).data.resultData.runData);
	};

	it('logs a Gigma customer in, also after wrong digits, with one call', async () => {
		const { phoneCalls } = await sandbox.gigma.counters();
		const ran = await visit('gigma-login-by-call.json', async (form) => {
			await form.submit({ Phone: GIGMA_ACCOUNT.login });
			expect(form.text).toContain('Your phone is being called.');
			await form.follow();
			await form.enter('9999');
			expect(form.text).toContain('These digits were not accepted');
			await form.enter(GIGMA_ACCOUNT.password);
			expect(form.text).toContain('You are logged in');
		});
		expect(ran).toContain('The Customer Is Logged In');
		expect(await sandbox.gigma.counters()).toMatchObject({ phoneCalls: phoneCalls + 1 });
	});

	it('says that a phone could not be called', async () => {
		const ran = await visit('gigma-login-by-call.json', async (form) => {
			await form.submit({ Phone: '79990000000' });
			expect(form.text).toContain('We could not call you.');
		});
		expect(ran).toContain('Could Not Call');
	});

	it('logs a Plusofon user in', async () => {
		const ran = await visit('plusofon-flash-call-login.json', async (form) => {
			await form.submit({ Phone: PLUSOFON_ACCOUNT.phone });
			await form.follow();
			await form.enter(PLUSOFON_ACCOUNT.pin);
			expect(form.text).toContain('You are logged in');
		});
		expect(ran).toContain('The User Is Logged In');
	});
});

describe('session watchdog', () => {
	it.each([
		['more hours than those of an alert', 1, true],
		['fewer', 48, false],
	])(
		'tells short and missing sessions from those that are well, and sends nothing: Plusofon has %s',
		async (_, hours, isWell) => {
			let saved: WorkflowJson | undefined;
			const id = await imported('session-watchdog.json', {
				change(workflow) {
					const { assignments } = nodeOf(workflow, 'Plusofon').parameters.assignments as Assignments;
					assignments.find(({ name }) => name === 'alert_below_hours')!.value = hours;
					saved = workflow;
				},
			});
			for (const provider of ['Sagi', 'Plusofon', 'Smart Satu']) {
				const { type, credentials } = nodeOf(saved!, `${provider} Status`);
				const logIn: INode = {
					id: 'log-in',
					name: 'Log In',
					type,
					typeVersion: 1,
					position: [220, 0],
					parameters: { resource: 'session', operation: 'logIn' },
					credentials,
				};
				const start: INode = { ...nodeOf(saved!, 'By Hand'), name: 'Start' };
				const connections = { Start: { main: [[{ node: 'Log In', type: 'main' as const, index: 0 }]] } };
				await runByHand(await client.createWorkflow({ name: `Log in ${id}`, nodes: [start, logIn], connections }));
			}
			const sent = async () =>
				await Promise.all(
					[sandbox.sagi, sandbox.plusofon, sandbox.smartSatu, sandbox.gigma].map(
						async (service) => (await service.counters()).requests,
					),
				);
			const before = await sent();
			const execution = await runByHand(id);
			expect(await sent()).toEqual(before);
			const plusofon = { provider: 'Plusofon', logged_in: true, hours_left: expect.closeTo(24, 1) };
			const gigma = { provider: 'Gigma', logged_in: false };
			const [sagi, smartSatu] = [{ provider: 'Sagi' }, { provider: 'Smart Satu' }];
			expect(outputOf(execution, 'Send an Alert')).toMatchObject(isWell ? [gigma] : [plusofon, gigma]);
			expect(outputOf(execution, 'All Is Well')).toMatchObject(
				isWell ? [sagi, plusofon, smartSatu] : [sagi, smartSatu],
			);
		},
	);
});
