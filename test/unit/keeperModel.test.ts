import fc from 'fast-check';

import { play } from '../support/model/play';
import { stories, told, type Story } from '../support/model/story';

const STEPS = 100_000;
const STEPS_A_STORY = 100;

/**
 * A failure can be repeated with `KEYRING_SEED=<seed>`; `KEYRING_STEPS` makes a run longer. CI plays the same stories each time: a
 * change must not fail there for what was there before it.
 */
const seed = Number(process.env.KEYRING_SEED ?? (process.env.CI ? 1 : Date.now() % 2 ** 31));
const steps = Number(process.env.KEYRING_STEPS ?? STEPS);

it('keeps its rules whatever happens, in whatever order', async () => {
	const property = fc.asyncProperty(
		stories(STEPS_A_STORY),
		async (story) => (await play(story)).violations.length === 0,
	);
	const numRuns = Math.ceil(steps / STEPS_A_STORY);
	console.log(`${steps} steps, seed ${seed}`);
	const { failed, counterexample } = await fc.check(property, { seed, numRuns });
	if (failed) throw new Error(await failure(counterexample?.[0] as Story));
}, 600_000);

async function failure(story: Story): Promise<string> {
	const { violations, journal } = await play(story);
	return `Seed ${seed}. ${violations.join('; ')}\n\n${told(story)}\n\nWhat happens:\n${journal.join('\n')}`;
}
