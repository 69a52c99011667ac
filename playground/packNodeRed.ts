/** The package for Node-RED: `npm run pack:node-red` leaves its tarball in packages/. */
import { join } from 'node:path';

import { step } from './install/progress.cjs';
import { packForNodeRed } from './nodeRed/build';
import { projectFolder } from './packing';
import { runProgram } from './program';

runProgram(async () => {
	const packed = await step(
		'Packing the package for Node-RED',
		async () => await packForNodeRed(join(projectFolder, 'packages')),
	);
	console.log(packed);
	return 0;
});
