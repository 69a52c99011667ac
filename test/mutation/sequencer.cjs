const { default: Sequencer } = require('@jest/test-sequencer');

/** Runs test files in the order of `testMatch`, instead of the largest first. */
module.exports = class extends Sequencer {
	sort(tests) {
		const place = ({ context, path }) =>
			context.config.testMatch.findIndex((pattern) => path.includes(pattern.replace(/<rootDir>|\{.*/g, '')));
		return [...tests].sort((one, other) => place(one) - place(other));
	}
};
