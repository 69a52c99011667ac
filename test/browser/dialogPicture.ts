import type { Editor } from './editor';

/** High enough for all of a dialog to be seen at once, px. It stays so: the dialog that was unfolded would stand out of a lower one. */
const HIGH = { width: 1280, height: 2_600 };
/** The editor lays the dialog out anew, ms. */
const LAID_OUT_MS = 1_000;
/** Below the last field, px. */
const MARGIN = 24;

/** Lets the dialog be as high as what it holds: the editor scrolls it within a fixed height. */
async function unfoldDialog(editor: Editor, field: string): Promise<void> {
	await editor.field(field).evaluate((inner) => {
		let within = inner.parentElement;
		while (within && within.getAttribute('role') !== 'dialog') {
			Object.assign(within.style, { height: 'auto', maxHeight: 'none', overflow: 'visible' });
			within = within.parentElement;
		}
	});
	await editor.page.waitForTimeout(LAID_OUT_MS);
}

/**
 * Takes a picture of a credential's dialog down to the last of these fields, all of which it shows.
 * @param name of the picture in docs/pictures
 */
export async function pictureOfDialog(editor: Editor, name: string, fields: string[]): Promise<void> {
	const { page } = editor;
	await page.setViewportSize(HIGH);
	await unfoldDialog(editor, fields.at(-1)!);
	const dialog = (await page.locator('[role=dialog]:visible > *').first().boundingBox())!;
	let end = dialog.y;
	for (const each of fields) {
		const field = (await editor.field(each).boundingBox())!;
		end = Math.max(end, field.y + field.height + MARGIN);
		const isInside = field.y >= dialog.y && end <= dialog.y + dialog.height;
		expect({ each, isInside }).toEqual({ each, isInside: true });
	}
	await editor.picture(name, { ...dialog, height: end - dialog.y });
}
