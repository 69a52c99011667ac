import { basename, dirname, join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import packageJson from '../../package.json';

/** A node that the package registers. */
export interface PackageNode {
	/** Its class and file, e.g. `SmartSatuTrigger`. */
	name: string;
	/** Its folder in nodes/, e.g. `SmartSatu`: the service's, which may have a trigger beside its node. */
	folder: string;
	node: INodeType;
}

/** Every node of package.json, in its order. */
export const PACKAGE_NODES: PackageNode[] = packageJson.n8n.nodes.map((file) => {
	const name = basename(file, '.node.js');
	const folder = basename(dirname(file));
	const module = jest.requireActual<Record<string, new () => INodeType>>(join('../../nodes', folder, `${name}.node`));
	return { name, folder, node: new module[name]!() };
});
