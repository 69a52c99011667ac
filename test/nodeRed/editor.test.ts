import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { SAGI_LICENSED } from '../../sandbox/sagi';
import { startNodeRed, type NodeRedProcess } from '../../playground/nodeRed/nodeRed';
import { startSandboxProcess, type SandboxProcess } from '../../playground/sandbox';
import { temporaryFolder } from '../../playground/temporaryFolder';
import { takePicture } from '../browser/chromium';
import { NodeRedEditor } from './support/editor';
import { LINES, tarball } from './support/shared';

const WAYS = [
	{ colorScheme: 'light', language: 'en-US', worked: /log-in works/ },
	{ colorScheme: 'dark', language: 'ru', worked: /log-in works/ },
] as const;

/** What a new user does: install, drag, fill in, test, deploy, run. */
describe.each(LINES)('The editor of Node-RED %s', (version, line) => {
	let nodeRed: NodeRedProcess;
	let sandbox: SandboxProcess;
	let editor: NodeRedEditor;
	const folder = temporaryFolder(`node-red-editor-${line}`);

	beforeAll(async () => {
		mkdirSync(join(folder, 'user'));
		sandbox = await startSandboxProcess(folder);
		nodeRed = await startNodeRed({ line, userDir: join(folder, 'user') });
	});
	afterEach(async () => await editor?.close());
	afterAll(async () => {
		await nodeRed?.stop();
		await sandbox?.stop();
	});

	const look = async (name: string) =>
		await editor.page.screenshot({ path: join(process.env.KEYRING_LOOK ?? folder, `${version}-${name}.png`) });

	it('installs the packed package', async () => {
		editor = await NodeRedEditor.open(nodeRed);
		await editor.install(tarball());
		expect(await editor.palette('keyring-session').count()).toBe(1);
		expect(editor.errors).toEqual([]);
	});

	it.each(WAYS)('leads to a running flow ($colorScheme, $language)', async ({ colorScheme, language, worked }) => {
		editor = await NodeRedEditor.open(nodeRed, { colorScheme, language });
		const y = colorScheme === 'light' ? 120 : 320;
		const inject = await editor.drag('inject', 230, y);
		const debug = await editor.drag('debug', 640, y);
		const request = await editor.drag('keyring-request', 430, y);
		await editor.wire(inject, request);
		await editor.wire(request, debug);

		await editor.openNode(request);
		await editor.page.locator('#node-input-btn-account-add').click();
		await editor.field('service', 'config-input').waitFor();
		await editor.settled();
		const entered = { baseUrl: sandbox.urls.sagi, ...SAGI_LICENSED };
		await editor.field('environment', 'config-input').selectOption('custom');
		for (const [name, value] of Object.entries(entered)) await editor.field(name, 'config-input').fill(value);
		const result = editor.page.locator('#keyring-test-result');

		await editor.field('password', 'config-input').fill('not the password');
		await editor.page.locator('#keyring-test').click();
		await editor.page.locator('#keyring-test-result[data-ok="false"]').waitFor();
		expect(await result.innerText()).not.toContain('not the password');
		await look(`${colorScheme}-refused`);
		if (line === 5 && colorScheme === 'light') await takePicture(editor.page, 'node-red-account');

		await editor.field('password', 'config-input').fill(SAGI_LICENSED.password);
		await editor.page.locator('#keyring-test').click();
		await editor.page.locator('#keyring-test-result[data-ok="true"]').waitFor();
		expect(await result.innerText()).toMatch(worked);
		await look(`${colorScheme}-account`);
		await editor.done();
		// An account without a name of its own goes by its service's.
		expect(await editor.field('account').locator('option:checked').innerText()).toBe('Sagi');

		await editor.page.locator('#keyring-operation').selectOption('SA3');
		expect(await editor.field('path').inputValue()).toBe('/api/v1/branches/{branch_id}');
		expect(await editor.page.locator('#keyring-operation-how').innerText()).toMatch(/^A: ./);
		await look(`${colorScheme}-request`);
		await editor.done();
		expect(await editor.deploy()).toBe(200);
		await editor.page.waitForTimeout(1000);
		await editor.page.evaluate("RED.sidebar.show('debug')");
		await editor.press(inject);
		await editor.page.locator('.red-ui-debug-msg').first().waitFor();
		await look(`${colorScheme}-ran`);
		expect(await editor.page.locator('.red-ui-debug-msg').first().innerText()).toMatch(/object/i);
		expect(editor.errors).toEqual([]);
	});
});
