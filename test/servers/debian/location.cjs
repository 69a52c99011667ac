'use strict';

const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { cacheFolder } = require('../../../playground/install/location.cjs');
const packages = require('./packages.json');

/** Where a server of a newer Debian than this one is, or will be, unpacked: beside the system's packages, not among them. */
function unpacked(name) {
	const wanted = packages[name];
	const key = createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 12);
	const folder = join(cacheFolder(), `server-${name}-${key}`);
	const done = join(folder, 'installed.json');
	return {
		...wanted,
		folder,
		source: join(__dirname, name),
		done,
		path: (...parts) => join(folder, 'root', ...parts),
		/** Of the first package, e.g. `1:7.0.22+dfsg-1`. */
		version: () => {
			if (!existsSync(done)) throw new Error(`${name} is not unpacked: npm run test:servers:large does that`);
			return JSON.parse(readFileSync(done, 'utf8')).version;
		},
	};
}

module.exports = { unpacked };
