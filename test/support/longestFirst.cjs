const { default: Sequencer } = require('@jest/test-sequencer');

const LONG = /[\\/](sessionModel|threeNodes|queue|operations|restarts|renewalDown|year)\.test\.ts$/;

/** What takes longest begins first also where jest does not know yet how long: on its own it goes by the size of files then. */
module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const sorted = super.sort(tests);
		const isLong = ({ path }) => LONG.test(path);
		return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
	}
};
