import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';

import { PICTURES } from './chromium';

const FRAME_MS = 400;
const CLIP = { x: 0, y: 0, width: 1240, height: 960 };
/** Of a frame; one more stands for what has not changed. */
const COLOURS = 63;
/** What a frame leaves for the next one to be drawn upon. */
const KEEP = 1;

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
	const frames: Array<{ data: Buffer; delay: number }> = [];
	await act(async (times) => {
		await page.waitForTimeout(FRAME_MS);
		const { data } = PNG.sync.read(await page.screenshot({ clip: CLIP }));
		frames.push({ data, delay: times * FRAME_MS });
	});
	writeFileSync(join(PICTURES, `${name}.gif`), gifOf(frames));
}

/** Frames of RGBA pixels, each shown for so many ms. What does not change between two is drawn once. */
function gifOf(frames: Array<{ data: Buffer; delay: number }>): Uint8Array {
	const palette = quantize(Buffer.concat(frames.map(({ data }) => data)), COLOURS);
	const transparentIndex = palette.length;
	const gif = GIFEncoder();
	let before: Uint8Array | undefined;
	for (const { data, delay } of frames) {
		const pixels = applyPalette(data, palette);
		const changed = pixels.map((colour, at) => (before?.[at] === colour ? transparentIndex : colour));
		before = pixels;
		const options = { palette: [...palette, [0, 0, 0]], delay, transparent: true, transparentIndex, dispose: KEEP };
		gif.writeFrame(changed, CLIP.width, CLIP.height, options);
	}
	gif.finish();
	return gif.bytes();
}
