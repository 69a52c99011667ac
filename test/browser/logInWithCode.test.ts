import axios from 'axios';
import type { Page } from 'playwright-core';

import { TOURS } from '../../playground/tours';
import { readExample, withCredentials } from '../../playground/workspace';
import type { RemoteSandbox } from '../../sandbox/client';
import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN } from '../../sandbox/gigma';
import { shared, sharedN8n, sharedSandbox } from '../n8n/support/shared';
import { keyringNode, manual } from '../n8n/support/workflows';
import { axeFindings } from './axe';
import { takePicture } from './chromium';
import { Editor } from './editor';

const client = sharedN8n();
const PHONE_SCREEN = { width: 390, height: 700 };
let sandbox: RemoteSandbox;
let editor: Editor;

beforeAll(async () => {
	sandbox = await sharedSandbox();
	await sandbox.reset();
	await sandbox.gigma.setSettings({ requireCall: true });
	editor = await Editor.open();
});
afterAll(async () => {
	await editor?.close();
	await sandbox.reset();
});

/** Runs the node by hand in the editor, whose panel shows a link to the form while the node waits. */
async function formOf(formLanguage: string, giveUpAfter = 10): Promise<Page> {
	const name = `Gigma, form in ${formLanguage}`;
	const data = { environment: 'custom', baseUrl: sandbox.gigma.url, applicationToken: GIGMA_APP_TOKEN };
	const id = await client.createCredential({ name, type: 'gigmaApi', data });
	const parameters = {
		resource: 'session',
		operation: 'logInWithCode',
		phone: GIGMA_ACCOUNT.login,
		formLanguage,
		giveUpAfter,
	};
	const node = keyringNode('Gigma', 'gigma', { id, name, type: 'gigmaApi' }, parameters);
	await editor.openWorkflow(await client.createWorkflow(manual(node)));
	await editor.page.getByTestId('canvas-node').getByText('Log In With Code', { exact: true }).waitFor();
	await editor.page.getByTestId('execute-workflow-button').first().click();
	await editor.openNode('Gigma');
	const link = editor.page.getByRole('link', { name: 'Enter the digits' });
	const [form] = await Promise.all([editor.page.waitForEvent('popup'), link.click()]);
	await form.setViewportSize(PHONE_SCREEN);
	await form.getByRole('heading').waitFor();
	return form;
}

describe('the form of Log In With Code', () => {
	it('opens from the editor, is filled in on a phone, and lets the workflow go on', async () => {
		const form = await formOf('en');
		await takePicture(form, 'code-form');
		await form.getByLabel('Last digits of the number that called').fill('9999');
		await form.keyboard.press('Enter');
		await form.getByRole('alert').getByText('These digits were not accepted').waitFor();
		// The service's own words are the execution's, not the customer's.
		expect(await form.getByText('refused').count()).toBe(0);
		await form.getByLabel('Last digits of the number that called').fill(GIGMA_ACCOUNT.password);
		await form.getByRole('button', { name: 'Log in' }).click();
		await form.getByText('You are logged in').waitFor();
		await editor.page.getByTestId('output-panel').getByText('logged_in').first().waitFor();
	});

	it('is where the visitor of a form arrives by itself', async () => {
		const { type, data } = TOURS.find(({ provider }) => provider === 'Gigma')!.credential(sandbox.urls);
		const name = 'Gigma, for visitors';
		const id = await client.createCredential({ name, type, data });
		const example = readExample('gigma-login-by-call.json');
		const workflowId = await client.publish(withCredentials(example, new Map([[type, { id, name }]])));
		const visitor = await editor.page.context().browser()!.newPage({ viewport: PHONE_SCREEN });
		await visitor.goto(`${shared().n8n.url}/form/gigma-log-in`);
		await visitor.getByLabel('Phone').fill(GIGMA_ACCOUNT.login);
		await visitor.getByRole('button', { name: 'Call me' }).click();
		await visitor.getByText('Your phone is being called').waitFor();
		await visitor.getByLabel('Last digits of the number that called').fill(GIGMA_ACCOUNT.password);
		await visitor.getByRole('button', { name: 'Log in' }).click();
		await visitor.getByText('You are logged in').waitFor();
		await visitor.close();
		await client.deactivate(workflowId);
	});

	it('says itself that its time is over, and takes nothing any more', async () => {
		const form = await formOf('ru', 0.25);
		const [late, digits] = [form.getByText('Время для ввода цифр вышло'), form.getByLabel('Последние цифры')];
		expect([await late.isVisible(), await digits.isVisible()]).toEqual([false, true]);
		await late.waitFor();
		await digits.waitFor({ state: 'hidden' });
		await form.close();
	});

	it.each([
		['en', 'light'],
		['ru', 'dark'],
	] as const)('has nothing for axe to find, and fits a small phone: %s, %s', async (language, colorScheme) => {
		const form = await formOf(language);
		if (language === 'ru') await takePicture(form, 'code-form-ru');
		const wrong = await axios.post<string>(form.url(), new URLSearchParams({ code: 'nothing' }), { proxy: false });
		await form.close();
		// The form runs no script, so that axe looks at the same page elsewhere.
		const page = await editor.page.context().browser()!.newPage();
		await page.setViewportSize({ width: 320, height: 600 });
		await page.emulateMedia({ colorScheme });
		await page.setContent(wrong.data);
		expect(await axeFindings(page)).toEqual([]);
		expect(await page.locator('html').getAttribute('lang')).toBe(language);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
		await page.close();
	});
});
