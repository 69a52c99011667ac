import { selectors, type Browser, type Page } from 'playwright-core';

import { OWNER } from '../../playground/client';
import { shared } from '../n8n/support/shared';
import { launchChromium, takePicture } from './chromium';

/** n8n's editor in a headless Chromium, signed in as the owner. */
export class Editor {
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
		const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme, deviceScaleFactor: 1 });
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

	/** Takes a picture for the README into docs/pictures, when KEYRING_PICTURES is set. */
	async picture(name: string): Promise<void> {
		if (!process.env.KEYRING_PICTURES) return;
		await this.page.mouse.move(640, 790);
		await this.page.waitForTimeout(800);
		await takePicture(this.page, name);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
