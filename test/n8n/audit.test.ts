import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runWorkflow } from './support/n8n';
import { shared, sharedN8n } from './support/shared';
import { useSharedGrounds } from './support/storm/grounds';
import { PLUSOFON } from './support/storm/kits';
import { prepare } from './support/storm/prepare';
import type { Situation } from './support/storm/situation';
import { keyringNode, manual } from './support/workflows';

const grounds = useSharedGrounds();

interface Line {
	level: string;
	message: string;
	metadata: Record<string, unknown>;
}

/** What the shared n8n has logged so far: what it has printed, and its log file. */
const sharedN8nLogs = () =>
	[shared().n8n.logFile, join(shared().n8n.userFolder, '.n8n', 'logs', 'n8n.log')].map((file) =>
		readFileSync(file, 'utf8'),
	);

const auditLines = (text: string): Line[] =>
	text
		.split('\n')
		.filter((line) => line.includes('Keyring: '))
		.map((line) => JSON.parse(line) as Line);

it('writes a line for every log-in, refresh and log-out, to console and file, with no secret in it', async () => {
	const before = sharedN8nLogs().map(({ length }) => length);
	await grounds().sandbox.reset();
	const situation = (rest: Partial<Situation>): Situation => ({
		name: 'audit',
		kit: PLUSOFON,
		goOn: true,
		run: async (storm) => await storm.runs(1),
		expect: {},
		...rest,
	});
	const prepared = await prepare(grounds(), [
		situation({ session: 'ended' }),
		situation({ fields: { password: 'wrong_password_7' } }),
	]);
	const [good, wrong] = prepared.map(([, { storm }]) => storm);
	await good!.runs(1);
	await good!.revoke(['access', 'refresh']);
	await good!.runs(1);
	await wrong!.runs(1);
	const logOut = keyringNode('Log Out', 'plusofon', good!.credential, { resource: 'session', operation: 'logOut' });
	expect((await runWorkflow(sharedN8n(), manual(logOut))).status).toBe('success');
	await good!.service.setFaults([{ match: { operation: 'logIn' }, closeSocket: true }]);
	await good!.runs(1);

	const [printed, kept] = sharedN8nLogs().map((text, at) => text.slice(before[at]));
	const lines = auditLines(kept!);
	const who = { provider: 'Plusofon', account: 's•••@mail.ru', durationMs: expect.any(Number) };
	const granted = { outcome: 'granted', status: 200, expiresAt: expect.stringMatching(/^\d{4}-.*Z$/) };
	expect(lines.map(({ metadata }) => metadata)).toMatchObject([
		{ ...who, operation: 'log-in', ...granted },
		{ ...who, operation: 'refresh', ...granted },
		{ ...who, operation: 'refresh', outcome: 'refused', status: 401 },
		{ ...who, operation: 'log-in', ...granted },
		{ ...who, operation: 'log-in', outcome: 'refused', status: 400 },
		{ ...who, operation: 'log-out', outcome: 'done', status: 200 },
		// A connection that breaks is tried once more.
		{ ...who, operation: 'log-in', outcome: 'failed' },
		{ ...who, operation: 'log-in', outcome: 'failed' },
	]);
	expect(lines[0]).toMatchObject({ level: 'info', message: 'Keyring: Plusofon log-in of s•••@mail.ru granted' });
	expect(lines[2]).toMatchObject({ level: 'warn' });
	expect(auditLines(printed!).map(({ message }) => message)).toEqual(lines.map(({ message }) => message));
	for (const secret of ['wrong_password_7', '"password"', good!.account.login]) {
		expect(printed).not.toContain(secret);
		expect(kept).not.toContain(secret);
	}
}, 60_000);
