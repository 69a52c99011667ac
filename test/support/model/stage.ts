import type { ProviderRequest } from '../../../providers/types';
import { VirtualClock } from '../workers/clock';
import { StoredCredential } from '../workers/credentialStore';
import { Worker } from '../workers/worker';
import { World } from '../workers/world';
import { Excuses, type Task } from './excuses';
import { RuleWatcher } from './rules';
import { Weather } from './weather';
import type { Step, Story } from './story';

const LOGIN = 'person';
/** Long enough for all that the engine remembers to be of no more use, also where a clock has jumped, ms. */
const SETTLED_MS = 3 * 24 * 60 * 60_000;

type StepOf<Does extends Step['does']> = Extract<Step, { does: Does }>;

/** The workers, credentials and service of a story. */
export class Stage {
	readonly rules: RuleWatcher;
	private readonly clock = new VirtualClock();
	private readonly world: World;
	private readonly weather: Weather;
	private readonly excuses: Excuses;
	private readonly workers: Worker[];
	private readonly credentials: StoredCredential[];
	private passwords = 1;
	private unfinished = 0;

	constructor(private readonly story: Story) {
		const { clock } = this;
		this.weather = new Weather(clock, story.seed, ({ kind }) => this.excuses.faultAt(kind));
		this.rules = new RuleWatcher(() => this.world, this.weather);
		this.world = new World(clock, story.rules, this.weather, this.rules);
		this.excuses = new Excuses(this.world, LOGIN, this.weather);
		const password = 'password 1';
		this.world.service.setPassword(LOGIN, password);
		this.credentials = ['A', 'B']
			.slice(0, story.credentials)
			.map((of) => new StoredCredential(of, { login: LOGIN, password, isCode: story.rules.isPasswordUsedUp }));
		this.workers = Array.from({ length: story.workers }, (_, number) => {
			const name = `worker ${number}`;
			return new Worker(name, this.world);
		});
	}

	async wait(ms: number): Promise<void> {
		await this.clock.runUntil(this.clock.now + ms);
	}

	/** Begins what a step says, and does not wait for its end. */
	begin(step: Step): void {
		switch (step.does) {
			case 'requests':
				return void this.sendRequests(step);
			case 'httpRequest':
				return void this.sendWithHttpRequestNode(step);
			case 'renew':
				return void this.renew(step);
			case 'logOut':
				return void this.logOut(step);
			case 'revoke':
				return step.all ? this.world.service.end(() => true) : this.world.service.endAccess(() => true);
			case 'edit':
				return this.edit(step);
			case 'fault':
				return this.excuses.beginFault(step.fault, step.forMs);
			case 'slow':
				return this.weather.slowDown(step.what, step.forMs);
			case 'refuseWrites':
				return this.weather.refuseWrites(step.forMs);
			case 'jump':
				this.excuses.jumped();
				this.workerOf(step).jump(step.ms);
		}
	}

	/** Waits until everything is over, and looks whether anything was left behind. */
	async settle(): Promise<void> {
		await this.clock.runUntil(Infinity);
		await this.wait(SETTLED_MS);
		const [credential] = this.credentials as [StoredCredential];
		for (const worker of this.workers) {
			// Whatever touches the records sweeps them; this adds one.
			const { records } = worker.engine.sessions;
			records.apply({ fingerprint: 'nobody' }, { type: 'notRenewed', goesOn: false });
			const left = records.size - 1;
			if (left > 0) this.rules.violated({ worker, credential }, `${left} records are left after three days`);
			if (this.unfinished > 0) this.rules.violated({ worker, credential }, `${this.unfinished} tasks have no end`);
		}
		this.rules.settled();
	}

	private async sendRequests(step: StepOf<'requests'>): Promise<void> {
		const [worker, credential] = [this.workerOf(step), this.credentialOf(step)];
		const request: ProviderRequest = { method: 'GET', path: this.pathOf(step) };
		const execution = worker.execution(credential, step.count);
		for (let item = 0; item < step.count; item++) {
			if (item > 0 && step.gap > 0) await this.clock.sleep(step.gap);
			void this.expectDone(this.task(worker, credential, 'request'), async () => {
				const isForbidden = request.path === '/forbidden';
				if (isForbidden) this.excuses.mislead(worker);
				const { status } = (await execution.sendWithRetry(request)).answer;
				if (isForbidden) this.excuses.mislead(worker);
				else if (status === 401 || status === 503) throw new Error(`HTTP ${status}`);
			});
		}
	}

	private async sendWithHttpRequestNode(step: StepOf<'httpRequest'>): Promise<void> {
		const [worker, credential, path] = [this.workerOf(step), this.credentialOf(step), this.pathOf(step)];
		const task = this.task(worker, credential, 'HTTP Request');
		await this.expectDone(task, async () => {
			await worker.httpRequestNode(credential, path).catch((error: Error) => {
				if (!/HTTP 40[34]/.test(error.message)) throw error;
			});
		});
	}

	private async renew(step: StepOf<'renew'>): Promise<void> {
		const [worker, credential] = [this.workerOf(step), this.credentialOf(step)];
		const execution = worker.execution(credential, Infinity, step.demand === 'logIn');
		const task = this.task(worker, credential, step.demand);
		await this.expectDone(task, async () => void (await execution.renew(step.demand)));
	}

	/** As the nodes' Log Out: ends the session that the credential has, and takes it out. It may fail. */
	private async logOut(step: StepOf<'logOut'>): Promise<void> {
		const client = this.workerOf(step).client(this.workerOf(step).execution(this.credentialOf(step)));
		this.unfinished++;
		await client
			.serialized(async () => {
				if (!(await client.session())) return;
				const session = await client.currentSession();
				await client.requestWithSession(session, { method: 'POST', path: '/log-out' });
				await client.saveToCredential(undefined);
			})
			.catch(() => undefined);
		this.unfinished--;
	}

	private edit({ how, credential: number }: StepOf<'edit'>): void {
		const { service } = this.world;
		const credential = this.credentials[number % this.credentials.length] as StoredCredential;
		this.excuses.passwordsChange(this.credentials);
		if (how === 'changePassword') service.setPassword(LOGIN, `password ${++this.passwords}`);
		const password = how === 'mistype' ? 'wrong' : `password ${this.passwords}`;
		credential.write({ password }, this.clock.now);
		this.excuses.passwordsChange(this.credentials);
	}

	private task(worker: Worker, credential: StoredCredential, what: Task['what']): Task {
		return { worker, credential, what, startedAt: this.clock.now };
	}

	/** Whoever can be served is. */
	private async expectDone(task: Task, action: () => Promise<void>): Promise<void> {
		this.unfinished++;
		try {
			await action();
		} catch (error) {
			const { message } = error as Error;
			const isExcused = this.excuses.excuse(task);
			if (message === 'HTTP 401') this.excuses.mislead(task.worker);
			if (isExcused) this.rules.note(task, `${task.what} fails: ${message}`);
			else this.rules.violated(task, `${task.what} since ${task.startedAt} is not served: ${message}`);
		}
		this.unfinished--;
	}

	private pathOf({ path }: { path: string }): string {
		return path === '/forbidden' && !this.story.hasForbidden ? '/ok' : path;
	}

	private workerOf({ worker }: { worker: number }): Worker {
		return this.workers[worker % this.workers.length] as Worker;
	}

	private credentialOf({ credential }: { credential: number }): StoredCredential {
		return this.credentials[credential % this.credentials.length] as StoredCredential;
	}
}
