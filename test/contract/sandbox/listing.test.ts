import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import axios from 'axios';

import { startSandboxProcess } from '../../../playground/sandbox';
import { temporaryFolder } from '../../../playground/temporaryFolder';
import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN } from '../../../sandbox/gigma';
import { CONTROL_PORT } from '../../../sandbox';
import { listing, servicesAt } from '../../../sandbox/machinery/listing';
import { PLUSOFON_ACCOUNT, PLUSOFON_API_TOKEN } from '../../../sandbox/plusofon';
import { SAGI_LICENSED } from '../../../sandbox/sagi';
import { SMART_SATU_ACCOUNT } from '../../../sandbox/smartSatu';
import { useSandbox } from '../../support/sandbox';

const sandbox = useSandbox();
const root = join(__dirname, '..', '..', '..');

it('shows all that a person enters in a credential of each stand-in, and its address', async () => {
	const shown = listing((await servicesAt(sandbox().control.url))!);
	const { sagi, gigma, plusofon, smartSatu } = sandbox();
	const values = [
		sagi.url,
		gigma.url,
		plusofon.url,
		`${smartSatu.url}/api/users/login`,
		GIGMA_APP_TOKEN,
		PLUSOFON_API_TOKEN,
		...[SAGI_LICENSED, SMART_SATU_ACCOUNT, GIGMA_ACCOUNT, PLUSOFON_ACCOUNT].flatMap((one) => Object.values(one)),
	];
	for (const value of values) expect(shown).toMatch(new RegExp(`  ${value.replace(/[.?/]/g, '\\$&')}$`, 'm'));
});

it('finds no sandbox where something else listens, or nothing', async () => {
	expect(await servicesAt(sandbox().sagi.url)).toBeUndefined();
	expect(await servicesAt('http://127.0.0.1:9')).toBeUndefined();
});

it('npm run sandbox beside one that runs says what runs already', async () => {
	const free = await axios.get(`http://127.0.0.1:${CONTROL_PORT}`, { proxy: false }).then(
		() => false,
		() => true,
	);
	const running = free ? await startSandboxProcess(temporaryFolder('listing'), 'usual') : undefined;
	try {
		const main = [join(root, 'sandbox', 'main.ts')];
		const { stdout } = await promisify(execFile)(process.execPath, ['--require', 'tsx/cjs', ...main], { cwd: root });
		expect(stdout).toContain('a sandbox runs already');
		expect(stdout).toContain(GIGMA_APP_TOKEN);
	} finally {
		await running?.stop();
	}
}, 60_000);
