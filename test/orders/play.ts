import { accountFingerprint } from '../../http/credentialSnapshot';
import { accountProvider } from '../support/workers/accountProvider';
import { ROTATING_HOUR, type Issued } from '../support/workers/accountService';
import { VirtualClock } from '../support/workers/clock';
import { StoredCredential } from '../support/workers/credentialStore';
import { Worker } from '../support/workers/worker';
import { World, type Sending } from '../support/workers/world';
import { Choices, type Path } from './choices';
import type { Scenario, Worst } from './scenario';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 1);
/** The quiet run's time first, then a late one, ms. */
const READ_MS = [5, 150];
const WRITE_MS = [10, 150];
/** Longer than any worker waits: what n8n has read for it is old by then. */
const SLOW_WRITE_MS = 1_800;
const GRANT_MS = [50, 1_500];
const ANSWER_MS = [30, 400];
/** When a worker begins, after the first, ms. */
const BEGIN_MS = [0, 30, 300, 700, 1_200];

/** What one run came to, with its story, a line an event. */
export interface Played extends Worst {
	choices: Choices;
	story: string[];
}

/** Plays one path of a scenario on virtual time. */
export async function play(scenario: Scenario, path: Path): Promise<Played> {
	const choices = new Choices(path);
	const clock = new VirtualClock(START);
	const story: string[] = [];
	const told = (who: string, what: string) =>
		story.push(`${((clock.now - START) / 1000).toFixed(3).padStart(8)} s  ${who.padEnd(3)} ${what}`);
	const result: Played = { renewals: 0, rejected: 0, unserved: 0, dead: 0, seconds: 0, choices, story };
	/** Beside the quiet time, and one fault a run. */
	let isOver = false;
	let isFaultDue = scenario.fault !== undefined;
	const pick = (options: number[]) => (isOver ? (options[0] as number) : choices.pick(options));
	const fails = (isPossible: boolean) => {
		if (isOver || !isFaultDue || !isPossible || !choices.pick([false, true])) return false;
		isFaultDue = false;
		return true;
	};
	const isGrant = ({ kind }: Sending) => kind === 'logIn' || kind === 'refresh';
	/** When the new session was stored in each credential. */
	const storedAt = new Map<string, number>();
	const world = new World(
		clock,
		{ ...ROTATING_HOUR, ...scenario.service },
		{
			networkMs: (sending) => [5, pick(isGrant(sending) ? GRANT_MS : ANSWER_MS)],
			readMs: ({ worker }) => dying(worker, pick(READ_MS)),
			writeMs: ({ worker }) => dying(worker, fails(scenario.fault === 'slowWrite') ? SLOW_WRITE_MS : pick(WRITE_MS)),
			refusesWrites: () => fails(scenario.fault === 'refusedWrite'),
			fault(sending) {
				if (fails(scenario.fault === 'lostAnswer' && isGrant(sending))) return 'lost';
				return fails(scenario.fault === 'unavailable' && isGrant(sending)) ? 'down' : undefined;
			},
		},
		{
			sent(sending) {
				const { call, kind, accessToken = '' } = sending;
				told(
					call.worker.name,
					`sends ${kind} with ${kind === 'refresh' ? sending.refreshToken : accessToken || 'nothing'}`,
				);
				if (isGrant(sending)) result.renewals++;
			},
			answered(sending, answer) {
				const { call, kind, accessToken = '' } = sending;
				const got = (answer?.body as { accessToken?: string } | undefined)?.accessToken;
				told(call.worker.name, `has the answer ${answer?.status ?? 'lost'} to ${kind}${got ? `: ${got}` : ''}`);
				const wasStored = (storedAt.get(call.credential.name) ?? Infinity) < call.execution.startedAt;
				if (kind !== 'request' || answer?.status !== 401 || !wasStored) return;
				result.rejected++;
				told(call.worker.name, `(rejected with ${accessToken}, although another one was stored before it began)`);
			},
			claimed: ({ worker }, claim) => told(worker.name, claim ? `writes the claim ${claim}` : 'ends the claim'),
			stored({ worker, credential }, accessToken) {
				told(worker.name, `stores ${accessToken ?? 'no session'}`);
				if (!storedAt.has(credential.name)) storedAt.set(credential.name, clock.now);
			},
			notStored: ({ worker }) => told(worker.name, 'can not write'),
		},
	);
	/** A worker that dies waits for ever. */
	function dying(worker: Worker, ms: number): number {
		if (worker.name !== 'W1' || worker.isDead || !fails(scenario.fault === 'death'))
			return worker.isDead ? Infinity : ms;
		worker.isDead = true;
		told(worker.name, 'dies');
		return Infinity;
	}

	world.service.setPassword('person', 'secret');
	const fields = { login: 'person', password: 'secret', isCode: scenario.isCode === true };
	const credentials = Array.from({ length: scenario.credentials }, (_, index) => {
		const session = plant(scenario, world, clock);
		return new StoredCredential(`C${index + 1}`, { ...fields, session });
	});
	if (scenario.isCode && scenario.state !== 'none') world.service.usePasswordUp('person');
	if (scenario.state === 'expired') await clock.runUntil(START + HOUR);
	const workers = scenario.workers.map((_, index) => new Worker(`W${index + 1}`, world));

	const request = async (index: number) => {
		const worker = workers[index] as Worker;
		const credential = credentials[index % credentials.length] as StoredCredential;
		const begunAt = clock.now;
		const sending =
			scenario.workers[index] === 'node'
				? worker.execution(credential).sendWithRetry({ method: 'GET', path: '/ok' })
				: worker.httpRequestNode(credential, '/ok').then(() => ({ answer: { status: 200 } }));
		const outcome = await sending.then(({ answer }) => answer.status, String);
		result.seconds = Math.max(result.seconds, (clock.now - begunAt) / 1000);
		if (outcome === 200) return;
		result.unserved++;
		told(worker.name, `IS NOT SERVED: ${outcome}`);
	};
	scenario.workers.forEach((_, index) => {
		const begin = async () => {
			if (index > 0) await clock.sleep(pick(BEGIN_MS));
			await request(index);
		};
		void begin();
	});
	await clock.runUntil(clock.now + 10 * 60_000);

	// All is quiet again: whoever lives is served, without another renewal.
	isOver = true;
	const before = { ...result };
	workers.forEach((worker, index) => void (worker.isDead || request(index)));
	await clock.runUntil(clock.now + 60_000);
	return { ...before, dead: result.unserved - before.unserved };
}

/** The session that stands in a credential when the workers begin, as text. */
function plant({ state }: Scenario, { service }: World, clock: VirtualClock): string {
	if (state === 'none') return '';
	service.logIn('person', 'secret');
	const issued = service.issued.at(-1) as Issued;
	const account = accountProvider.account({ login: 'person', password: 'secret' });
	if (state === 'shouldRenew') issued.expiresAt = clock.now + 4 * 60_000;
	if (state === 'rejected') service.endAccess((session) => session === issued);
	if (state === 'revoked') service.end((session) => session === issued);
	return JSON.stringify({
		accessToken: issued.accessToken,
		refreshToken: issued.refreshToken,
		issuedAt: issued.expiresAt - HOUR,
		expiresAt: issued.expiresAt,
		fingerprint: accountFingerprint(accountProvider, account),
		profile: {},
	});
}
