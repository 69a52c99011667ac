import type { Browser, Locator, Page } from 'playwright-core';

import type { NodeRedProcess } from '../../../playground/nodeRed/nodeRed';
import { launchChromium } from '../../browser/chromium';

/** Node-RED's editor in a headless Chromium, used as a person uses it. */
export class NodeRedEditor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {}

	/** @throws Error when no Chromium is installed */
	static async open(
		{ url }: NodeRedProcess,
		{ language = 'en-US', colorScheme = 'light' }: { language?: string; colorScheme?: 'dark' | 'light' } = {},
	): Promise<NodeRedEditor> {
		const browser = await launchChromium();
		const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme, locale: language });
		// A person chooses it in the settings of Node-RED 5; 4 has no dark theme of its own.
		await page.addInitScript(`localStorage.setItem('view-dark-theme', '${colorScheme}')`);
		await page.goto(url);
		await page.locator('#red-ui-palette .red-ui-palette-node').first().waitFor({ state: 'attached' });
		await page.locator('#red-ui-loading-progress').waitFor({ state: 'hidden' });
		return new NodeRedEditor(browser, page);
	}

	/** Installs a packed package with the palette manager's upload. */
	async install(tarball: string): Promise<void> {
		await this.page.evaluate("RED.actions.invoke('core:manage-palette')");
		await this.page.locator('#red-ui-tab-install').click();
		await this.page.locator('.red-ui-palette-editor-upload-button input[type=file]').setInputFiles(tarball);
		await this.page.locator('.red-ui-palette-editor-upload button.primary').click();
		await this.palette('keyring-request').waitFor({ timeout: 120_000 });
		await this.page
			.locator('#red-ui-settings-tray, .red-ui-tray')
			.last()
			.locator('button.primary, #node-dialog-ok')
			.first()
			.click();
		await this.page.locator('.red-ui-tray').waitFor({ state: 'detached' });
	}

	palette(type: string): Locator {
		return this.page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`);
	}

	/** Drags a node from the palette to a place of the canvas, px from its corner. */
	async drag(type: string, x: number, y: number): Promise<void> {
		const source = this.palette(type);
		await source.scrollIntoViewIfNeeded();
		await source.dragTo(this.page.locator('#red-ui-workspace-chart'), { targetPosition: { x, y } });
	}

	/** Opens the dialog of the node of this type on the canvas. */
	async openNode(type: string): Promise<void> {
		await this.page.waitForFunction(`RED.nodes.filterNodes({ type: ${JSON.stringify(type)} }).length > 0`);
		await this.page.evaluate(`RED.editor.edit(RED.nodes.filterNodes({ type: ${JSON.stringify(type)} }).at(-1))`);
		await this.page.locator('.red-ui-tray').last().waitFor();
		await this.page.waitForTimeout(500);
	}

	field(id: string): Locator {
		return this.page.locator(`#${id}`);
	}

	/** Ends the dialog that is on top. */
	async done(): Promise<void> {
		const trays = await this.page.locator('.red-ui-tray').count();
		await this.page.locator('.red-ui-tray').last().locator('.red-ui-tray-toolbar button.primary').click();
		await this.page.waitForFunction(`document.querySelectorAll('.red-ui-tray').length < ${trays}`);
	}

	async deploy(): Promise<void> {
		const deployed = this.page.waitForResponse(
			(answer) => answer.url().endsWith('/flows') && answer.request().method() === 'POST',
		);
		await this.page.locator('#red-ui-header-button-deploy').click();
		await deployed;
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
