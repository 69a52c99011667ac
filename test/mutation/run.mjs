/**
 * `npm run test:mutation` measures all parts, `npm run test:mutation -- session` one; what follows goes to Stryker, e.g.
 * `-- requests --mutate transport/execution/sender.ts:10-40`. Ends with an error where a part is below the threshold.
 */
import { spawnSync } from 'node:child_process';

import parts from './parts.cjs';

const [first, ...options] = process.argv.slice(2);
const chosen = first ? [first] : Object.keys(parts.PARTS);
for (const part of chosen) {
	if (!parts.PARTS[part]) throw new Error(`There is no part "${part}", only ${Object.keys(parts.PARTS).join(', ')}`);
	const env = { ...process.env, KEYRING_PART: part };
	const { status } = spawnSync('stryker', ['run', ...options], { env, stdio: 'inherit' });
	if (status !== 0) process.exitCode = 1;
}
