import type { INodeParameters } from 'n8n-workflow';

import type { RemoteSandbox } from '../../sandbox/client';
import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN } from '../../sandbox/gigma';
import { PLUSOFON_ACCOUNT } from '../../sandbox/plusofon';
import { SAGI_ACCOUNT } from '../../sandbox/sagi';
import { SMART_SATU_ACCOUNT } from '../../sandbox/smartSatu';
import { sharedN8n, sharedSandbox } from '../n8n/support/shared';
import { keyringNode, manual } from '../n8n/support/workflows';
import { Editor } from './editor';

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
	data(): Record<string, unknown>;
	parameters: INodeParameters;
	/** What the credential's dialog says without pointing at anything. */
	hint?: string;
	/** The field of what is secret, a wrong one, and what the dialog then says. */
	wrong?: { field: string; value: string; says: string };
	/** What the canvas says below the node's name. */
	subtitle: string;
	/** A text that the panel's output shows after a run. */
	output: string;
}

const SHOWN: Shown[] = [
	{
		title: 'Sagi',
		node: 'sagi',
		data: () => ({ environment: 'custom', baseUrl: sandbox.sagi.url, ...SAGI_ACCOUNT }),
		parameters: { resource: 'branch', operation: 'getAll' },
		subtitle: 'Get Many Branches',
		output: 'SecondBranch',
		wrong: { field: 'password', value: 'wrong_password_9', says: 'Sagi refused the log-in of b•••@example.com' },
	},
	{
		title: 'Plusofon',
		node: 'plusofon',
		data: () => ({
			environment: 'custom',
			baseUrl: sandbox.plusofon.url,
			logInWith: 'emailPassword',
			email: PLUSOFON_ACCOUNT.login,
			password: PLUSOFON_ACCOUNT.password,
		}),
		parameters: { resource: 'token', operation: 'getAll', returnAll: true },
		subtitle: 'Get Many Tokens',
		output: '34 items',
		wrong: { field: 'password', value: 'wrong_password_9', says: 'Plusofon refused the log-in of u•••@mail.ru' },
	},
	{
		title: 'Smart Satu',
		node: 'smartSatu',
		data: () => ({
			loginAddress: 'custom',
			loginUrl: `${sandbox.smartSatu.url}/api/users/login`,
			username: SMART_SATU_ACCOUNT.login,
			password: SMART_SATU_ACCOUNT.password,
		}),
		parameters: { resource: 'session', operation: 'logIn' },
		subtitle: 'Log In',
		output: 'expires_at',
	},
	{
		title: 'Gigma',
		node: 'gigma',
		data: () => ({
			environment: 'custom',
			baseUrl: sandbox.gigma.url,
			applicationToken: GIGMA_APP_TOKEN,
			phone: GIGMA_ACCOUNT.login,
			codeDigits: GIGMA_ACCOUNT.password,
		}),
		parameters: { resource: 'apiRequest', operation: 'send', path: '/counterparty' },
		subtitle: 'Send API Request',
		output: 'Алексей',
		hint: 'Of the number that called the phone, not of the phone itself',
	},
];

describe('what a person sees of', () => {
	it.each(SHOWN.map((shown) => [shown.title, shown] as const))(
		'%s: a panel that runs, and a credential that is tested and refuses what is wrong in plain words',
		async (title, shown) => {
			const name = `${title} of the shop`;
			const type = `${shown.node}Api`;
			const id = await client.createCredential({ name, type, data: shown.data() });
			const node = keyringNode(title, shown.node, { id, name, type }, shown.parameters);
			await editor.openWorkflow(await client.createWorkflow(manual(node)));
			await editor.page.getByTestId('canvas-node').getByText(shown.subtitle, { exact: true }).waitFor();
			await editor.execute();
			await editor.openNode(title);
			await editor.page.getByTestId('output-panel').getByText(shown.output).first().waitFor();
			await editor.picture(`${shown.node}-node`);
			await editor.page.getByTestId('credential-edit-button').first().click();
			await editor.page.getByTestId('credentials-config-container-test-success').waitFor();
			if (shown.hint) await editor.page.getByText(shown.hint).waitFor();
			if (!shown.wrong) return;
			const { field, value, says } = shown.wrong;
			await editor.page.getByTestId(`parameter-input-${field}`).locator('input').first().fill(value);
			await editor.page.getByTestId('credential-save-button').click();
			await editor.page.getByText('More details').click();
			await editor.page.getByText(says).first().waitFor();
		},
	);

	it.each([
		['flash call', 'Plusofon'],
		['token', 'Plusofon'],
		['loyalty', 'Sagi'],
		['бонус', 'Sagi'],
		['заказы', 'Smart Satu'],
	])('what the list of nodes finds by "%s", which %s does', async (words, title) => {
		await editor.openWorkflow(await client.createWorkflow(manual()));
		await editor.page.getByTestId('node-creator-plus-button').first().click();
		await editor.page.getByTestId('node-creator-search-bar').fill(words);
		await editor.page.getByTestId('item-iterator-item').filter({ hasText: title }).first().waitFor();
	});

	it.each([...SHOWN.map(({ title }) => title), 'login', 'log in', 'session', 'refresh token'])(
		'what the list of nodes finds by "%s"',
		async (words) => {
			await editor.openWorkflow(await client.createWorkflow(manual()));
			await editor.page.getByTestId('node-creator-plus-button').first().click();
			await editor.page.getByTestId('node-creator-search-bar').fill(words);
			for (const { title } of SHOWN) {
				if (SHOWN.some((other) => other.title === words && other.title !== title)) continue;
				await editor.page.getByTestId('item-iterator-item').filter({ hasText: title }).first().waitFor();
			}
		},
	);
});
