'use strict';

/**
 * Required ahead of node-red-dev, for what would change from day to day: Node-RED's catalogue, of all addresses it asks, gives an empty list,
 * since a test should not load it; and the latest version of a dependency is the one of this project's lock file (`PROJECT_LOCK`), not
 * what the registry has since then.
 */
const { createRequire } = require('node:module');

const requireOfTool = createRequire(`${process.env.SERVER_MODULES}/`);
const axios = requireOfTool('axios');
const { get } = axios;

axios.get = async (url, ...rest) =>
	url === 'https://catalogue.nodered.org/catalogue.json' ? { data: { modules: [] } } : await get(url, ...rest);

const { packages } = require(process.env.PROJECT_LOCK);
const registry = 'npm-check/lib/in/get-latest-from-registry';
requireOfTool(registry);
require.cache[requireOfTool.resolve(registry)].exports = async (name) => {
	const { version } = packages[`node_modules/${name}`];
	return { latest: version, next: version, versions: [version] };
};
