import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

import { PICTURES } from './chromium';

const FRAME_MS = 400;
const CLIP = { x: 0, y: 0, width: 1240, height: 860 };

/**
 * Does something on a page, and makes a moving picture of it for the README when KEYRING_PICTURES is set.
 * @param act calls `frame(times)` for each picture, which is shown for so many times 400 ms
 */
export async function recordMovingPicture(
	page: Page,
	name: string,
	act: (frame: (times: number) => Promise<void>) => Promise<void>,
): Promise<void> {
	if (!process.env.KEYRING_PICTURES) return await act(async () => undefined);
	const gif = GIFEncoder();
	await act(async (times) => {
		await page.waitForTimeout(FRAME_MS);
		const { data, width, height } = PNG.sync.read(await page.screenshot({ clip: CLIP }));
		const palette = quantize(data, 64);
		gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay: times * FRAME_MS });
	});
	gif.finish();
	writeFileSync(join(PICTURES, `${name}.gif`), gif.bytes());
}
