import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
	run(where: Document, options: RunOptions): Promise<AxeResults>;
}

/** What axe finds wrong with a page, each with the HTML that it is about. */
export async function axeFindings(page: Page): Promise<Array<[string, string[]]>> {
	await page.evaluate(AXE);
	const { violations } = await page.evaluate(
		async (options) => await (window as never as { axe: Axe }).axe.run(document, options),
		{ resultTypes: ['violations'] } as RunOptions,
	);
	return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
