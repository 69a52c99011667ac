/**
 * One package a service, from the same sources: `npm run pack:each` leaves their tarballs in packages/.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { step } from './install/progress.cjs';
import { buildPackage, packFolder, projectFolder } from './packing';
import { runProgram } from './program';
import { packageNameOf, singleServices, writeSinglePackage } from './singlePackage';

runProgram(async () => {
	const target = join(projectFolder, 'packages');
	rmSync(target, { recursive: true, force: true });
	await buildPackage();
	for (const service of singleServices()) {
		await step(`Packing ${packageNameOf(service)}`, async () => {
			const folder = join(target, packageNameOf(service));
			mkdirSync(folder, { recursive: true });
			await writeSinglePackage(service, folder);
			await packFolder(folder, target);
		});
	}
	return 0;
});
