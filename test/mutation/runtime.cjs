const { default: Runtime } = require('jest-runtime');

/** The first runtime of this process loads the libraries for all later ones: n8n takes seconds, and no mutant changes it. */
let first;

module.exports = class extends Runtime {
	constructor(...options) {
		super(...options);
		first ??= this;
	}

	leaveTestCode() {
		// Later test files load libraries through the first one.
		if (this !== first) super.leaveTestCode();
	}

	requireModuleOrMock(from, name) {
		const isLibrary = /^[@\w]/.test(name) && !name.startsWith('@jest/') && !this._resolution.isCoreModule(name);
		return isLibrary && this !== first ? first.requireModuleOrMock(from, name) : super.requireModuleOrMock(from, name);
	}

	teardown() {
		if (this === first) this.restoreAllMocks();
		else super.teardown();
	}
};
