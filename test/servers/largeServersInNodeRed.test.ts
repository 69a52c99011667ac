import { join } from 'node:path';

import { packForNodeRed } from '../../playground/nodeRed/build';
import { temporaryFolder } from '../../playground/temporaryFolder';
import { TARBALL } from '../nodeRed/support/shared';
import { tryInNodeRed } from '../nodeRed/support/tryServers';
import { LARGE_KITS } from './kits/large';

beforeAll(async () => {
	process.env[TARBALL] = await packForNodeRed(join(temporaryFolder('node-red-package'), 'package'));
}, 60_000);

tryInNodeRed(LARGE_KITS);
