import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { projectFolder } from '../../playground/packing';
import type { Results } from '../results';
import { LINE_HEADING, linePart } from './line';
import { page } from './page';
import { linePictures, pictures } from './pictures';

const SCRATCH = join(projectFolder, 'node_modules', '.keyring-bench');
const FIGURES = join(SCRATCH, 'figures.json');

/** Where a run's pages go: a quick one must not replace the project's own. */
export const pagesFolder = (quick: boolean): string => (quick ? SCRATCH : join(projectFolder, 'docs'));

/** Keeps a run's figures for {@link keptFigures}. */
export function keepFigures(results: Results): void {
	mkdirSync(SCRATCH, { recursive: true });
	writeFileSync(FIGURES, JSON.stringify(results, null, '\t'));
}

/** The figures of the last run. @throws Error when there was none */
export function keptFigures(): Results {
	if (!existsSync(FIGURES)) throw new Error('Nothing was measured yet: run npm run bench');
	return JSON.parse(readFileSync(FIGURES, 'utf8')) as Results;
}

/** Writes the page and its pictures. @returns the page's path */
export async function writePage(results: Results): Promise<string> {
	const folder = pagesFolder(results.plan.quick);
	mkdirSync(join(folder, 'pictures'), { recursive: true });
	for (const [name, svg] of Object.entries(pictures(results))) writeFileSync(join(folder, 'pictures', name), svg);
	const hasProfile = existsSync(join(folder, 'performance-profile.md'));
	return await writeMarkdown(folder, 'performance.md', page(results, hasProfile));
}

/** Writes the part of the page that a run over lines alone has measured, in its place or as the first. @returns the page's path */
export async function writeLinePart(results: Results): Promise<string> {
	const folder = pagesFolder(results.plan.quick);
	const pictureFolder = join(folder, 'pictures');
	mkdirSync(pictureFolder, { recursive: true });
	for (const [name, svg] of Object.entries(linePictures(results))) writeFileSync(join(pictureFolder, name), svg);
	const present = readFileSync(join(projectFolder, 'docs', 'performance.md'), 'utf8');
	const [intro = '', ...parts] = present.split(/^(?=## )/m);
	const others = parts.filter((part) => !part.startsWith(LINE_HEADING));
	return await writeMarkdown(folder, 'performance.md', [intro, `${linePart(results)}\n`, ...others].join(''));
}

/** Writes markdown in the project's own layout. @returns its path */
export async function writeMarkdown(folder: string, name: string, text: string): Promise<string> {
	mkdirSync(folder, { recursive: true });
	const path = join(folder, name);
	const style = await resolveConfig(join(projectFolder, 'docs', name));
	writeFileSync(path, await format(text, { ...style, parser: 'markdown' }));
	return path;
}
