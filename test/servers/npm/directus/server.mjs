/** A Directus with an administrator. A POST to /replace-key stands for a restart with another SECRET. */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';

const { SERVER_MODULES, SERVER_PORT } = process.env;
const installed = createRequire(SERVER_MODULES);
/** A module of Directus' own API, whose packages stand beside it. */
const api = async (path) => await import(installed.resolve(`@directus/api/${path}`));
const { useEnv } = await import(createRequire(installed.resolve('@directus/api')).resolve('@directus/env'));

const env = useEnv();
const { default: createApp } = await api('app');
const app = await createApp();
createServer((request, response) => {
	if (request.method !== 'POST' || request.url !== '/replace-key') return app(request, response);
	env.SECRET = randomUUID();
	response.end();
}).listen(Number(SERVER_PORT), '127.0.0.1');
