import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import type { FlowNode } from '../../playground/nodeRed/client';
import { forSandbox, type Filled } from '../../playground/nodeRed/examples';
import { LINES } from './support/shared';
import { Stage } from './support/stage';

const PAGES = [[{ n: 1 }, { n: 2 }], [{ n: 3 }], []];
const TOO_MUCH = 65 * 1024 * 1024;
/** Bytes that are no UTF-8. */
const FILE = Buffer.from([0, 255, 254, 7]);
/** «Привет» as an older Russian service writes it. */
const WINDOWS_1251 = Buffer.from('cff0e8e2e5f2', 'hex');

/** A service with a log-in, lists, texts and files. */
function service(): Server {
	return createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url ?? '/', 'http://any');
		const json = (value: unknown) => response.setHeader('Content-Type', 'application/json').end(JSON.stringify(value));
		if (pathname === '/login') return void json({ access_token: 'token-of-this-service' });
		if (request.headers.authorization !== 'Bearer token-of-this-service') return void response.writeHead(401).end();
		if (pathname === '/list') return void json({ items: PAGES[Number(searchParams.get('page')) - 1] ?? [] });
		if (pathname === '/large') return void response.end(Buffer.alloc(TOO_MUCH, 'a'));
		if (pathname === '/greeting')
			return void response.setHeader('Content-Type', 'text/plain; charset=windows-1251').end(WINDOWS_1251);
		response.setHeader('Content-Type', pathname === '/file' ? 'application/octet-stream' : 'text/plain');
		response.end(pathname === '/file' ? FILE : 'plain words');
	});
}

/** A proxy that counts what it hands on. */
function proxy(passed: string[]): Server {
	return createServer((incoming, response) => {
		passed.push(incoming.url ?? '');
		const { method, headers } = incoming;
		const onward = httpRequest(incoming.url ?? '', { method, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 0, answer.headers);
			answer.pipe(response);
		});
		incoming.pipe(onward);
	});
}

const listening = async (server: Server): Promise<string> => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe.each(LINES)('Node-RED %s', (_version, line) => {
	let stage: Stage;
	const passed: string[] = [];
	const [own, between] = [service(), proxy(passed)];
	let ownUrl = '';
	let proxyUrl = '';
	beforeAll(async () => {
		[stage, ownUrl, proxyUrl] = await Promise.all([Stage.set(line), listening(own), listening(between)]);
	});
	afterAll(async () => {
		await stage?.strike();
		for (const server of [own, between]) {
			server.closeAllConnections();
			server.close();
		}
	});
	const filled = (name: string): Filled => forSandbox(stage.sandboxProcess.urls)[name]!;
	const sessionsIn = (): string => join(stage.nodeRed.userDir, 'keyring-sessions');
	const logIns = async (): Promise<number> => (await stage.sandbox.sagi.counters()).logIns;

	/** Node-RED takes a property whose value is a node's id for a reference: no service is called so. */
	const SAGI = { type: 'keyring-account', service: 'sagi', id: 'shop', name: 'Shop' };
	const described = (): FlowNode => ({
		...{ type: 'keyring-account', service: 'loginSession', id: 'own', name: 'Own' },
		fields: { baseUrl: ownUrl, authentication: 'password', logInUrl: '/login', username: 'u' },
		credentials: { password: 'p' },
	});

	/** An inject node, what it sets, a node of the package, and debug nodes for what comes and for what fails. */
	const flowOf = (accounts: FlowNode[], node: Record<string, unknown>, sets = ''): FlowNode[] => {
		const at = { z: 'tab', x: 100, y: 100, wires: [] };
		const debug = { ...at, type: 'debug', active: true, tosidebar: true };
		return [
			{ id: 'tab', type: 'tab', label: 'Accounts' },
			...accounts,
			{ ...at, id: 'start', type: 'inject', props: [], repeat: '', once: false, wires: [['set']] },
			{ ...at, id: 'set', type: 'function', func: `${sets}; return msg;`, outputs: 1, wires: [['node']] },
			{ ...at, type: 'keyring-request', method: 'GET', ...FIELDS, ...node, id: 'node', wires: [['result']] },
			{ ...debug, id: 'result', name: 'result', complete: 'payload' },
			{ ...at, id: 'catch', type: 'catch', scope: null, uncaught: false, wires: [['failure']] },
			{ ...debug, id: 'failure', name: 'failure', complete: 'error' },
		] as FlowNode[];
	};
	const FIELDS = {
		...{ query: '', headers: '', bodyKind: 'json', body: '', ret: 'obj', paging: 'off', atOnce: 0, output: 'entry' },
		...{
			itemsField: 'items',
			pageParameter: 'page',
			firstPage: 1,
			pageSize: 0,
			maxPages: 10,
			path: '/api/v1/branches/{branch_id}',
		},
	};

	async function come(): Promise<{ name?: string; msg: string }> {
		const since = stage.client.shown.length;
		await stage.client.inject('start');
		return await stage.client.next(['result', 'failure'], since, 60_000);
	}
	async function served(): Promise<string> {
		const { name, msg } = await come();
		if (name === 'failure') throw new Error(msg);
		return msg;
	}

	it('reads all pages, a message an entry and a message a page', async () => {
		const asked = { account: 'own', path: '/list', paging: 'pageNumber' };
		for (const [output, expected] of [
			['entry', ['{"n":1}', '{"n":2}', '{"n":3}']],
			['page', ['[{"n":1},{"n":2}]', '[{"n":3}]']],
		] as const) {
			await stage.client.deploy(flowOf([described()], { ...asked, output }));
			const since = stage.client.shown.length;
			await served();
			for (let left = 50; stage.client.shown.length - since < expected.length && left > 0; left--)
				await new Promise((resolve) => setTimeout(resolve, 50));
			expect(stage.client.shown.slice(since).map(({ msg }) => JSON.stringify(JSON.parse(msg)))).toEqual(expected);
		}
	});

	it.each([
		['txt', '/text', 'plain words'],
		['txt', '/greeting', 'Привет'],
		['bin', '/file', FILE.toString('hex')],
	])('gives an answer as it came (%s)', async (ret, path, expected) => {
		await stage.client.deploy(flowOf([described()], { account: 'own', path, ret }));
		expect(await served()).toBe(expected);
	});

	it('takes no answer without end', async () => {
		await stage.client.deploy(flowOf([described()], { account: 'own', path: '/large', ret: 'txt' }));
		const { name, msg } = await come();
		expect([name, msg]).toEqual(['failure', expect.stringContaining('answered with more than 64 MB')]);
	});

	it('sends log-in and request through the proxy of a configuration node, and only there', async () => {
		const node = { id: 'proxy', type: 'http proxy', name: '', url: proxyUrl, noproxy: [] };
		const account = { ...described(), id: 'own2' };
		await stage.client.deploy(
			flowOf([node, { ...account, proxy: 'proxy' }], { account: 'own2', path: '/text', ret: 'txt' }),
		);
		expect(await served()).toBe('plain words');
		expect(passed).toEqual([`${ownUrl}/login`, `${ownUrl}/text`]);
		const around = { ...node, noproxy: ['127.0.0.1'] };
		await stage.client.deploy(
			flowOf([around, { ...account, proxy: 'proxy' }], { account: 'own2', path: '/text', ret: 'txt' }),
		);
		expect(await served()).toBe('plain words');
		expect(passed).toHaveLength(2);
	});

	it('logs in with the digits of a second message', async () => {
		const { fields } = filled('plusofon');
		const account = {
			...{ id: 'person', type: 'keyring-account', service: 'plusofon', name: 'Person' },
			fields: { ...fields, email: '', logInWith: 'phonePin', phone: '79993332210' },
			credentials: {},
		};
		await stage.sandbox.plusofon.setSettings({ requireCall: true });
		const node = { type: 'keyring-session', account: 'person', operation: 'logInWithCode', phone: '' };
		await stage.client.deploy(flowOf([account], node));
		await stage.client.inject('start');
		for (let left = 100; stage.client.statuses.get('node')?.fill !== 'blue' && left > 0; left--)
			await new Promise((resolve) => setTimeout(resolve, 50));
		expect(stage.client.statuses.get('node')?.fill).toBe('blue');
		await stage.client.deploy(flowOf([account], node, "msg.code = '1234'"));
		expect(JSON.parse(await served())).toMatchObject({ logged_in: true });
		const asking = { account: 'person', path: '/api/v1/manager' };
		await stage.client.deploy(flowOf([account], asking));
		expect((await served()).length).toBeGreaterThan(2);
	});

	it('keeps a session an account where two have one login, and logs in anew for an edited password', async () => {
		const { fields, credentials } = filled('sagi');
		const twin = { ...SAGI, id: 'twin', fields, credentials };
		const accounts = [{ ...SAGI, fields, credentials }, twin];
		await stage.sandbox.sagi.resetCounters();
		await stage.client.deploy(flowOf(accounts, { account: 'shop' }));
		await served();
		await stage.client.deploy(flowOf(accounts, { account: 'twin' }));
		await served();
		expect(await logIns()).toBe(2);
		expect(readdirSync(sessionsIn())).toEqual(expect.arrayContaining(['shop.json', 'twin.json']));

		const wrong = { ...twin, credentials: { ...credentials, password: 'another one' } };
		await stage.client.deploy(flowOf([accounts[0]!, wrong], { account: 'twin' }));
		const failure = { name: 'failure', msg: expect.stringContaining('Open the account and check') };
		expect(await come()).toMatchObject(failure);
		await stage.client.deploy(flowOf([accounts[0]!, wrong], { account: 'shop' }));
		await served();
		// One attempt with the wrong password, and none for the other account.
		expect(await logIns()).toBe(3);
	});

	it.each([
		['deleted', 'one', (path: string) => rmSync(path)],
		['half written', 'other', (path: string) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, 30))],
	])("needs no person where an account's file is %s", async (how, id, damage) => {
		const { fields, credentials } = filled('sagi');
		await stage.client.deploy(flowOf([{ ...SAGI, id, fields, credentials }], { account: id }));
		await served();
		damage(join(sessionsIn(), `${id}.json`));
		await stage.sandbox.sagi.resetCounters();
		await stage.restart('kill');
		await served();
		// What a Deploy has written into Node-RED's credentials may be there still.
		expect(await logIns()).toBeLessThanOrEqual(1);
		const told = stage.nodeRed.logLines().some((entry) => entry.includes("The file of the session can't be read"));
		expect(told).toBe(how === 'half written');
		await stage.restart('kill');
		await stage.sandbox.sagi.resetCounters();
		await served();
		expect(await logIns()).toBe(0);
	});

	it('goes on where the disk is full, says so, and keeps the session once there is room', async () => {
		const { fields, credentials } = filled('sagi');
		await stage.client.deploy(flowOf([{ ...SAGI, fields, credentials }], { account: 'shop' }));
		await served();
		const next = join(sessionsIn(), 'shop.json.next');
		// Every write to this device ends with ENOSPC.
		symlinkSync('/dev/full', next);
		await stage.sandbox.sagi.revoke({ kinds: ['access'] });
		await served();
		expect(stage.nodeRed.logLines().some((entry) => entry.includes('ENOSPC'))).toBe(true);
		await new Promise((resolve) => setTimeout(resolve, 1_500));
		await served();
		await stage.sandbox.sagi.resetCounters();
		await stage.restart('kill');
		await served();
		expect(await stage.sandbox.sagi.counters()).toMatchObject({ logIns: 0, refreshes: 0 });
	});
});
