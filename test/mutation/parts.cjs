/**
 * What is mutated in one run, and the tests that tell most about it in the least time, in the order in which they run against each
 * mutant: the first that fails ends it. What plays thousands of random inputs is left out, and what tests the tools.
 */
const PARTS = {
	session: {
		mutate: ['session/*.ts'],
		tests: [
			'unit/session/session',
			'unit/session/lifetime',
			'unit/session/need',
			'unit/session/nextStep',
			'unit/session/claim',
			'unit/session/backoff',
			'unit/session/record',
			'unit/session/records',
			'unit/session/claiming',
			'unit/session/renewal',
			'unit/session/manager',
			'unit/session/managerCallers',
			'unit/session/managerFailures',
			'unit/session/hookClaim',
			'unit/session/saver',
			'unit/session/evidence',
			'unit/session/logOut',
			'unit/session/memory',
			'unit/notStored',
			'contract/loginSession/idleTimeout',
		],
	},
	pacing: {
		mutate: ['pacing/*.ts'],
		tests: [
			'unit/pacing/adaptiveLimit',
			'unit/pacing/sendAgain',
			'unit/pacing/gate',
			'unit/retryAfter',
			'unit/pacing/throughput',
		],
	},
	/** What reads answers and makes messages of them; of transport/ only what needs no n8n to be tested. */
	answers: {
		mutate: [
			'http/!(retryingSender|sessionSource|credentialSnapshot|engine).ts',
			'transport/credential/requestOptions.ts',
			'transport/execution/{errors,parameterCheck}.ts',
		],
		tests: [
			'unit/redact',
			'unit/retryAfter',
			'unit/losslessJson',
			'unit/addresses',
			'unit/parameterCheck',
			'unit/answerBody',
			'unit/requestOptions',
			'unit/errors',
			'unit/createSession',
		],
	},
	/** The rest of it, in n8n's own execute context. */
	requests: {
		mutate: [
			'http/{retryingSender,sessionSource,credentialSnapshot,engine}.ts',
			'transport/credential/{credentialHooks,credentialReader,credentialStore,engine,requestContext}.ts',
			'transport/execution/{cancellation,client,humanInput,pace,parameters,router,sender}.ts',
		],
		tests: [
			'unit/cancellation',
			'unit/parameters',
			'unit/router',
			'unit/credentialReader',
			'unit/credentialHooks',
			'unit/client',
			'unit/sender',
			'unit/notStored',
			'unit/humanInput',
			'mutation/requests',
		],
	},
	/** What is said of each service. Those of the Login Session's presets and shapes take longest, and come last. */
	providers: {
		mutate: ['providers/**/*.ts'],
		tests: [
			'unit/providerFields',
			'unit/providerFaults',
			'unit/gigmaProvider',
			'unit/plusofonProvider',
			'unit/sagiProvider',
			'unit/smartSatuProvider',
			'unit/addresses',
			'unit/loginSession/substitute',
			'unit/loginSession/cookies',
			'unit/loginSession/places',
			'unit/loginSession/expiry',
			'unit/loginSession/requests',
			'unit/loginSession/fromFields',
			'unit/loginSession/account',
			'unit/loginSession/provider',
			'unit/loginSession/providerRefusals',
			'unit/loginSession/documented',
			'mutation/providers',
			'contract/loginSession/shapes',
			'contract/loginSession/presets',
		],
	},
};

/** Tests of these files that take seconds each, or measure time: random passwords, 64 MB, hundreds of items. */
const SLOW_TESTS =
	/arrives as it is|without end is left|unpacks to very much|20 executions of|they never lose a refresh token|a rejected request again|is sent once, whatever is answered|in 100 requests/;

/** Fewer steps and accounts than the tests take on their own, and the same ones for each mutant. */
const QUICK_ENV = { KEYRING_SEED: '1', KEYRING_STEPS: '500', KEYRING_ACCOUNTS: '30' };

module.exports = { PARTS, SLOW_TESTS, QUICK_ENV };
