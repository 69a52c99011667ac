import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { projectFolder } from '../../playground/packing';
import type { WorkflowJson } from '../../playground/types';
import type { RemoteSandbox } from '../../sandbox/client';
import { SAGI_ACCOUNT, SAGI_IDS } from '../../sandbox/sagi';
import { sharedN8n, sharedSandbox } from '../n8n/support/shared';
import { pictureOfDialog } from './dialogPicture';
import { Editor } from './editor';

const client = sharedN8n();
const name = 'Sagi of the café';
let sandbox: RemoteSandbox;
let editor: Editor;
let workflowId: string;

beforeAll(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
	const data = { environment: 'custom', baseUrl: sandbox.sagi.url, ...SAGI_ACCOUNT };
	const id = await client.createCredential({ name, type: 'sagiApi', data });
	const file = join(projectFolder, 'examples', 'sagi-branch.json');
	const workflow = JSON.parse(readFileSync(file, 'utf8')) as WorkflowJson;
	for (const node of workflow.nodes) {
		if (node.type === 'n8n-nodes-keyring.sagi') node.credentials = { sagiApi: { id, name } };
	}
	workflowId = await client.createWorkflow(workflow);
	editor = await Editor.open();
});
afterAll(async () => await editor?.close());

describe('what a person sees of Sagi', () => {
	it('is a workflow that runs', async () => {
		await editor.openWorkflow(workflowId);
		await editor.execute();
		await editor.picture('canvas');
	});

	it('is a node panel with a list of branches, and whole ids in the output', async () => {
		await editor.openWorkflow(workflowId);
		await editor.execute();
		await editor.openNode('Get Main Branch');
		await editor.page.getByTestId('output-panel').getByText(SAGI_IDS.group).first().waitFor();
		await editor.page.getByTestId('output-panel').getByText('Schema', { exact: true }).click();
		await editor.picture('node');
		await editor.page.getByTestId('rlc-input').first().click();
		await editor.page.getByText(`SecondBranch (${SAGI_IDS.secondBranch})`).first().waitFor();
		await editor.page.keyboard.press('Escape');
	});

	it('is a credential dialog that really checks the password', async () => {
		await editor.openWorkflow(workflowId);
		await editor.openNode('Get Main Branch');
		await editor.page.getByTestId('credential-edit-button').first().click();
		await editor.passesTest();
		const password = editor.page.getByTestId('parameter-input-password').locator('input').first();
		await password.fill('wrong_password_9');
		await editor.page.getByTestId('credential-save-button').click();
		await editor.page.getByText('More details').click();
		await editor.page.getByText('Sagi refused the log-in of b•••@example.com').first().waitFor();
		await pictureOfDialog(editor, 'credential-refused', ['environment', 'baseUrl', 'login', 'password']);
		await password.fill(SAGI_ACCOUNT.password);
		await editor.page.getByTestId('credential-save-button').click();
		await editor.passesTest();
	});
});
