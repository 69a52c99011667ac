import type { AxiosResponse } from 'axios';
import type { INodeParameters } from 'n8n-workflow';

import { outputOf } from '../../playground/execution';
import type { RemoteSandbox } from '../../sandbox/client';
import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN, GIGMA_SECOND } from '../../sandbox/gigma';
import { PLUSOFON_ACCOUNT } from '../../sandbox/plusofon';
import { CODE_LOG_IN, startLoop, startWaiting, type Waiting } from './support/codeForm';
import { wordsOf } from './support/forms';
import { createCredential } from './support/n8n';
import { sharedN8n, sharedSandbox } from './support/shared';
import { items, keyringNode, manual, type SavedCredential } from './support/workflows';

const client = sharedN8n();
let sandbox: RemoteSandbox;

beforeAll(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
	await sandbox.gigma.setSettings({ requireCall: true });
	await sandbox.plusofon.setSettings({ requireCall: true });
});
afterAll(async () => await sandbox.reset());

const gigmaCredential = async () =>
	await createCredential(client, 'gigmaApi', {
		environment: 'custom',
		baseUrl: sandbox.gigma.url,
		applicationToken: GIGMA_APP_TOKEN,
		phone: GIGMA_ACCOUNT.login,
	});
const plusofonCredential = async () =>
	await createCredential(client, 'plusofonApi', {
		environment: 'custom',
		baseUrl: sandbox.plusofon.url,
		logInWith: 'phonePin',
		phone: PLUSOFON_ACCOUNT.phone,
	});

const waiting = async (provider: string, credential: SavedCredential, parameters: INodeParameters) =>
	await startWaiting(client, provider, credential, parameters);

/** What a person reads. */
function words({ status, data }: AxiosResponse<string>): string {
	expect(status).toBe(200);
	return wordsOf(data);
}
const open = async (run: Waiting) => words(await run.open());
const send = async (run: Waiting, fields: Record<string, string>) => words(await run.send(fields));

describe('Gigma: Session → Log In With Code', () => {
	it('calls, asks in a form of its own, lets a person try again, and goes on logged in', async () => {
		const before = await sandbox.gigma.counters();
		const run = await waiting('gigma', await gigmaCredential(), { phone: '={{ $json.phone }}' });
		expect(await open(run)).toContain('Last digits of the number that called');
		expect(await open(run)).toContain('Log in Call me again');
		expect(await send(run, { code: 'no digits' })).toContain('Enter the digits alone');
		expect(await send(run, { code: '9999' })).toContain('These digits were not accepted');
		expect(await send(run, { again: 'yes' })).toContain('You were called a moment ago');
		expect(await send(run, { code: '9999' })).not.toContain('Gigma refused');
		expect(await send(run, { code: ` ${GIGMA_ACCOUNT.password} ` })).toBe(
			'Log in by phone call You are logged in. You can close this page.',
		);
		const execution = await run.finished();
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'After')).toMatchObject([{ logged_in: true, id: 1, phone_1: GIGMA_ACCOUNT.login }]);
		const after = await sandbox.gigma.counters();
		expect(after.phoneCalls - before.phoneCalls).toBe(1);
		const saved = JSON.stringify(execution);
		expect(saved).not.toMatch(/\d+\|\w{40}/);
		for (const secret of ['access_token', `"${GIGMA_ACCOUNT.password}"`, '"9999"']) expect(saved).not.toContain(secret);
	});

	it('keeps the digits good while the service can not answer, and says so', async () => {
		const run = await waiting('gigma', await gigmaCredential(), { phone: '={{ $json.phone }}' });
		for (const fault of [{ status: 503 }, { status: 429 }, { closeSocket: true }]) {
			await sandbox.gigma.setFaults([{ match: { operation: 'logIn' }, ...fault }]);
			for (let time = 0; time < 3; time++)
				expect(await send(run, { code: GIGMA_ACCOUNT.password })).toContain('the digits are still good');
		}
		await sandbox.gigma.clearFaults();
		expect(await send(run, { code: GIGMA_ACCOUNT.password })).toContain('You are logged in');
		expect((await run.finished()).status).toBe('success');
	});

	it('uses a code once, though the form is sent twice', async () => {
		const run = await waiting('gigma', await gigmaCredential(), { phone: '={{ $json.phone }}' });
		const asked = async () =>
			(await sandbox.gigma.requests()).filter(({ path }) => path === '/counterparty/login').length;
		const before = await asked();
		// Once the execution has gone on, n8n itself turns away who comes then.
		await sandbox.gigma.setFaults([{ match: { operation: 'logIn' }, delayMs: 2_000 }]);
		const code = GIGMA_ACCOUNT.password;
		const pages = await Promise.all([send(run, { code }), send(run, { code })]);
		expect(pages).toEqual(Array(2).fill('Log in by phone call You are logged in. You can close this page.'));
		await sandbox.gigma.clearFaults();
		expect(await asked()).toBe(before + 1);
		expect((await run.finished()).status).toBe('success');
	});

	it('serves one person after another in a loop, each with tries of their own', async () => {
		const people = [GIGMA_ACCOUNT, GIGMA_SECOND];
		const person = await startLoop(
			client,
			'gigma',
			await gigmaCredential(),
			people.map(({ login }) => login),
		);
		const before = await sandbox.gigma.counters();
		for (const [index, { password }] of people.entries()) {
			const run = await person(index + 1);
			expect(await open(run)).toContain('Last digits of the number that called');
			for (let time = 0; time < 4; time++) expect(await send(run, { code: '9999' })).toContain('were not accepted');
			expect(await send(run, { code: password })).toContain('You are logged in');
			if (index === 1)
				expect(outputOf(await run.finished(), 'After')).toMatchObject(people.map(() => ({ logged_in: true })));
		}
		expect((await sandbox.gigma.counters()).logIns - before.logIns).toBe(10);
	});

	it('hands the item on as it came when nobody has entered the digits in time', async () => {
		const run = await waiting('gigma', await gigmaCredential(), { phone: '={{ $json.phone }}', giveUpAfter: 0.02 });
		const execution = await run.finished();
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'After')).toEqual([{ link: run.link, phone: '+7 999 999-99-90' }]);
	});

	it('calls nobody when there is more than one person, no time to wait, or a phone that may not be kept', async () => {
		const credential = await gigmaCredential();
		const calls = async () => (await sandbox.gigma.counters()).phoneCalls;
		const before = await calls();
		const parameters = { ...CODE_LOG_IN, phone: GIGMA_ACCOUNT.login };
		const errorOf = async (count: number, more = {}) => {
			const login = keyringNode('Log In', 'gigma', credential, { ...parameters, ...more });
			const id = await client.createWorkflow(manual(items(count), login));
			return (await client.runManually(id)).data.resultData.error?.message;
		};
		expect(await errorOf(2)).toBe('2 items came in, and one person can be waited for');
		expect(await errorOf(1, { giveUpAfter: 0 })).toContain('"Give Up After" is not a number of minutes');
		const others = { phone: '79999999999', keepInCredential: true };
		expect(await errorOf(1, others)).toBe('This is not the phone of the credential');
		expect(await calls()).toBe(before);
	});
});

describe('Plusofon: Session → Log In With Code', () => {
	it('keeps the session with the credential, and speaks Russian or what the panel says', async () => {
		const credential = await plusofonCredential();
		const run = await waiting('plusofon', credential, {
			phone: PLUSOFON_ACCOUNT.phone,
			keepInCredential: true,
			formLanguage: 'ru',
			formTexts: { title: 'Вход <в> магазин', button: '={{ 7 }}' },
		});
		const { pin } = await sandbox.plusofon.getSettings();
		expect(await open(run)).toMatch(
			/^Вход &#60;в&#62; магазин Вам только что позвонили\..* 7 Позвонить ещё раз Время для ввода цифр вышло\./,
		);
		expect(await send(run, { code: '000' })).toContain('Эти цифры не подошли');
		expect(await send(run, { code: String(pin) })).toContain('Вы вошли');
		expect(outputOf(await run.finished(), 'After')).toMatchObject([{ logged_in: true }]);
		const account = keyringNode('Account', 'plusofon', credential, { resource: 'account', operation: 'get' });
		const later = await client.runManually(await client.createWorkflow(manual(account)));
		expect(outputOf(later, 'Account')).toMatchObject([{ user: { email: PLUSOFON_ACCOUNT.login } }]);
	});
});
