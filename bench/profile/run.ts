import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../../playground/install/progress.cjs';
import { temporaryFolder } from '../../playground/temporaryFolder';
import { pagesFolder, writeMarkdown } from '../page/write';
import { planOf, type CaseKey } from '../plan';
import { prepareCase } from '../runCase';
import { setStage } from '../stage';
import { profilePage } from './page';
import { selfTimes, type CpuProfile, type Span } from './selfTimes';

const CASES = ['apiRequest', 'control'] as const;
const RUNS = 5;

/**
 * Runs API Request and the control node in turn in an n8n that is profiled, and writes where their time goes.
 * @returns the page's path
 */
export async function writeProfile(quick: boolean): Promise<string> {
	const row = planOf(quick).rows.find(({ key }) => key === 'noLatency')!;
	const folder = temporaryFolder('profile');
	const stage = await setStage(['--cpu-prof', `--cpu-prof-dir=${folder}`]);
	const spans: Record<(typeof CASES)[number], Span[]> = { apiRequest: [], control: [] };
	await step('Running the cases', async () => {
		const prepared: Array<[(typeof CASES)[number], Awaited<ReturnType<typeof prepareCase>>]> = [];
		for (const key of CASES) prepared.push([key, await prepareCase(stage, key, row)]);
		for (let round = 0; round <= RUNS; round++) {
			for (const [key, run] of prepared) {
				const { startedAt, milliseconds } = await run();
				if (round > 0) spans[key].push(monotonic(startedAt, milliseconds));
			}
		}
	});
	// The profile is written when n8n ends.
	await step('Stopping n8n', async () => await stage.n8n.stop());
	const profile = readProfile(folder, stage.n8n.pid);
	const profiles = CASES.map((key: CaseKey & (typeof CASES)[number]) => ({
		key,
		...selfTimes(profile, spans[key], row.items * RUNS),
	}));
	return await writeMarkdown(pagesFolder(quick), 'performance-profile.md', profilePage(row, RUNS, profiles));
}

/** A span of wall-clock time on the clock that V8's profiles have, which all processes of a system share. */
function monotonic(startedAt: number, milliseconds: number): Span {
	const offsetUs = Number(process.hrtime.bigint() / 1_000n) - Date.now() * 1_000;
	const fromUs = startedAt * 1_000 + offsetUs;
	return { fromUs, toUs: fromUs + milliseconds * 1_000 };
}

function readProfile(folder: string, pid: number): CpuProfile {
	// CPU.<day>.<time>.<process>.<thread>.<number>.cpuprofile; thread 0 is the main one.
	const name = readdirSync(folder).find((file) => file.includes(`.${pid}.0.`));
	if (!name) throw new Error(`n8n left no profile of its main thread`);
	return JSON.parse(readFileSync(join(folder, name), 'utf8')) as CpuProfile;
}
