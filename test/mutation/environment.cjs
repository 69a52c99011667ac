const { TestEnvironment } = require('jest-environment-node');

const { SLOW_TESTS } = require('./parts.cjs');

/** Whether a test takes too long for thousands of mutants, by its own words or its block's. */
const isSlow = ({ name, parent }) => SLOW_TESTS.test(name) || (parent !== undefined && isSlow(parent));

function leaveOut({ children }) {
	for (const child of children) {
		if (child.type === 'test') child.mode = 'skip';
		else leaveOut(child);
	}
}

/** Lets pauses of seconds, which other processes get to be first, take a tenth. */
function hurry(global) {
	const { setTimeout } = global;
	const sooner = (act, ms, ...rest) => setTimeout(act, ms / 10, ...rest);
	global.setTimeout = Object.defineProperties(sooner, Object.getOwnPropertyDescriptors(setTimeout));
}

/** The first environment of this process: all later ones share its globals, and so the libraries that {@link ./runtime.cjs} keeps. */
let first;

module.exports = class extends TestEnvironment {
	hasFailed = false;

	constructor(config, context) {
		super(config, context);
		if (!first) hurry(this.global);
		first ??= this;
		const { context: vmContext, global, moduleMocker, fakeTimers, fakeTimersModern } = first;
		Object.assign(this, { context: vmContext, global, moduleMocker, fakeTimers, fakeTimersModern });
		// jest-circus keeps the tests that it has met, and who listens, in the globals.
		for (const key of Object.getOwnPropertySymbols(global))
			if (/^(JEST|EVENT|STATE|RETRY|TEST|UNHANDLED|WAIT|LOG)/.test(key.description)) delete global[key];
		const { __STRYKER_ACTIVE_MUTANT__: mutant } = process.env;
		if (mutant === undefined) delete global.process.env.__STRYKER_ACTIVE_MUTANT__;
		else global.process.env.__STRYKER_ACTIVE_MUTANT__ = mutant;
	}

	async handleTestEvent(event) {
		if (event.name === 'test_fn_failure' || event.name === 'hook_failure') this.hasFailed = true;
		// A mutant needs no second failure, and no sandbox for tests that are left out.
		const isOver = this.hasFailed && process.env.__STRYKER_ACTIVE_MUTANT__ !== undefined;
		if (event.name === 'run_describe_start' && isOver) leaveOut(event.describeBlock);
		if (event.name === 'test_start' && (isOver || isSlow(event.test))) event.test.mode = 'skip';
	}

	async teardown() {
		this.fakeTimersModern.useRealTimers();
	}
};
