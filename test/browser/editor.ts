import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, selectors, type Browser, type Page } from 'playwright-core';

import { OWNER } from '../../playground/client';
import { projectFolder } from '../../playground/packing';
import { shared } from '../n8n/support/shared';

const PICTURES = join(projectFolder, 'docs', 'pictures');
const CHROMIUM = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
];
const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

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
		const executablePath = CHROMIUM.find((path) => path !== undefined && existsSync(path));
		if (!executablePath) throw new Error('The browser tests need Chromium: install it, or name it in CHROMIUM_PATH');
		selectors.setTestIdAttribute('data-test-id');
		const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
		const browser = await chromium.launch({ executablePath, args: [...QUIET, ...noSandbox] });
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
		mkdirSync(PICTURES, { recursive: true });
		await this.page.mouse.move(640, 790);
		await this.page.waitForTimeout(800);
		await this.page.screenshot({ path: join(PICTURES, `${name}.png`) });
	}

	async close(): Promise<void> {
		await this.browser.close();
	}
}
