import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { lockPart } from '../../playground/install/lockPart.cjs';

const playground = join(__dirname, '../../playground');

describe.each(['', 'older/2.8', 'older/1.x'])(
	'sqlite3 and what compiles it, of the lock file playground/%s',
	(folder) => {
		const whole = JSON.parse(readFileSync(join(playground, folder, 'package-lock.json'), 'utf8'));
		const { manifest, lock } = lockPart(whole, ['sqlite3']);

		it('are what the whole lock file has, at the same places', () => {
			const { '': root, ...part } = lock.packages;
			expect(root).toEqual(manifest);
			expect(manifest.dependencies).toEqual({ sqlite3: whole.packages['node_modules/sqlite3'].version });
			for (const [place, entry] of Object.entries(part)) expect([place, entry]).toEqual([place, whole.packages[place]]);
		});

		it('lack nothing, and are a small part', () => {
			const places = Object.keys(lock.packages);
			for (const name of [
				'sqlite3',
				'bindings',
				'node-addon-api',
				'node-gyp',
				'tar',
				'prebuild-install',
				'file-uri-to-path',
			])
				expect(places.some((place) => place.endsWith(`node_modules/${name}`))).toBe(true);
			expect(places.length).toBeLessThan(200);
		});
	},
);

it('finds a package above as Node does, and a nested one first', () => {
	const packages = {
		'': {},
		'node_modules/a': { version: '1.0.0', dependencies: { b: '1', c: '1' } },
		'node_modules/a/node_modules/b': { version: '1.0.0', dependencies: { c: '1' } },
		'node_modules/b': { version: '2.0.0' },
		'node_modules/c': { version: '1.0.0' },
		'node_modules/d': { version: '1.0.0' },
	};
	const { lock } = lockPart({ packages }, ['a']);
	expect(Object.keys(lock.packages).sort()).toEqual([
		'',
		'node_modules/a',
		'node_modules/a/node_modules/b',
		'node_modules/c',
	]);
});
