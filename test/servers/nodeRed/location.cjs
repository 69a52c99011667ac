'use strict';

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { cacheFolder } = require('../../../playground/install/location.cjs');

const lock = readFileSync(join(__dirname, 'package-lock.json'));
const { version } = JSON.parse(lock.toString()).packages['node_modules/node-red'];

/** The version in the lock file, and where it is, or will be, installed. */
module.exports = {
	version,
	folder: join(cacheFolder(), `node-red-${version}-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`),
};
