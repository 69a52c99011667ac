import fc from 'fast-check';

import { play } from '../support/model/play';
import { stories, told, type Story } from '../support/model/story';

const STEPS_A_STORY = 50;
/** How long it may look for a shorter story that fails as well, ms. */
const SHRINKING_MS = 120_000;

/**
 * A failure comes again with `KEYRING_SEED=<seed>`; `KEYRING_STEPS` makes a run longer or shorter. CI plays the same stories each
 * time: a change must not fail there for what was there before it.
 */
const seed = Number(process.env.KEYRING_SEED ?? (process.env.CI ? 1 : Date.now() % 2 ** 31));
const steps = Number(process.env.KEYRING_STEPS ?? 50_000);

it(
	`keeps its rules whatever happens, in whatever order: ${steps} steps, seed ${seed}`,
	async () => {
		let failedAt = Infinity;
		const property = fc.asyncProperty(stories(STEPS_A_STORY), async (story) => {
			if (Date.now() - failedAt > SHRINKING_MS) return;
			const { violations } = await play(story);
			if (violations.length === 0) return;
			failedAt = Math.min(failedAt, Date.now());
			throw new Error(violations.join('; '));
		});
		const { failed, counterexample } = await fc.check(property, { seed, numRuns: Math.ceil(steps / STEPS_A_STORY) });
		if (failed) throw new Error(await failure(counterexample?.[0] as Story));
	},
	20 * 60_000,
);

/** What broke, the shortest story in which it does, and what happens in it. */
async function failure(story: Story): Promise<string> {
	const { violations, journal } = await play(story);
	return `Seed ${seed}. ${violations.join('; ')}\n\n${told(story)}\n\nWhat happens:\n${journal.join('\n')}`;
}
