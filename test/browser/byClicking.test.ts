import type { INode } from 'n8n-workflow';

import { TOURS } from '../../playground/tours';
import type { RemoteSandbox } from '../../sandbox/client';
import { GIGMA_ACCOUNT } from '../../sandbox/gigma';
import { SAGI_IDS } from '../../sandbox/sagi';
import { createCredential } from '../n8n/support/n8n';
import { agentWorkflow } from '../n8n/support/operations/agent';
import { startLanguageModel, type LanguageModel } from '../n8n/support/operations/languageModel';
import { sharedN8n, sharedSandbox } from '../n8n/support/shared';
import { keyringNode, manual, node, type SavedCredential } from '../n8n/support/workflows';
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

/** A credential of what `npm start` shows, e.g. of `sagi`. */
async function credentialOf(service: string): Promise<SavedCredential> {
	const tours = TOURS.map(({ credential }) => credential(sandbox.urls));
	const { type, data } = tours.find((one) => one.type === `${service}Api`)!;
	return await createCredential(client, type, data);
}

/** Opens the panel of the one node of a workflow. */
async function openPanel(only: INode): Promise<void> {
	await editor.openWorkflow(await client.createWorkflow(manual(only)));
	await editor.openNode(only.name);
}

/** Chooses an entry of the list that the service itself gives. */
async function chooseFromList(entry: string): Promise<void> {
	await editor.page.getByTestId('rlc-input').first().click();
	await editor.page.getByTestId('rlc-item').filter({ hasText: entry }).first().click();
}

describe('an operation that is chosen by clicking', () => {
	const clicked: Array<[string, string, () => Promise<void>]> = [
		[
			'Sagi: Branch → Get, from the list of branches',
			'sagi',
			async () => {
				await editor.choose('resource', 'Branch');
				await editor.choose('operation', 'Get');
				await chooseFromList('BranchName');
				await editor.executeStep(SAGI_IDS.branch);
			},
		],
		[
			'Plusofon: Token → Delete, from the list of tokens',
			'plusofon',
			async () => {
				await editor.choose('resource', 'Token');
				await editor.choose('operation', 'Delete');
				await editor.page.getByTestId('rlc-input').first().click();
				await editor.page.getByTestId('rlc-item').first().click();
				await editor.executeStep('deleted');
			},
		],
		[
			'Smart Satu: Session → Get Status',
			'smartSatu',
			async () => {
				await editor.choose('resource', 'Session');
				await editor.choose('operation', 'Get Status');
				await editor.executeStep('logged_in');
			},
		],
		[
			'Gigma: Session → Send Code',
			'gigma',
			async () => {
				await editor.choose('operation', 'Send Code');
				await editor.fill('phone', GIGMA_ACCOUNT.login);
				await editor.executeStep('Password successfully send');
			},
		],
		[
			'Login Session: API Request → Send',
			'loginSession',
			async () => {
				await editor.choose('resource', 'API Request');
				await editor.fill('path', `/api/v1/branches/${SAGI_IDS.branch}`);
				await editor.executeStep('BranchName');
			},
		],
	];

	it.each(clicked)('%s', async (_, service, click) => {
		await openPanel(keyringNode('Chosen', service, await credentialOf(service), {}));
		await click();
	});
});

it("n8n's HTTP Request node takes the session as a predefined credential", async () => {
	const { name } = await credentialOf('sagi');
	const url = `${sandbox.sagi.url}/api/v1/branches/${SAGI_IDS.branch}`;
	await openPanel(node('Request', 'n8n-nodes-base.httpRequest', { url, options: {} }, { typeVersion: 4.2 }));
	await editor.choose('authentication', 'Predefined Credential Type');
	await editor.choose('nodeCredentialType', 'Sagi API');
	await editor.page.getByTestId('node-credentials-select').locator('input').click();
	await editor.page.locator('.el-select-dropdown:visible').getByText(name).first().click();
	await editor.executeStep('BranchName');
});

describe("an agent's tool", () => {
	let model: LanguageModel;
	beforeAll(async () => (model = await startLanguageModel({ Branch: SAGI_IDS.branch })));
	afterAll(async () => await model.close());

	it('is a node of this package, whose fields the model fills in', async () => {
		const openAi = await createCredential(client, 'openAiApi', { apiKey: 'none', url: model.url });
		const tool = keyringNode('Branches', 'sagiTool', await credentialOf('sagi'), {
			resource: 'branch',
			operation: 'get',
			branch: { __rl: true, mode: 'id', value: '' },
		});
		const { nodes, connections } = agentWorkflow('unused', tool, openAi);
		const agent = nodes.find(({ name }) => name === 'Agent')!;
		agent.parameters.text = 'Which branch is it?';
		const workflow = manual(agent);
		await editor.openWorkflow(
			await client.createWorkflow({
				...workflow,
				nodes: [...workflow.nodes, ...nodes.filter(({ name }) => ['Model', 'Branches'].includes(name))],
				connections: { ...workflow.connections, Model: connections.Model!, Branches: connections.Branches! },
			}),
		);
		await editor.openNode('Branches');
		await editor.page.getByTestId('from-ai-override-button').first().click();
		await editor.page.getByText('Defined automatically by the').first().waitFor();
		await editor.closeNode();
		await editor.execute();
		await editor.openNode('Agent');
		await editor.page.getByTestId('output-panel').getByText('BranchName').first().waitFor();
	});
});
