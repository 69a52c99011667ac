import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { exportCredentials } from '../../../playground/client';
import { sqliteDatabase } from '../../../playground/database/database';
import { runN8nCommand } from '../../../playground/n8n';
import { N8nRest } from '../../../playground/rest';
import type { FaultRule } from '../../../sandbox';
import type { RemoteSandbox } from '../../../sandbox/client';
import { createCredential, publishWebhook } from '../../n8n/support/n8n';
import { shared, sharedN8n, sharedSandbox } from '../../n8n/support/shared';
import { httpRequest, keyringNode, type SavedCredential } from '../../n8n/support/workflows';
import { tally } from '../support/tally';
import { formsOf, holds, SECRETS, TYPED } from './marks';
import { LEAK_SUBJECTS, type LeakSubject } from './subjects';

jest.setTimeout(280_000);

/** What may happen to a request. A rejection hits once, so that the renewal that follows is served. */
const FAULTS: Array<Omit<FaultRule, 'match'>> = [
	{ times: 0 },
	{ status: 401, times: 1 },
	{ status: 403, times: 1 },
	{ status: 302, headers: { location: 'http://127.0.0.1:9/stolen' } },
	{ status: 429, headers: { 'retry-after': '1' } },
	{ status: 500 },
	{ status: 200, body: '<html>', contentType: 'text/html' },
	{ closeSocket: true },
];
/** A provider that repeats what it was sent, or what it knows of the account. */
const echoing = (subject: LeakSubject, status: number, parameters: object = {}): Array<Omit<FaultRule, 'match'>> => {
	const own = Object.values(subject.fields('')).map(String);
	const kept = Object.values(SECRETS).filter((secret) => own.includes(secret));
	const written = JSON.stringify(parameters);
	const typed = Object.entries(TYPED).flatMap(([name, secret]) => (written.includes(`.${name} `) ? [secret] : []));
	return [...typed, ...kept]
		.flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
		.map((said) => ({ status, body: { message: `not "${said}"`, errors: { [said]: [said] }, code: said } }));
};

let sandbox: RemoteSandbox;
const client = sharedN8n();
const { n8n } = shared();
const outputs: string[] = [];
const paths: string[] = [];
const tokens = new Set<string>();
const credentials: SavedCredential[] = [];
let runs = 0;

beforeAll(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
});

type Run = Awaited<ReturnType<typeof publishWebhook>>;

/** Runs a workflow once, whatever comes of it; what the caller gets is searched as well. */
async function call(workflow: Run): Promise<void> {
	runs++;
	const answer = await workflow.call().catch((error: Error & { answer?: unknown }) => [error.message, error.answer]);
	outputs.push(JSON.stringify(answer));
}

async function credentialFor(subject: LeakSubject): Promise<SavedCredential> {
	const { url } = subject.service(sandbox);
	const credential = await createCredential(client, subject.credentialType, subject.fields(url));
	credentials.push(credential);
	return credential;
}

describe.each(LEAK_SUBJECTS)('$name', (subject) => {
	beforeAll(async () => await subject.prepare(sandbox));

	it('runs every operation through every fault', async () => {
		const service = subject.service(sandbox);
		const credential = await credentialFor(subject);
		for (const parameters of subject.operations) {
			const echoes = echoing(subject, 422, parameters).slice(0, 3);
			const node = keyringNode('Keyring', subject.node, credential, parameters);
			const stopping = await publishWebhook(client, node);
			const goingOn = await publishWebhook(client, { ...node, onError: 'continueRegularOutput' });
			for (const fault of [...FAULTS, ...echoes]) {
				await service.setFaults(fault.times === 0 ? [] : [{ ...fault, match: { operation: 'other' } }]);
				await call(fault.status === 422 || fault.status === 500 ? goingOn : stopping);
			}
		}
		await service.setFaults([]);
	});

	it('runs the HTTP Request node through every fault', async () => {
		const service = subject.service(sandbox);
		const credential = await credentialFor(subject);
		for (const method of ['GET', 'POST']) {
			const url = `${service.url}${subject.path}`;
			const body = method === 'POST' ? { body: { some: 'text' } } : {};
			const workflow = await publishWebhook(client, httpRequest('Request', credential, { method, url, ...body }));
			for (const fault of FAULTS) {
				await service.setFaults(fault.times === 0 ? [] : [{ ...fault, match: { operation: 'other' } }]);
				await call(workflow);
			}
		}
		await service.setFaults([]);
	});

	it('logs in through every fault, and is tested in the dialog', async () => {
		const service = subject.service(sandbox);
		const spoken = echoing(subject, 401).filter((_, at) => at < 6);
		for (const fault of [...FAULTS.slice(3), ...spoken]) {
			await service.setFaults([{ ...fault, match: { operation: 'logIn' } }]);
			const credential = await credentialFor(subject);
			outputs.push(JSON.stringify(await client.testCredential(credential.id).catch((error: Error) => error.message)));
			const parameters = subject.operations.find(({ operation }) => operation === 'get' || operation === 'send')!;
			await call(await publishWebhook(client, keyringNode('Keyring', subject.node, credential, parameters)));
		}
		await service.setFaults([]);
	});

	afterAll(async () => {
		for (const { path, headers, body } of await subject.service(sandbox).requests()) {
			paths.push(path);
			const [scheme = '', value = ''] = String(headers.authorization ?? '').split(' ');
			if (scheme === 'Basic') tokens.add(Buffer.from(value, 'base64').toString().replace(/:$/, ''));
			else if (value !== '') tokens.add(value);
			const given = /"token":"([^"\\]{20,})"/.exec(String(body))?.[1];
			if (given) tokens.add(given);
		}
	});
});

/** Rows that are read at a time. */
const ROWS = 400;

/** Every place where something of a run can be read afterwards. */
async function places(): Promise<Map<string, string>> {
	const rest = new N8nRest({ url: n8n.url, cookie: n8n.cookie });
	const found = new Map<string, string>([
		['what callers got', outputs.join('\n')],
		['addresses that the sandbox saw', paths.join('\n')],
		["n8n's log at debug level", readFileSync(n8n.logFile, 'utf8')],
		["n8n's list of credentials", JSON.stringify(await client.credentials())],
		['exported workflows', await runN8nCommand(['export:workflow', '--all', '--pretty'], n8n.userFolder)],
	]);
	const views = await Promise.all(credentials.map(async ({ id }) => await client.getCredential(id)));
	found.set('the credentials as the editor gets them', JSON.stringify(views));
	const { results } = await rest.get<{ results: Array<{ id: string }> }>('/rest/executions?limit=20');
	const executions = await Promise.all(results.map(async ({ id }) => await rest.get(`/rest/executions/${id}`)));
	found.set('executions as the editor gets them', JSON.stringify(executions));
	const database = sqliteDatabase(n8n.userFolder);
	const tables = await database.query<{ name: string }>("select name from sqlite_master where type = 'table'");
	for (const { name } of tables) {
		for (let from = 0; ; from += ROWS) {
			const rows = await database.query(`select * from "${name}" limit ${ROWS} offset ${from}`);
			if (rows.length === 0) break;
			found.set(`table ${name} from row ${from}`, JSON.stringify(rows));
		}
	}
	const folder = join(n8n.userFolder, '.n8n');
	for (const file of readdirSync(folder).filter((name) => /\.(sqlite(-wal)?|log|json)$/.test(name)))
		found.set(`file ${file}`, readFileSync(join(folder, file), 'latin1'));
	return found;
}

it('leaves no secret behind', async () => {
	for (const { data } of await exportCredentials(n8n.userFolder)) {
		if (typeof data.session !== 'string' || data.session === '') continue;
		const session = JSON.parse(data.session) as { accessToken: string; refreshToken?: string };
		tokens.add(session.accessToken);
		if (session.refreshToken) tokens.add(session.refreshToken);
	}
	const known = { ...SECRETS, ...TYPED };
	const secrets = [...Object.entries(known), ...[...tokens].map((token) => [`token ${token.slice(0, 4)}…`, token])];
	const forms = secrets.map(([name, secret]) => [name!, formsOf(secret!)] as const);
	const leaks: string[] = [];
	const searched = await places();
	for (const [place, text] of searched) {
		const withoutEscapes = text.replaceAll('\\', '');
		for (const [name, written] of forms) if (holds(text, withoutEscapes, written)) leaks.push(`${name} in ${place}`);
	}
	tally('secrets marked', secrets.length);
	tally('forms searched', forms.flatMap(([, written]) => written).length);
	tally('places searched', searched.size);
	tally('runs searched', runs);
	tally('leaks', leaks.length);
	expect(leaks).toEqual([]);
	expect(tokens.size).toBeGreaterThan(10);
	expect(runs).toBeGreaterThan(300);
});

it('would have found one: tokens that a person asked for stand in the output', async () => {
	const subject = LEAK_SUBJECTS[0]!;
	const credential = await credentialFor(subject);
	const parameters = { resource: 'session', operation: 'logIn', returnTokens: true };
	const workflow = await publishWebhook(client, keyringNode('Keyring', subject.node, credential, parameters));
	const [output] = await workflow.call<Array<{ access_token: string }>>();
	const forms = formsOf(output!.access_token);
	const found = [...(await places())].filter(([, text]) => holds(text, text.replaceAll('\\', ''), forms));
	const names = found.map(([place]) => place.replace(/ from row.*/, ''));
	expect(names).toContain('table execution_data');
	expect(names).toContain('executions as the editor gets them');
	expect(names).not.toContain("n8n's log at debug level");
	expect(names).not.toContain('the credentials as the editor gets them');
});
