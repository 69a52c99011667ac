'use strict';

const { readdirSync, readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

/**
 * What the libraries ask for whose code is in a package: each with its version and the text of its licence.
 * @param files what was bundled, as paths in the project
 */
function licencesOf(files) {
	const packages = new Set(files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]).filter(Boolean));
	const entries = [...packages].sort().map((name) => {
		const folder = join(dirname(__dirname), 'node_modules', name);
		const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
		const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
		if (!file) throw new Error(`${name} brings no text of its licence along`);
		return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
	});
	return entries.join(`\n${'-'.repeat(80)}\n\n`);
}

module.exports = { licencesOf };
