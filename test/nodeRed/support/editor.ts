import type { Browser, Locator, Page } from 'playwright-core';

import type { NodeRedProcess } from '../../../playground/nodeRed/nodeRed';
import { launchChromium } from '../../browser/chromium';

/** ms. */
const INSTALLED_WITHIN_MS = 120_000;

/** Node-RED's editor in a headless Chromium, used as a person uses it. */
export class NodeRedEditor {
	/** What went wrong in the page. */
	readonly errors: string[] = [];

	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
	) {
		page.on('pageerror', ({ message }) => this.errors.push(message));
	}

	/** @throws Error when no Chromium is installed */
	static async open(
		{ url }: NodeRedProcess,
		{ language = 'en-US', colorScheme = 'light' }: { language?: string; colorScheme?: 'dark' | 'light' } = {},
	): Promise<NodeRedEditor> {
		const browser = await launchChromium();
		const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme, locale: language });
		// A person chooses it in the settings of Node-RED 5; 4 has no dark theme of its own.
		await page.addInitScript(`localStorage.setItem('view-dark-theme', '${colorScheme}')`);
		const editor = new NodeRedEditor(browser, page);
		await page.goto(url);
		await page.locator('#red-ui-palette .red-ui-palette-node').first().waitFor({ state: 'attached' });
		await page.locator('#red-ui-loading-progress').waitFor({ state: 'hidden' });
		return editor;
	}

	/** Installs a packed package with the palette manager's upload. */
	async install(tarball: string): Promise<void> {
		await this.page.evaluate("RED.actions.invoke('core:manage-palette')");
		await this.page.locator('#red-ui-tab-install').click();
		await this.page.locator('.red-ui-palette-editor-upload-button input[type=file]').setInputFiles(tarball);
		await this.page.locator('.red-ui-palette-editor-upload button.primary').click();
		await this.palette('keyring-request').waitFor({ timeout: INSTALLED_WITHIN_MS });
		await this.page.locator('.red-ui-tray button.primary, #node-dialog-ok').first().click();
		await this.page.locator('.red-ui-tray').first().waitFor({ state: 'detached' });
	}

	palette(type: string): Locator {
		return this.page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`);
	}

	/** Drags a node from the palette to a place of the canvas, px from its corner. @returns the node on the canvas */
	async drag(type: string, x: number, y: number): Promise<Locator> {
		await this.palette(type).scrollIntoViewIfNeeded();
		await this.palette(type).dragTo(this.page.locator('#red-ui-workspace-chart'), { targetPosition: { x, y } });
		const find = `RED.nodes.filterNodes({ type: ${JSON.stringify(type)} }).at(-1)?.id`;
		await this.page.waitForFunction(find);
		return this.page.locator(`[id="${(await this.page.evaluate(find)) as string}"]`);
	}

	/** Draws a wire with the mouse. */
	async wire(from: Locator, to: Locator): Promise<void> {
		await from.locator('.red-ui-flow-port-output .red-ui-flow-port').hover();
		await this.page.mouse.down();
		const target = await to.locator('.red-ui-flow-port-input .red-ui-flow-port').boundingBox();
		if (!target) throw new Error('The node has no input');
		await this.page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 });
		await this.page.mouse.up();
	}

	/** Opens the dialog of a node on the canvas. */
	async openNode(node: Locator): Promise<void> {
		await node.locator('.red-ui-flow-node').first().dblclick();
		await this.settled();
	}

	/** A dialog slides in and out. */
	async settled(): Promise<void> {
		await this.page.waitForTimeout(600);
	}

	field(name: string, kind: 'config-input' | 'input' = 'input'): Locator {
		return this.page.locator(`#node-${kind}-${name}`);
	}

	/** Ends the dialog that is on top, with Add or Done. */
	async done(): Promise<void> {
		const top = this.page.locator('.red-ui-tray').last();
		const title = JSON.stringify(await top.locator('.red-ui-tray-header').innerText());
		await top.locator('.red-ui-tray-toolbar button.primary').click();
		const titles = "[...document.querySelectorAll('.red-ui-tray-header')].at(-1)?.innerText";
		await this.page.waitForFunction(`${titles} !== ${title}`);
		await this.settled();
	}

	/** @returns the status of the answer */
	async deploy(): Promise<number> {
		const answer = this.page.waitForResponse(
			(response) => response.url().endsWith('/flows') && response.request().method() === 'POST',
		);
		await this.page.locator('#red-ui-header-button-deploy').click();
		return (await answer).status();
	}

	/** Presses the button of an inject node. */
	async press(node: Locator): Promise<void> {
		await node.locator('.red-ui-flow-node-button-button').click();
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
