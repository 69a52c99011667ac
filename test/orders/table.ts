import { explore, type Path } from './choices';
import { play } from './play';
import type { Scenario, Worst } from './scenario';

/** Choices that differ from the quiet run: two in `npm test`, three in `npm run test:orders:deep`. */
const MOST_LATE = Number(process.env.KEYRING_LATE ?? 2);

/** What all runs of a scenario came to. */
interface Outcome {
	runs: number;
	worst: Worst;
	/** The shortest story of a run that falls short, if any. */
	story?: string;
}

const KEYS = ['renewals', 'rejected', 'unserved', 'dead', 'seconds'] as const;

/** Plays all runs of a scenario. */
async function playAll(scenario: Scenario): Promise<Outcome> {
	const worst: Worst = { renewals: 0, rejected: 0, unserved: 0, dead: 0, seconds: 0 };
	let shortest: { path: Path; story: string[] } | undefined;
	const runs = await explore(MOST_LATE, async (path) => {
		const played = await play(scenario, path);
		for (const key of KEYS) worst[key] = Math.max(worst[key], played[key]);
		const fallsShort = KEYS.some((key) => played[key] > scenario.expected[key]);
		if (fallsShort && path.length < (shortest?.path.length ?? Infinity)) shortest = { path, story: played.story };
		return played.choices;
	});
	return { runs, worst, story: shortest?.story.join('\n') };
}

/** Plays scenarios, a test each, and prints what they came to. */
export function describeScenarios(what: string, scenarios: Scenario[]): void {
	describe(`all orders of ${what}, with up to ${MOST_LATE} things late`, () => {
		const rows: string[] = [];
		afterAll(() => process.stdout.write(`${rows.join('\n')}\n`));

		it.each(scenarios.map((scenario) => [`${scenario.name}, ${scenario.state}`, scenario] as const))(
			'%s',
			async (name, scenario) => {
				const { runs, worst, story } = await playAll(scenario);
				const { renewals, rejected, unserved, dead, seconds } = worst;
				const found = `renewals ${renewals}, rejected ${rejected}, unserved ${unserved}, dead ${dead}, ${seconds.toFixed(1)} s`;
				rows.push(`${name.padEnd(76)} ${String(runs).padStart(6)} runs: ${found}`);
				if (story !== undefined) throw new Error(`More than expected (${JSON.stringify(scenario.expected)})\n${story}`);
				// A choice that is never met would be tried in vain.
				expect(runs).toBeGreaterThan(50);
			},
			60 * 60_000,
		);
	});
}
