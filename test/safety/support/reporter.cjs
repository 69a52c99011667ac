'use strict';

const { mkdtempSync, readFileSync, rmSync, existsSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** What the tests of a project have to reach, and what they must not: [least, most]. */
const LIMITS = {
	safety: {
		'hostile addresses': [1_000, Infinity],
		'requests to a foreign host': [0, 0],
		'generated answers': [10_000, Infinity],
		'generated inputs': [5_000, Infinity],
		crashes: [0, 0],
	},
	'safety in n8n': {
		'secrets marked': [12, Infinity],
		'forms searched': [100, Infinity],
		'places searched': [50, Infinity],
		'runs searched': [300, Infinity],
		leaks: [0, 0],
	},
};

/** Adds up what the safety tests count, prints it, and fails the run where a count is not what it has to be. */
module.exports = class SafetyReporter {
	onRunStart() {
		this.folder = mkdtempSync(join(tmpdir(), 'keyring-safety-'));
		process.env.KEYRING_SAFETY_TALLY = join(this.folder, 'tally.jsonl');
	}

	onRunComplete(contexts) {
		const projects = [...contexts].map(({ config }) => config.displayName?.name);
		const limits = Object.assign({}, ...projects.map((project) => LIMITS[project]));
		const file = process.env.KEYRING_SAFETY_TALLY;
		const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
		rmSync(this.folder, { recursive: true, force: true });
		const counts = new Map(Object.keys(limits).map((counted) => [counted, 0]));
		for (const line of lines) {
			const [counted, number] = JSON.parse(line);
			counts.set(counted, (counts.get(counted) ?? 0) + number);
		}
		this.wrong = [...counts].filter(([counted, count]) => {
			const [least, most] = limits[counted] ?? [0, Infinity];
			return count < least || count > most;
		});
		const rows = [...counts].map(([counted, count]) => `  ${String(count).padStart(8)}  ${counted}`);
		process.stdout.write(`\nSafety, counted:\n${rows.join('\n')}\n`);
	}

	getLastError() {
		if (this.wrong?.length)
			return new Error(`Not as it has to be: ${this.wrong.map(([counted]) => counted).join(', ')}`);
	}
};
