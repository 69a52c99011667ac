const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');

const POSTGRES = '/usr/lib/postgresql';

/** Programs that queue mode needs and that are not installed: npm can't bring them. */
exports.missingPrograms = () => {
	const folders = [...(process.env.PATH ?? '').split(':'), '/usr/bin'];
	const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES) : [];
	const found = {
		PostgreSQL: [...versions.map((version) => join(POSTGRES, version, 'bin')), ...folders].some((folder) =>
			existsSync(join(folder, 'postgres')),
		),
		Redis: folders.some((folder) => existsSync(join(folder, 'redis-server'))),
	};
	return Object.keys(found).filter((name) => !found[name]);
};
