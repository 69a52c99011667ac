import { selectors, type Browser, type Locator, type Page } from 'playwright-core';

import { OWNER } from '../../playground/client';
import { shared } from '../n8n/support/shared';
import { launchChromium, takePicture, type Clip } from './chromium';

/** Within this the editor takes what was typed, also beside other tests, ms. */
const TAKEN_MS = 2_500;

/** The window that the editor is looked at in, px. */
export const VIEWPORT = { width: 1280, height: 800 };

/** n8n's editor in a headless Chromium, signed in as the owner. */
export class Editor {
	/** What was filled into the credential's dialog that is open, by field. */
	private filledIn: Record<string, string> = {};

	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {}

	/**
	 * Opens the editor and signs in.
	 * @throws Error when no Chromium is installed
	 */
	static async open(colorScheme: 'light' | 'dark' = 'light'): Promise<Editor> {
		selectors.setTestIdAttribute('data-test-id');
		const browser = await launchChromium();
		const page = await browser.newPage({
			viewport: VIEWPORT,
			colorScheme,
			deviceScaleFactor: 1,
			reducedMotion: 'reduce',
		});
		await page.goto(`${shared().n8n.url}/signin`);
		await page.locator('input[type=email], input[name=emailOrLdapLoginId]').first().fill(OWNER.email);
		await page.locator('input[type=password]').fill(OWNER.password);
		await page.getByTestId('form-submit-button').click();
		await page.waitForURL(/home|workflow/);
		return new Editor(browser, page);
	}

	/** Opens a workflow's canvas. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${shared().n8n.url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Runs the workflow that is open, and waits until n8n says that it worked. */
	async execute(): Promise<void> {
		await this.page.getByTestId('execute-workflow-button').first().click();
		await this.page.getByText('Workflow executed successfully').waitFor();
	}

	/** Opens a node's panel. */
	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.page.getByTestId('ndv').waitFor();
	}

	/** Closes it: the editor takes what was entered. */
	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}

	/** A field of the panel or of the credential dialog. */
	field(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`);
	}

	/** Types into a field. */
	async fill(name: string, value: string): Promise<void> {
		await this.field(name).locator('input').first().fill(value);
		this.filledIn[name] = value;
	}

	/** Chooses one of a field's options by its words. */
	async choose(name: string, option: string): Promise<void> {
		await this.field(name).locator('input').first().click();
		await this.page.locator('.el-select-dropdown:visible').getByText(option, { exact: true }).first().click();
	}

	/** Opens the dialog for a new credential, e.g. of `Sagi API`. */
	async openNewCredential(type: string): Promise<void> {
		await this.page.goto(`${shared().n8n.url}/home/credentials/create`);
		this.filledIn = {};
		await this.page.getByTestId('new-credential-type-select').locator('input').fill(type);
		await this.page.getByText(type).last().click();
		await this.page.getByTestId('new-credential-type-button').click();
		await this.page.getByTestId('credential-save-button').waitFor();
	}

	/**
	 * Saves the credential whose dialog is open.
	 * @returns its id
	 * @throws Error naming the fields that the editor saved with other values than were filled in
	 */
	async saveCredential(): Promise<string> {
		const answered = this.page.waitForResponse(
			(response) =>
				/\/rest\/credentials(\/\w+)?$/.test(response.url()) && ['POST', 'PATCH'].includes(response.request().method()),
		);
		await this.page.getByTestId('credential-save-button').click();
		const saved = await answered;
		const { data } = saved.request().postDataJSON() as { data: Record<string, unknown> };
		const others = Object.entries(this.filledIn).filter(([name, value]) => String(data[name]) !== value);
		if (others.length) throw new Error(`The editor did not take ${others.map(([name]) => name).join(', ')}`);
		return ((await saved.json()) as { data: { id: string } }).data.id;
	}

	/** Waits until the test of the credential that was saved has passed. @throws Error with the dialog's words when it does not */
	async passesTest(): Promise<void> {
		try {
			await this.page.getByTestId('credentials-config-container-test-success').waitFor();
		} catch (error) {
			const details = this.page.getByText('More details');
			if (await details.isVisible()) await details.click();
			const words = await this.page.locator('.el-tag:visible').allInnerTexts();
			throw new Error(`The credential's test did not pass; the dialog says: ${words.join(' ')}`, { cause: error });
		}
	}

	/** {@link saveCredential}, a moment after the last key: only then has the editor taken what was typed. */
	async saveTaken(): Promise<string> {
		await this.page.waitForTimeout(TAKEN_MS);
		return await this.saveCredential();
	}

	/** Runs the node whose panel is open, and waits for a text in its output. */
	async executeStep(output: string): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
		await this.page.getByTestId('output-panel').getByText(output).first().waitFor();
	}

	/** Takes a picture for the README into docs/pictures, when KEYRING_PICTURES is set. */
	async picture(name: string, clip?: Clip): Promise<void> {
		if (!process.env.KEYRING_PICTURES) return;
		await this.page.addStyleTag({ content: '.el-notification { visibility: hidden !important; }' });
		await this.page.mouse.move(640, 790);
		await this.page.waitForTimeout(800);
		await takePicture(this.page, name, clip);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
