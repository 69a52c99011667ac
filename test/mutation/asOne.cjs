/**
 * Loads test files as one, so that n8n, the nodes and the sandbox are loaded once a mutant.
 * @param names e.g. `unit/sagiNode`
 */
exports.asOne = (names) => {
	for (const name of names)
		describe(name, () => {
			require(`../${name}.test`);
		});
};
