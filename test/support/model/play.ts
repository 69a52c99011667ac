import { Stage } from './stage';
import type { Story } from './story';

/** What came of a story: which rules were broken, and what happened, a line each. */
export interface Outcome {
	violations: string[];
	journal: string[];
}

/** Plays a story on virtual time, until a rule is broken or everything has settled. */
export async function play(story: Story): Promise<Outcome> {
	const stage = new Stage(story);
	for (const step of story.steps) {
		await stage.wait(step.after);
		if (stage.rules.violations.length > 0) return stage.rules;
		stage.begin(step);
	}
	await stage.settle();
	return stage.rules;
}
