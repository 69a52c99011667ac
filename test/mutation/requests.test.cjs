const { asOne } = require('./asOne.cjs');

/** What holds what sends requests. */
asOne([
	'unit/apiRequest',
	'unit/gigmaSession',
	'unit/plusofonNode',
	'unit/keepInCredential',
	'unit/sessionMessages',
	'contract/plusofonPassword',
	'contract/plusofonSession',
	'unit/smartSatuNode',
	'unit/sagiNode',
	'safety/noRepeat',
	'unit/oneWriter',
]);
