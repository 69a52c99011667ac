/** A Strapi without its admin panel. A POST to /replace-key stands for a restart with another secret. */
const { randomUUID } = require('node:crypto');
const { mkdirSync, symlinkSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');

const { SERVER_HOME, SERVER_MODULES, SERVER_PORT, SERVER_DATABASE, SERVER_MODE } = process.env;
const installed = createRequire(SERVER_MODULES);
const PLUGIN = 'users-permissions';
const secret = () => randomUUID();

const PACKAGE = {
	name: 'server',
	version: '1.0.0',
	dependencies: { '@strapi/strapi': '*', '@strapi/plugin-users-permissions': '*' },
};
const modules = {
	'config/server.js': {
		host: '127.0.0.1',
		port: Number(SERVER_PORT),
		app: { keys: [secret(), secret()] },
		logger: { updates: { enabled: false }, startup: { enabled: false } },
	},
	'config/admin.js': {
		auth: { secret: secret() },
		apiToken: { salt: secret() },
		transfer: { token: { salt: secret() } },
		secrets: { encryptionKey: secret() },
	},
	'config/database.js': { connection: { client: 'postgres', connection: JSON.parse(SERVER_DATABASE) } },
	'config/plugins.js': {
		[PLUGIN]: {
			config: { jwtSecret: secret(), jwtManagement: SERVER_MODE, ratelimit: { enabled: false } },
		},
	},
};

for (const folder of ['config', 'database/migrations', 'public/uploads', 'src/api'])
	mkdirSync(join(SERVER_HOME, folder), { recursive: true });
writeFileSync(join(SERVER_HOME, 'package.json'), JSON.stringify(PACKAGE));
for (const [file, content] of Object.entries(modules))
	writeFileSync(join(SERVER_HOME, file), `module.exports = ${JSON.stringify(content)};`);
symlinkSync(join(dirname(SERVER_MODULES), 'node_modules'), join(SERVER_HOME, 'node_modules'));
process.chdir(SERVER_HOME);

void (async () => {
	const strapi = installed('@strapi/strapi').createStrapi({
		appDir: SERVER_HOME,
		distDir: SERVER_HOME,
		serveAdminPanel: false,
	});
	await strapi.load();
	strapi.server.app.middleware.unshift(async (context, next) => {
		if (context.method !== 'POST' || context.path !== '/replace-key') return await next();
		const sessions = strapi.sessionManager(PLUGIN);
		if (SERVER_MODE === 'refresh') sessions.sessionManager.getConfigForOrigin(PLUGIN).jwtSecret = secret();
		else strapi.config.set(`plugin::${PLUGIN}.jwtSecret`, secret());
		context.status = 200;
	});
	await strapi.start();
})();
