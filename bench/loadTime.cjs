'use strict';

/**
 * Prints how long a process that has n8n-workflow needs to load the package, ms as JSON: `loadTime.cjs <folder>`. As n8n does,
 * it requires every file that package.json names, and creates what the file exports.
 */
const { join } = require('node:path');

const folder = process.argv[2];
// The copy that the package's own files will find.
require(require.resolve('n8n-workflow', { paths: [folder] }));
const { nodes, credentials } = require(join(folder, 'package.json')).n8n;
const startedAt = performance.now();
for (const file of [...credentials, ...nodes]) {
	for (const Type of Object.values(require(join(folder, file)))) new Type();
}
console.log(JSON.stringify(performance.now() - startedAt));
