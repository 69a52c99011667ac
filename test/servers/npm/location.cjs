'use strict';

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { cacheFolder } = require('../../../playground/install/location.cjs');

/** Where the servers of one folder here are, or will be, installed: another lock file means another folder. */
function installation(name) {
	const source = join(__dirname, name);
	const lock = readFileSync(join(source, 'package-lock.json'));
	const { packages } = JSON.parse(lock.toString());
	const folder = join(cacheFolder(), `server-${name}-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`);
	return {
		folder,
		source,
		done: join(folder, 'installed.json'),
		path: (...parts) => join(folder, 'node_modules', ...parts),
		version: (module) => packages[`node_modules/${module}`].version,
	};
}

module.exports = { installation };
