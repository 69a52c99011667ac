/** A Parse Server with the keys of one application. */
const { createRequire } = require('node:module');

const { SERVER_MODULES, SERVER_KEYS, SERVER_DATABASE, SERVER_PORT } = process.env;
const installed = createRequire(SERVER_MODULES);
const { ParseServer } = installed('parse-server');
const [appId, restAPIKey, masterKey] = JSON.parse(SERVER_KEYS);
const serverURL = `http://127.0.0.1:${SERVER_PORT}/parse`;

void (async () => {
	const server = new ParseServer({
		appId,
		restAPIKey,
		masterKey,
		serverURL,
		databaseURI: SERVER_DATABASE,
		silent: true,
	});
	await server.start();
	installed('express')().use('/parse', server.app).listen(Number(SERVER_PORT), '127.0.0.1');
})();
