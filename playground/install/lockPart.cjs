'use strict';

/**
 * The part of a lock file that some packages need, as an installation of its own: the same versions, in the same places.
 * @param {{ packages: Record<string, { dependencies?: object, optionalDependencies?: object, version?: string }> }} lock version 3
 * @param {string[]} names of packages at its top
 * @returns {{ manifest: object, lock: object }} package.json and package-lock.json
 */
function lockPart(lock, names) {
	const { packages } = lock;
	const part = {};
	const waiting = names.map((name) => `node_modules/${name}`);
	for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
		if (part[place]) continue;
		part[place] = packages[place];
		const { dependencies, optionalDependencies } = packages[place];
		for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
			const found = placeOf(packages, place, name);
			if (found) waiting.push(found);
		}
	}
	const required = names.map((name) => [name, packages[`node_modules/${name}`]]);
	const isOptional = ([, { optional }]) => optional === true;
	const versions = (some) => Object.fromEntries(some.map(([name, { version }]) => [name, version]));
	const manifest = {
		name: 'keyring-playground-part',
		private: true,
		dependencies: versions(required.filter((one) => !isOptional(one))),
		optionalDependencies: versions(required.filter(isOptional)),
	};
	return { manifest, lock: { ...lock, name: manifest.name, packages: { '': manifest, ...part } } };
}

/** Where Node finds a package from another one's place, e.g. `node_modules/a/node_modules/b`. */
function placeOf(packages, from, name) {
	for (let folder = `${from}/`; ; ) {
		const place = `${folder}node_modules/${name}`;
		if (packages[place]) return place;
		if (folder === '') return undefined;
		const above = folder.lastIndexOf('node_modules/');
		folder = folder.slice(0, above);
	}
}

module.exports = { lockPart };
