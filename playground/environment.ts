import { delimiter, dirname } from 'node:path';

/** Ports of one n8n process, all on 127.0.0.1. */
export interface N8nPorts {
	http: number;
	runnersBroker: number;
}

// Everything else is left behind: a developer's own N8N_… settings, npm's, and jest's NODE_ENV=test.
const INHERITED =
	/^(path|home|user|logname|lang|lc_\w+|tz|temp|tmp|tmpdir|systemroot|comspec|pathext|appdata|userprofile)$/i;

/** Nothing of n8n reaches beyond this computer with these. */
const OFFLINE = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
	N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_LICENSE_DETACH_FLOATING_ON_SHUTDOWN: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_REINSTALL_MISSING_PACKAGES: 'false',
	N8N_AI_GATEWAY_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	EXTERNAL_HOOK_FILES: '',
	N8N_SENTRY_DSN: '',
	N8N_FRONTEND_SENTRY_DSN: '',
};

/**
 * For the n8n of playground/older: they end for modules that they do not know, isolated-vm has no binary for their Node, and 1.x has
 * one connection to SQLite, on which its own transactions clash when much goes on, unless it is told to have more.
 */
const OLDER = process.env.KEYRING_N8N
	? { N8N_DISABLED_MODULES: '', N8N_EXPRESSION_ENGINE: 'legacy', DB_SQLITE_POOL_SIZE: '3' }
	: {};

/** The few variables of this process that a program needs to run at all. */
export function bareEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => INHERITED.test(name)));
}

/**
 * The whole environment of an n8n process: local, quiet, offline. `extra` wins over all of it.
 * @param program the Node that runs n8n, and the folder where it keeps what it has compiled
 */
export function n8nEnvironment(
	{ node, compiled }: { node: string; compiled: string },
	userFolder: string,
	ports: N8nPorts,
	extra: NodeJS.ProcessEnv = {},
): NodeJS.ProcessEnv {
	const url = `http://127.0.0.1:${ports.http}`;
	return {
		...bareEnvironment(),
		// n8n starts its task runner with whatever is called `node` on the path.
		PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
		NODE_ENV: 'production',
		// Saves every start but the first a quarter of its time.
		NODE_COMPILE_CACHE: compiled,
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(ports.http),
		N8N_EDITOR_BASE_URL: url,
		WEBHOOK_URL: `${url}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_PORT: String(ports.runnersBroker),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(ports.http),
		N8N_PYTHON_ENABLED: 'false',
		N8N_LOG_OUTPUT: 'console',
		N8N_LOG_LEVEL: 'info',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
		NO_COLOR: '1',
		...OFFLINE,
		...OLDER,
		...extra,
	};
}
