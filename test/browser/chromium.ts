import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { chromium, type Browser, type Page, type PageScreenshotOptions } from 'playwright-core';

import { projectFolder } from '../../playground/packing';

/** Where the README's pictures are. */
export const PICTURES = join(projectFolder, 'docs', 'pictures');
const PROGRAMS = [
	process.env.CHROMIUM_PATH,
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
];
const QUIET = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/**
 * A headless Chromium.
 * @throws Error when none is installed
 */
export async function launchChromium(): Promise<Browser> {
	const executablePath = PROGRAMS.find((path) => path !== undefined && existsSync(path));
	if (!executablePath) throw new Error('The browser tests need Chromium: install it, or name it in CHROMIUM_PATH');
	const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	return await chromium.launch({ executablePath, args: [...QUIET, ...noSandbox] });
}

/** A part of a page, in px. */
export type Clip = NonNullable<PageScreenshotOptions['clip']>;

/** Takes a picture for the README into docs/pictures, when KEYRING_PICTURES is set. */
export async function takePicture(page: Page, name: string, clip?: Clip): Promise<void> {
	if (!process.env.KEYRING_PICTURES) return;
	mkdirSync(PICTURES, { recursive: true });
	await page.screenshot({ path: join(PICTURES, `${name}.png`), clip });
}
