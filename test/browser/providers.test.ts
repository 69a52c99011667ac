import type { INodeParameters } from 'n8n-workflow';

import type { RemoteSandbox } from '../../sandbox/client';
import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN } from '../../sandbox/gigma';
import { PLUSOFON_ACCOUNT } from '../../sandbox/plusofon';
import { SAGI_ACCOUNT } from '../../sandbox/sagi';
import { SMART_SATU_ACCOUNT } from '../../sandbox/smartSatu';
import { sharedN8n, sharedSandbox } from '../n8n/support/shared';
import { keyringNode, manual } from '../n8n/support/workflows';
import { pictureOfDialog } from './dialogPicture';
import { Editor, VIEWPORT } from './editor';

const client = sharedN8n();
let sandbox: RemoteSandbox;
let editor: Editor;

beforeAll(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
	editor = await Editor.open();
});
afterAll(async () => await editor?.close());

interface Shown {
	title: string;
	node: string;
	/** What a person chooses in the credential's dialog, by the words on the screen. */
	choices: Record<string, string>;
	/** What a person types there, the secret last. */
	fields(): Record<string, string>;
	parameters: INodeParameters;
	/** What the credential's dialog says without pointing at anything. */
	hint?: string;
	/** A wrong secret, and what the dialog then says. */
	wrong: { value: string; says: string };
	/** What the canvas says below the node's name. */
	subtitle: string;
	/** A text that the panel's output shows after a run. */
	output: string;
}

const SHOWN: Shown[] = [
	{
		title: 'Sagi',
		node: 'sagi',
		choices: { environment: 'Custom URL' },
		fields: () => ({
			baseUrl: sandbox.sagi.url,
			login: SAGI_ACCOUNT.login,
			password: SAGI_ACCOUNT.password,
		}),
		parameters: { resource: 'branch', operation: 'getAll' },
		subtitle: 'Get Many Branches',
		output: 'SecondBranch',
		wrong: { value: 'wrong_password_9', says: 'Sagi refused the log-in of b•••@example.com' },
	},
	{
		title: 'Plusofon',
		node: 'plusofon',
		choices: { environment: 'Custom URL', logInWith: 'Email and Password' },
		fields: () => ({
			baseUrl: sandbox.plusofon.url,
			email: PLUSOFON_ACCOUNT.login,
			password: PLUSOFON_ACCOUNT.password,
		}),
		parameters: { resource: 'token', operation: 'getAll', returnAll: true },
		subtitle: 'Get Many Tokens',
		output: '34 items',
		wrong: { value: 'wrong_password_9', says: 'Plusofon refused the log-in of u•••@mail.ru' },
	},
	{
		title: 'Smart Satu',
		node: 'smartSatu',
		choices: { loginAddress: 'Custom URL' },
		fields: () => ({
			loginUrl: `${sandbox.smartSatu.url}/api/users/login`,
			username: SMART_SATU_ACCOUNT.login,
			password: SMART_SATU_ACCOUNT.password,
		}),
		parameters: { resource: 'session', operation: 'logIn' },
		subtitle: 'Log In',
		output: 'expires_at',
		wrong: { value: 'wrong_password_9', says: 'Smart Satu refused the log-in of sup•••er' },
	},
	{
		title: 'Gigma',
		node: 'gigma',
		choices: { environment: 'Custom URL' },
		fields: () => ({
			baseUrl: sandbox.gigma.url,
			applicationToken: GIGMA_APP_TOKEN,
			phone: GIGMA_ACCOUNT.login,
			codeDigits: GIGMA_ACCOUNT.password,
		}),
		parameters: { resource: 'apiRequest', operation: 'send', path: '/counterparty' },
		subtitle: 'Send API Request',
		output: 'Алексей',
		wrong: { value: '9999', says: 'Gigma refused the log-in of 799•••90' },
		hint: 'Of the number that called the phone, not of the phone itself',
	},
];

/** Makes a credential in the dialog: wrong first, which is refused in plain words, then right, which is tested. @returns its id */
async function credentialInDialog({ title, node, choices, fields, hint, wrong }: Shown): Promise<string> {
	await editor.openNewCredential(`${title} API`);
	for (const [name, option] of Object.entries(choices)) await editor.choose(name, option);
	const typed = Object.entries(fields());
	const [secret, right] = typed.at(-1)!;
	for (const [name, value] of typed) await editor.fill(name, name === secret ? wrong.value : value);
	const id = await editor.saveTaken();
	const [details, told] = ['More details', wrong.says].map((text) => editor.page.getByText(text).first());
	await details!.or(told!).first().waitFor();
	if (await details!.isVisible()) await details!.click();
	await told!.waitFor();
	await editor.fill(secret, right);
	await editor.saveTaken();
	await editor.passesTest();
	if (hint) await editor.page.getByText(hint).waitFor();
	await pictureOfDialog(editor, `${node}-credential`, [...Object.keys(choices), ...Object.keys(fields())]);
	await editor.page.setViewportSize(VIEWPORT);
	return id;
}

describe('what a person sees of', () => {
	it.each(SHOWN.map((shown) => [shown.title, shown] as const))(
		'%s: a credential that is refused in plain words while it is wrong, and a panel that runs with it',
		async (title, shown) => {
			const id = await credentialInDialog(shown);
			const { name, type } = await client.getCredential(id);
			const node = keyringNode(title, shown.node, { id, name, type }, shown.parameters);
			await editor.openWorkflow(await client.createWorkflow(manual(node)));
			await editor.page.getByTestId('canvas-node').getByText(shown.subtitle, { exact: true }).waitFor();
			await editor.execute();
			await editor.openNode(title);
			await editor.page.getByTestId('output-panel').getByText(shown.output).first().waitFor();
			await editor.picture(`${shown.node}-node`);
		},
	);
});

describe('what the list of nodes finds by', () => {
	const found = () => editor.page.getByTestId('item-iterator-item');

	beforeAll(async () => {
		await editor.openWorkflow(await client.createWorkflow(manual()));
		await editor.page.getByTestId('node-creator-plus-button').first().click();
	});

	async function search(words: string): Promise<void> {
		const bar = editor.page.getByTestId('node-creator-search-bar');
		// What was found before must not count.
		await bar.fill('nothing has this name');
		await found().first().waitFor({ state: 'detached' });
		await bar.fill(words);
	}

	it.each([
		['flash call', 'Plusofon'],
		['token', 'Plusofon'],
		['loyalty', 'Sagi'],
		['бонус', 'Sagi'],
		['заказы', 'Smart Satu'],
	])('"%s", which %s does', async (words, title) => {
		await search(words);
		await found().filter({ hasText: title }).first().waitFor();
	});

	it.each(SHOWN.map(({ title }) => title))('"%s"', async (title) => {
		await search(title);
		await found().filter({ hasText: title }).first().waitFor();
	});

	it.each(['login', 'log in', 'session', 'refresh token'])('"%s", which all of them have', async (words) => {
		await search(words);
		for (const { title } of SHOWN) await found().filter({ hasText: title }).first().waitFor();
	});
});
