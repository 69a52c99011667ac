'use strict';

const REPORT_EVERY_MS = 20_000;

/** Steps that are shown now; some run side by side. */
const active = new Set();

/**
 * Tells a person that something takes a while: on a terminal one line that counts the seconds, elsewhere a line at
 * the start, one every 20 s and one at the end.
 */
function startStep(text) {
	const terminal = process.stdout.isTTY;
	const startedAt = Date.now();
	const seconds = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
	const rewrite = (line) => process.stdout.write(`\r\x1b[K${line}`);
	const running = () => `${text}, ${seconds()}`;

	active.add(running);
	if (!terminal) console.log(`${text} …`);
	const timer = setInterval(
		() =>
			terminal
				? rewrite(`… ${[...active].map((one) => one()).join(' · ')}`)
				: console.log(`${text}: ${seconds()} so far`),
		terminal ? 500 : REPORT_EVERY_MS,
	);
	timer.unref();

	const end = (mark, outcome) => {
		clearInterval(timer);
		active.delete(running);
		if (terminal) rewrite(`${mark} ${text}, ${seconds()}\n`);
		else console.log(`${text}: ${outcome}, ${seconds()}`);
	};
	return { done: () => end('✓', 'done'), failed: () => end('✗', 'did not work') };
}

/** Runs `work` as a step that is shown while it lasts. */
async function step(text, work) {
	const shown = startStep(text);
	try {
		const result = await work();
		shown.done();
		return result;
	} catch (error) {
		shown.failed();
		throw error;
	}
}

module.exports = { startStep, step };
