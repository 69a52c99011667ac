import type { IDataObject } from 'n8n-workflow';

import { PLUSOFON_ACCOUNT } from '../../sandbox/plusofon';
import type { FaultRule } from '../../sandbox';
import { contextOf, runNode } from '../support/n8nInProcess';
import { passTime, useSandbox } from '../support/sandbox';
import { SUBJECTS, type Subject } from './support/subjects';

const sandbox = useSandbox();
const subjectOf = (name: string) => SUBJECTS.find((subject) => subject.name === name)!;
const credentialOf = (subject: Subject) => subject.credential(subject.fields(subject.service(sandbox()).url));
const requests = (subject: Subject, path: string) =>
	subject
		.service(sandbox())
		.requests()
		.filter((entry) => entry.path.split('?')[0]!.endsWith(path));

const TO_SOMEBODY = { to: '79993332210', text: 'hello' };
const VERIFIED = {
	verificationAccount: { __rl: true, mode: 'id', value: '301' },
	phone: '79993332210',
	hookUrl: 'https://n8n.example/webhook/1',
};

/** What acts on the world: somebody's phone rings, an email goes out, a token or an order comes to be. */
const ACTS: Array<[subject: string, path: string, parameters: IDataObject]> = [
	['Gigma', '/counterparty/send_password', { resource: 'session', operation: 'sendCode', phone: '79999999990' }],
	['Plusofon', '/api/v1/flashcall', { resource: 'flashCall', operation: 'send', phone: PLUSOFON_ACCOUNT.phone }],
	['Plusofon', '/api/v1/authuser/flashcall', { resource: 'flashCall', operation: 'sendToMe' }],
	['Plusofon', '/api/v1/restore-token', { resource: 'password', operation: 'sendResetEmail', email: 'a@b.example' }],
	['Plusofon', '/api/v1/tokens', { resource: 'token', operation: 'create' }],
	[
		'Plusofon',
		'/api/v1/sms',
		{ resource: 'message', operation: 'send', numberId: { __rl: true, mode: 'id', value: '502' }, ...TO_SOMEBODY },
	],
	[
		'Plusofon',
		'/api/v1/call/quickcall',
		{ resource: 'call', operation: 'start', numberToReach: '79993332210', ownNumber: '74951332211' },
	],
	...['send', 'callToAuthorize'].map((operation): [string, string, IDataObject] => [
		'Plusofon',
		operation === 'send' ? '/api/v1/flash-call/send' : '/api/v1/flash-call/call-to-auth',
		{ resource: 'verificationCall', operation, ...VERIFIED },
	]),
	[
		'Plusofon',
		'/api/v1/register',
		{ resource: 'account', operation: 'register', email: 'a@b.ru', phone: '79990000000', password: 'p', pin: '1234' },
	],
	[
		'Plusofon',
		'/api/v1/update-password',
		{ resource: 'password', operation: 'update', currentPassword: 'a', newPassword: 'b' },
	],
	[
		'Plusofon',
		'/api/v1/change-password',
		{ resource: 'password', operation: 'setNew', resetToken: 'a', newPassword: 'b' },
	],
	[
		'Sagi',
		'/cash/order',
		{ resource: 'order', operation: 'create', phone: '+77010000001', amount: '100', orderNumber: 'CHECK-1' },
	],
	['Sagi', '/orders/42/cash/complete', { resource: 'order', operation: 'complete', orderId: '42' }],
	['Sagi', '/orders/42/revert-transaction', { resource: 'order', operation: 'revert', orderId: '42' }],
	[
		'Sagi',
		'/awards/42/give',
		{ resource: 'award', operation: 'give', customerId: '1988850967616950999', awardId: '42', stamps: 1 },
	],
	[
		'Gigma',
		'/counterparty/orders',
		{
			resource: 'order',
			operation: 'create',
			products: { lines: [{ id: '1', quantity: 1 }] },
			deliveryType: { __rl: true, mode: 'id', value: '1' },
			shopId: '1',
		},
	],
	...SUBJECTS.flatMap(({ name, path }) =>
		['POST', 'PUT', 'PATCH', 'DELETE'].map((method): [string, string, IDataObject] => [
			name,
			path,
			{ resource: 'apiRequest', operation: 'send', path, method, body: '{"amount": 1}' },
		]),
	),
];

const AFTER: Array<[string, Partial<FaultRule>]> = [
	...[400, 404, 408, 409, 422, 425, 500, 502, 503, 504].map((status): [string, Partial<FaultRule>] => [
		`HTTP ${status}`,
		{ status },
	]),
	// It says that nothing was done, and so is the one that is sent again: where that is within a minute.
	['HTTP 429 with Retry-After', { status: 429, headers: { 'retry-after': '3600' } }],
	['an error in a 200', { status: 200, body: { success: false, code: 500, message: 'no' } }],
	['a page instead of JSON', { status: 200, body: '<html>', contentType: 'text/html' }],
	['nothing', { emptyBody: true }],
	['the connection closed, the deed done', { closeAfterEffect: true }],
	['the connection closed', { closeSocket: true }],
	['a redirect', { status: 307, headers: { location: '/api/v1/again' } }],
];

describe.each(ACTS)('%s %s', (name, path, parameters) => {
	it('is sent once, whatever is answered', async () => {
		const subject = subjectOf(name);
		const service = subject.service(sandbox());
		const method = String(parameters.method ?? 'POST');
		const sent = () => requests(subject, path).filter((entry) => entry.method === method);
		for (const [index, [name, fault]] of AFTER.entries()) {
			service.setFaults([{ match: { path: `.*${path}(\\?|$)`, method }, ...fault }]);
			// What it is answered may change the credential, e.g. its password.
			const credential = credentialOf(subject);
			await runNode({ node: subject.node, credential, parameters }).catch(() => undefined);
			expect({ name, sent: sent().length }).toEqual({ name, sent: index + 1 });
			if (fault.status) expect({ name, status: sent().at(-1)!.status }).toEqual({ name, status: fault.status });
		}
	});
});

describe.each(SUBJECTS.filter(({ name }) => name !== 'Gigma'))("n8n's HTTP Request node with $name", (subject) => {
	const send = async (method: string, kept: ReturnType<typeof credentialOf>) => {
		const context = contextOf({ node: subject.node, credential: kept, parameters: {} });
		const uri = `${subject.service(sandbox()).url}${subject.basePath.replace(/\/$/, '')}${subject.path}`;
		const { requestWithAuthentication } = context.helpers;
		return await requestWithAuthentication.call(context, kept.type.name, {
			method: method as 'POST',
			uri,
			body: {},
			json: true,
		});
	};
	/** A session that is old enough for n8n's repetition to renew it. */
	const withSession = async () => {
		const credential = credentialOf(subject);
		await runNode({
			node: subject.node,
			credential,
			parameters: { resource: 'apiRequest', operation: 'send', path: subject.path },
		});
		passTime(5 * 60_000);
		subject.service(sandbox()).resetCounters();
		return credential;
	};

	it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('sends a %s once, whatever is answered', async (method) => {
		const credential = await withSession();
		const service = subject.service(sandbox());
		service.setFaults([{ match: { operation: 'other' }, status: 500 }]);
		await expect(send(method, credential)).rejects.toThrow();
		expect(service.counters()).toMatchObject({ requests: 1, logIns: 0, refreshes: 0 });
	});

	it('renews before the request after a POST that failed, in case it was the session', async () => {
		const credential = await withSession();
		const service = subject.service(sandbox());
		service.revoke({});
		// Smart Satu's sandbox knows no POST with a session.
		service.setFaults([{ match: { method: 'POST', operation: 'other' }, status: 401, times: 1 }]);
		await expect(send('POST', credential)).rejects.toThrow();
		service.clearFaults();
		expect(service.counters().requests).toBe(1);
		const { accessToken } = credential.session!;
		await send('GET', credential);
		expect(service.counters().rejectedTokens).toBe(0);
		expect(credential.session!.accessToken).not.toBe(accessToken);
	});
});

/** Waits for what a run brings about; not longer than the run. */
async function until(isSo: () => boolean, run: Promise<unknown>): Promise<void> {
	let isOver = false;
	const over = () => void (isOver = true);
	void run.then(over, over);
	while (!isSo() && !isOver) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('a cancelled execution', () => {
	const subject = subjectOf('Sagi');
	const items = Array.from({ length: 20 }, () => ({ json: {} }));
	const request = { resource: 'apiRequest', operation: 'send', path: subject.path };

	it('sends no further item', async () => {
		const controller = new AbortController();
		const service = subject.service(sandbox());
		const credential = credentialOf(subject);
		await runNode({ node: subject.node, credential, parameters: request });
		service.addFault({ match: { operation: 'other' }, delayMs: 20 });
		const parameters = { ...request, requestOptions: { itemsInFlight: 2 } };
		const run = runNode({ node: subject.node, credential, parameters, items, signal: controller.signal });
		await until(() => !(service.counters().requests < 6), run);
		controller.abort();
		await expect(run).rejects.toThrow();
		expect(service.counters().requests).toBeLessThan(10);
	});

	it('does not wait for the next batch, and sends none of it', async () => {
		const controller = new AbortController();
		const credential = credentialOf(subject);
		const batching = { batch: { batchSize: 1, batchInterval: 3_000 } };
		const parameters = { ...request, requestOptions: { batching } };
		const run = runNode({ node: subject.node, credential, parameters, items, signal: controller.signal });
		await until(() => !(subject.service(sandbox()).counters().served < 2), run);
		controller.abort();
		await expect(run).rejects.toThrow('cancelled');
		expect(subject.service(sandbox()).counters().requests).toBe(2);
	});

	it('does not send a rejected request again', async () => {
		const controller = new AbortController();
		const service = subject.service(sandbox());
		const credential = credentialOf(subject);
		await runNode({ node: subject.node, credential, parameters: request });
		passTime(60_000);
		service.revoke({});
		service.addFault({ match: { operation: 'refresh' }, delayMs: 50 });
		const run = runNode({ node: subject.node, credential, parameters: request, signal: controller.signal });
		await until(() => !(service.counters().rejectedTokens < 1), run);
		controller.abort();
		await expect(run).rejects.toThrow('cancelled');
		// A renewal that others may wait for goes on.
		expect(requests(subject, subject.path)).toHaveLength(2);
	});
});
