const { readdirSync } = require('node:fs');
const { join } = require('node:path');
const { asOne } = require('./asOne.cjs');
const { SERVICES } = require('../support/services');

const ofServices = readdirSync(join(__dirname, '..', 'contract')).filter((file) =>
	SERVICES.some((service) => file.startsWith(service)),
);

/** What holds what a service's own module says of it. */
asOne([
	...ofServices.map((file) => `contract/${file.replace('.test.ts', '')}`),
	'contract/loginSession/ownCredentials',
	'contract/loginSession/idleTimeout',
]);
