import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../playground/temporaryFolder';
import { runWorkflow } from './support/n8n';
import { startOwnN8n, type OwnN8n } from './support/ownN8n';
import { singleGrounds } from './support/storm/grounds';
import { PLUSOFON } from './support/storm/kits';
import { prepare } from './support/storm/prepare';
import type { Situation } from './support/storm/situation';
import { keyringNode, manual } from './support/workflows';

const logFile = join(temporaryFolder('audit'), 'n8n.log');
let own: OwnN8n;
beforeAll(async () => {
	own = await startOwnN8n({
		env: { N8N_LOG_FORMAT: 'json', N8N_LOG_OUTPUT: 'console,file', N8N_LOG_FILE_LOCATION: logFile },
	});
}, 120_000);
afterAll(async () => await own?.process.stop(), 60_000);

interface Line {
	level: string;
	message: string;
	metadata: Record<string, unknown>;
}

const auditLines = (text: string): Line[] =>
	text
		.split('\n')
		.filter((line) => line.includes('Keyring: '))
		.map((line) => JSON.parse(line) as Line);

it('writes a line for every log-in, refresh and log-out, to console and file, with no secret in it', async () => {
	const grounds = await singleGrounds(own.client, own.process.userFolder);
	await grounds.sandbox.reset();
	const situation = (rest: Partial<Situation>): Situation => ({
		name: 'audit',
		kit: PLUSOFON,
		goOn: true,
		run: async (storm) => await storm.runs(1),
		expect: {},
		...rest,
	});
	const prepared = await prepare(grounds, [
		situation({ session: 'ended' }),
		situation({ fields: { password: 'wrong_password_7' } }),
	]);
	const [good, wrong] = prepared.map(([, { storm }]) => storm);
	await good!.runs(1);
	await good!.revoke(['access', 'refresh']);
	await good!.runs(1);
	await wrong!.runs(1);
	const logOut = keyringNode('Log Out', 'plusofon', good!.credential, { resource: 'session', operation: 'logOut' });
	expect((await runWorkflow(own.client, manual(logOut))).status).toBe('success');
	await good!.service.setFaults([{ match: { operation: 'logIn' }, closeSocket: true }]);
	await good!.runs(1);

	const text = readFileSync(logFile, 'utf8');
	const lines = auditLines(text);
	const who = { provider: 'Plusofon', account: 's•••@mail.ru', durationMs: expect.any(Number) };
	const granted = { outcome: 'granted', status: 200, expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) };
	expect(lines.map(({ metadata }) => metadata)).toMatchObject([
		{ ...who, operation: 'log-in', ...granted },
		{ ...who, operation: 'refresh', ...granted },
		{ ...who, operation: 'refresh', outcome: 'refused', status: 401 },
		{ ...who, operation: 'log-in', ...granted },
		{ ...who, operation: 'log-in', outcome: 'refused', status: 400 },
		{ ...who, operation: 'log-out', outcome: 'done', status: 200 },
		{ ...who, operation: 'log-in', outcome: 'failed' },
	]);
	expect(lines[0]).toMatchObject({ level: 'info', message: 'Keyring: Plusofon log-in of s•••@mail.ru granted' });
	expect(lines[2]).toMatchObject({ level: 'warn' });
	expect(auditLines(own.process.logLines().join('\n'))).toHaveLength(lines.length);
	for (const secret of ['wrong_password_7', '"password"', good!.account.login]) expect(text).not.toContain(secret);
}, 60_000);
