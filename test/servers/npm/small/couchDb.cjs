/** A CouchDB in memory. Its configuration, changed through its API, names the administrator and the key of its cookies. */
const { createRequire } = require('node:module');

const { SERVER_MODULES, SERVER_ACCOUNT, SERVER_PORT } = process.env;
const installed = createRequire(SERVER_MODULES);
const [username, password] = JSON.parse(SERVER_ACCOUNT);

const PouchDB = ['pouchdb-adapter-memory', 'pouchdb-mapreduce', 'pouchdb-replication'].reduce(
	(core, name) => core.plugin(installed(name)),
	installed('pouchdb-core'),
);
const couch = installed('express-pouchdb')(PouchDB.defaults({ adapter: 'memory' }), {
	mode: 'fullCouchDB',
	inMemoryConfig: true,
	overrideMode: { exclude: ['disk-size', 'replicator', 'routes/fauxton', 'routes/replicate'] },
});
couch.couchConfig.set('admins', username, password, () => undefined);
installed('express')().use(couch).listen(Number(SERVER_PORT), '127.0.0.1');
