import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectSandbox, type RemoteSandbox } from '../../../sandbox/client';
import { SERVICES } from '../../support/services';
import { bearer, plain, useSandbox } from './plain';

const held = useSandbox();
const ROOT = join(__dirname, '../../..');
const credentials = { phone: 'business_user@example.com', password: 'secure_password' };

describe('the client of the control API', () => {
	let remote: RemoteSandbox;
	beforeEach(async () => {
		remote = await connectSandbox(held.sandbox.control.url);
	});

	test('settings, faults, counters, journal, revoking and reset', async () => {
		expect(remote.urls).toEqual(held.sandbox.urls);
		expect((await remote.sagi.setSettings({ envelope: 'code0' })).envelope).toBe('code0');
		expect((await remote.sagi.getSettings()).accounts[0].login).toBe(credentials.phone);
		await expect(remote.sagi.setSettings({ envelope: 'box' as 'bare' })).rejects.toThrow('Setting "envelope" takes');
		await remote.sagi.addFault({ match: { operation: 'logIn' }, times: 1, status: 500 });
		expect(await remote.sagi.getFaults()).toHaveLength(1);
		const http = plain(remote.sagi.url);
		expect((await http.post('/api/v1/auth/business', credentials)).status).toBe(500);
		const token = (await http.post('/api/v1/auth/business', credentials)).json().data.access_token;
		expect(await remote.sagi.counters()).toMatchObject({ logIns: 2, logInsRefused: 1 });
		expect((await remote.sagi.requests(1)).map(({ seq, status }) => [seq, status])).toEqual([[2, 200]]);
		expect(await remote.sagi.revoke()).toBe(1);
		expect((await http.get('/__echo', bearer(token))).status).toBe(401);
		await remote.sagi.setFaults([{ status: 502 }]);
		await remote.sagi.clearFaults();
		await remote.sagi.resetCounters();
		expect(await remote.sagi.counters()).toMatchObject({ requests: 0, maxInFlight: {} });
		expect(await remote.sagi.openapi()).toMatchObject({ openapi: '3.1.0' });
		await remote.sagi.reset();
		expect((await remote.sagi.getSettings()).envelope).toBe('code200');
	});

	test('the clock', async () => {
		await remote.clock.freeze('2030-01-01T00:00:00Z');
		await remote.clock.advance(1500);
		expect((await remote.clock.state()).iso).toBe('2030-01-01T00:00:01.500Z');
		expect(held.sandbox.clock.now()).toBe(Date.parse('2030-01-01T00:00:01.500Z'));
		await expect(remote.clock.freeze('tomorrow')).rejects.toThrow('Not a point in time');
		await remote.reset();
		expect(Math.abs((await remote.clock.now()) - Date.now())).toBeLessThan(2000);
	});

	test('the control API describes itself and knows all providers', async () => {
		const control = plain(held.sandbox.control.url);
		expect(Object.keys((await control.get('/')).json().providers).sort()).toEqual(SERVICES);
		expect(Object.keys((await control.get('/openapi.json')).json().paths)).toContain('/{provider}/faults');
		expect((await control.get('/nobody/settings')).status).toBe(400);
	});
});

describe('the command', () => {
	const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
	const ready = join(folder, 'ready.json');
	const children: ChildProcess[] = [];
	afterEach(() => {
		rmSync(ready, { force: true });
		// A test that fails does not come to its own kill.
		for (const child of children.splice(0)) child.kill('SIGKILL');
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	function start(...args: string[]): { child: ChildProcess; output: () => string; ended: Promise<number | null> } {
		const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...args], { cwd: ROOT });
		children.push(child);
		let output = '';
		for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data));
		const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
		return { child, output: () => output, ended };
	}

	async function started(...args: string[]) {
		const run = start('--free-ports', '--ready-file', ready, ...args);
		for (let at = 0; at < 200 && !existsSync(ready); at++) await new Promise((resolve) => setTimeout(resolve, 100));
		return { ...run, urls: JSON.parse(readFileSync(ready, 'utf8')) };
	}

	test('writes all addresses when it listens and ends on SIGTERM', async () => {
		const { child, urls, ended, output } = await started();
		expect(Object.keys(urls).sort()).toEqual(['control', ...SERVICES].sort());
		const remote = await connectSandbox(urls.control);
		expect(await remote.plusofon.counters()).toMatchObject({ requests: 0 });
		child.kill('SIGTERM');
		expect(await ended).toBe(0);
		expect(output()).toMatch(
			/Sagi\n +Base URL +http:\/\/127\.0\.0\.1:\d+\n +Login +licensed@example\.com\n +Password +secure_password/,
		);
	});

	test('ends with its parent', async () => {
		const { child, ended } = await started('--with-parent');
		child.stdin?.end();
		expect(await ended).toBe(0);
	});

	test('names a port that is taken', async () => {
		const blocker = createServer();
		await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
		const { port } = blocker.address() as { port: number };
		const { ended, output } = start('--ports', ['0', port, ...SERVICES.slice(1).map(() => '0')].join(','));
		expect(await ended).toBe(1);
		expect(output()).toContain(`Port ${port} of 127.0.0.1 is taken.`);
		blocker.close();
	});
});
