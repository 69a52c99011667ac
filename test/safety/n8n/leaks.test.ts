import { exportCredentials } from '../../../playground/client';
import type { FaultRule } from '../../../sandbox';
import type { RemoteSandbox } from '../../../sandbox/client';
import { startWaiting } from '../../n8n/support/codeForm';
import { createCredential, publishWebhook } from '../../n8n/support/n8n';
import { shared, sharedN8n, sharedSandbox } from '../../n8n/support/shared';
import { activateTriggers } from '../../n8n/support/triggers';
import { httpRequest, keyringNode, type SavedCredential } from '../../n8n/support/workflows';
import { tally } from '../support/tally';
import { startCarrier, type Carrier } from './carrier';
import { ENDED_SESSION } from '../../../session/session';
import { formsOf, GIVEN, holds, SECRETS, TYPED } from './marks';
import { places } from './places';
import { LEAK_SUBJECTS, TYPED_DIGITS, type LeakSubject } from './subjects';

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
/** A fault for a request that is not waited for: a service that asks for more than a minute fails the request at once. */
const atOnce = (fault: (typeof FAULTS)[number]): (typeof FAULTS)[number] =>
	fault.status === 429 ? { ...fault, headers: { 'retry-after': '3600' } } : fault;

/** What a provider says that repeats what it was sent, or what it knows of the account: as it is, URL-encoded and in base64. */
function echo(subject: LeakSubject, parameters: object = {}): object {
	const own = JSON.stringify(subject.fields(''));
	const written = JSON.stringify(parameters);
	const kept = Object.values(SECRETS).filter((secret) => own.includes(JSON.stringify(secret).slice(1, -1)));
	const typed = Object.entries(TYPED).flatMap(([name, secret]) => (written.includes(`.${name} `) ? [secret] : []));
	const known = [...typed, ...kept];
	const encoded = known.map((secret) => encodeURIComponent(secret));
	const base64 = known.map((secret) => Buffer.from(secret).toString('base64'));
	return { message: `not "${known.join('", "')}"`, errors: { [encoded.join(' ')]: encoded }, code: base64.join(' ') };
}

/** Answers to a log-in with a token that is not recognised as one. */
const UNRECOGNISED: Array<Omit<FaultRule, 'match'>> = [
	{ status: 200, body: GIVEN.text, contentType: 'text/plain' },
	{ status: 200, body: `${GIVEN.line}\n`, contentType: 'text/plain' },
	{ status: 200, body: `<token>${GIVEN.xml}</token>`, contentType: 'text/xml' },
	{ status: 200, body: { result: GIVEN.json, [GIVEN.json]: 1 } },
	{ status: 409, body: GIVEN.error, contentType: 'text/plain' },
	{ status: 400, body: { message: `use ${GIVEN.words} instead`, code: GIVEN.words } },
];

let sandbox: RemoteSandbox;
const client = sharedN8n();
const { n8n } = shared();
const outputs: string[] = [];
const paths: string[] = [];
const tokens = new Set<string>();
const credentials: SavedCredential[] = [];
let carrier: Carrier | undefined;
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

const urlOf = (subject: LeakSubject): string => carrier?.url ?? subject.service(sandbox).url;

async function credentialFor(subject: LeakSubject): Promise<SavedCredential> {
	const credential = await createCredential(client, subject.credentialType, subject.fields(urlOf(subject)));
	credentials.push(credential);
	return credential;
}

describe.each(LEAK_SUBJECTS)('$name', (subject) => {
	beforeAll(async () => {
		await subject.prepare(sandbox);
		if (subject.carriedIn) carrier = await startCarrier(subject.service(sandbox).url, subject.carriedIn);
	});

	it('runs every operation through every fault', async () => {
		const service = subject.service(sandbox);
		const credential = await credentialFor(subject);
		for (const [index, parameters] of subject.operations.entries()) {
			if (parameters.operation === 'logInWithCode') continue;
			const echoing = { status: 422, body: echo(subject, parameters) };
			const node = keyringNode('Keyring', subject.node, credential, parameters);
			// An error ends one execution, and is an item of the other.
			const onError = index % 2 === 0 ? 'stopWorkflow' : 'continueRegularOutput';
			const workflow = await publishWebhook(client, { ...node, onError });
			for (const fault of [...FAULTS.map(atOnce), echoing] as typeof FAULTS) {
				await service.setFaults(fault.times === 0 ? [] : [{ ...fault, match: { operation: 'other' } }]);
				await call(workflow);
			}
		}
		await service.setFaults([]);
	});

	it('asks for a code through every fault, where it can', async () => {
		const service = subject.service(sandbox);
		const waits = subject.operations.filter(({ operation }) => operation === 'logInWithCode');
		for (const parameters of waits) {
			const credential = await credentialFor(subject);
			for (const fault of [...FAULTS, { status: 422, body: echo(subject, parameters) }] as typeof FAULTS) {
				const run = await startWaiting(client, subject.node, credential, parameters);
				await service.setFaults(fault.times === 0 ? [] : [{ ...fault, match: { operation: 'logIn' } }]);
				runs++;
				for (const fields of [{ code: 'no digits' }, { code: TYPED_DIGITS }])
					outputs.push(JSON.stringify((await run.send(fields)).data));
				await service.setFaults([]);
			}
		}
	});

	it('runs the HTTP Request node through every fault', async () => {
		const service = subject.service(sandbox);
		const credential = await credentialFor(subject);
		for (const method of ['GET', 'POST']) {
			const url = `${urlOf(subject)}${subject.path}`;
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
		for (const fault of [...FAULTS.slice(3), ...UNRECOGNISED, { status: 401, body: echo(subject) }]) {
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
		// The description says that this service wants it in the address.
		if (carrier && subject.carriedIn !== 'query') paths.push(...carrier.paths);
		await carrier?.close();
		carrier = undefined;
	});
});

describe('triggers', () => {
	it('are delivered what is for them and what is not, and poll a service that refuses', async () => {
		const secrets = {
			webhook: SECRETS.gigmaWebhookSecret,
			address: TYPED.TYPED_ADDRESS,
			addressField: '={{ $env.TYPED_ADDRESS }}',
		};
		// A few: each activates four workflows.
		for (const fault of [{ times: 0 }, { status: 401, times: 1 }, { status: 500 }] as typeof FAULTS) {
			await sandbox.smartSatu.setFaults(fault.times === 0 ? [] : [{ ...fault, match: { operation: 'other' } }]);
			const activation = activateTriggers(() => client, n8n.url, sandbox, secrets);
			const triggers = await activation.catch((error: Error) => void outputs.push(error.message));
			if (!triggers) continue;
			const wrong = { ...secrets, webhook: 'wrong', address: 'wrong' };
			for (const each of [secrets, wrong]) outputs.push(JSON.stringify(await triggers.deliver(7, each)));
			credentials.push(...triggers.credentials);
			runs += 2;
		}
		await sandbox.smartSatu.setFaults([]);
	});
});

it('leaves no secret behind', async () => {
	for (const { data } of await exportCredentials(n8n.userFolder)) {
		if (typeof data.session !== 'string' || ['', ENDED_SESSION].includes(data.session)) continue;
		const session = JSON.parse(data.session) as { accessToken: string; refreshToken?: string };
		tokens.add(session.accessToken);
		if (session.refreshToken) tokens.add(session.refreshToken);
	}
	const known = { ...SECRETS, ...TYPED, ...GIVEN, TYPED_DIGITS };
	const secrets = [...Object.entries(known), ...[...tokens].map((token) => [`token ${token.slice(0, 4)}…`, token])];
	const forms = secrets.map(([name, secret]) => [name!, formsOf(secret!)] as const);
	const leaks: string[] = [];
	const searched = await places(credentials, [
		['what callers got', outputs.join('\n')],
		['addresses that were seen', paths.join('\n')],
	]);
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
	await subject.prepare(sandbox);
	const credential = await credentialFor(subject);
	const parameters = { resource: 'session', operation: 'logIn', returnTokens: true };
	const workflow = await publishWebhook(client, keyringNode('Keyring', subject.node, credential, parameters));
	const [output] = await workflow.call<Array<{ access_token: string }>>();
	const forms = formsOf(output!.access_token);
	const found = [...(await places([credential]))].filter(([, text]) => holds(text, text.replaceAll('\\', ''), forms));
	const names = found.map(([place]) => place.replace(/ from row.*/, ''));
	expect(names).toContain('table execution_data');
	expect(names).toContain('executions as the editor gets them');
	expect(names).not.toContain("n8n's log at debug level");
	expect(names).not.toContain('the credentials as the editor gets them');
});
