import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { watch } from 'chokidar';
import { buildPackage, installedFolder, PACKAGED_FOLDERS, projectFolder } from './packing';

/** Editors write a file in several steps, and a formatter writes many files, ms. */
const SETTLE_MS = 300;

/**
 * Builds the package whenever one of its sources changes, and copies it over the one that a running n8n has loaded: with
 * N8N_DEV_RELOAD n8n then loads it again, and the editor shows it. A build that fails is told, and the next change tries again.
 */
export function rebuildOnChange(userFolder: string): void {
	let changedAt = 0;
	let building: Promise<void> | undefined;
	const build = async (): Promise<void> => {
		let builtAt: number;
		do {
			while (Date.now() - changedAt < SETTLE_MS) await sleep(SETTLE_MS);
			builtAt = Date.now();
			await buildPackage().then(
				() => {
					cpSync(join(projectFolder, 'dist'), join(installedFolder(userFolder), 'dist'), { recursive: true });
					console.log('Built. Reload the editor where its panel does not change by itself.');
				},
				(error: Error) => console.error(error.message),
			);
		} while (changedAt > builtAt);
	};
	watch(PACKAGED_FOLDERS, { cwd: projectFolder, ignoreInitial: true }).on('all', () => {
		changedAt = Date.now();
		building ??= build().finally(() => (building = undefined));
	});
}
