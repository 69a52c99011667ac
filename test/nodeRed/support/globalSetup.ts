import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { step } from '../../../playground/install/progress.cjs';
import { packForNodeRed } from '../../../playground/nodeRed/build';
import { projectFolder } from '../../../playground/packing';
import { temporaryFolder } from '../../../playground/temporaryFolder';
import { TARBALL } from './shared';

/** Installs both Node-REDs and the check of packages, once a lock file, and packs the package. Each test file starts what it needs. */
export default async function globalSetup(): Promise<void> {
	const install = join(projectFolder, 'test', 'servers', 'npm', 'install.mjs');
	execFileSync(process.execPath, [install, 'nodeRed', 'nodeRed5', 'nodeRedDev'], { stdio: 'inherit' });
	const folder = temporaryFolder('node-red-tests');
	process.env.PLAYGROUND_TEMPORARY = folder;
	const packing = async (): Promise<string> => await packForNodeRed(join(folder, 'package'));
	process.env[TARBALL] = await step('Packing the package for Node-RED', packing);
}
