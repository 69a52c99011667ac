import type { NodeRedLine } from '../../../playground/nodeRed/nodeRed';
import { versionOf } from '../../../playground/nodeRed/nodeRed';

/** Where `globalSetup` has left the packed package. */
export const TARBALL = 'KEYRING_NODE_RED_TARBALL';

/** The packed package, as a person would install it. @throws Error where nothing is packed */
export function tarball(): string {
	const packed = process.env[TARBALL];
	if (!packed) throw new Error('The package for Node-RED is not packed: run these tests with `npm run test:node-red`');
	return packed;
}

/** Both Node-REDs that are supported, for `describe.each`. */
export const LINES: Array<[version: string, line: NodeRedLine]> = ([4, 5] as const).map((line) => [
	versionOf(line),
	line,
]);
