import axios from 'axios';

/** How many executions a storm has. */
const STORM = 20;
/** How often steady traffic starts an execution, ms. */
const EVERY_MS = 2_000;
const ANSWERED_WITHIN_MS = 60_000;

/** Executions that the page has started of one service's workflow, and how they ended. */
export interface Executions {
	asked: number;
	ended: number;
	failed: number;
}

/** Starts executions in n8n, by the webhooks of workflows that send a request to a service each. */
export class Traffic {
	private readonly timers = new Map<string, NodeJS.Timeout>();
	private readonly counts = new Map<string, Executions>();
	private webhooks: Record<string, string> = {};

	/** Addresses of webhooks by the services' keys. Without one a service's executions can't be started. */
	use(webhooks: Record<string, string>): void {
		this.webhooks = webhooks;
	}

	canRun(key: string): boolean {
		return this.webhooks[key] !== undefined;
	}

	executions(key: string): Executions {
		return this.counts.get(key) ?? { asked: 0, ended: 0, failed: 0 };
	}

	isSteady(key: string): boolean {
		return this.timers.has(key);
	}

	/** Twenty executions at once. */
	storm(key: string): void {
		for (let times = 0; times < STORM; times++) void this.run(key);
	}

	/** One execution every two seconds, or no more of them. */
	toggleSteady(key: string): void {
		const timer = this.timers.get(key);
		clearInterval(timer);
		if (timer) this.timers.delete(key);
		else
			this.timers.set(
				key,
				setInterval(() => void this.run(key), EVERY_MS),
			);
	}

	stop(): void {
		for (const timer of this.timers.values()) clearInterval(timer);
		this.timers.clear();
	}

	private async run(key: string): Promise<void> {
		const counts = this.executions(key);
		this.counts.set(key, counts);
		counts.asked++;
		const url = this.webhooks[key] ?? '';
		await axios.post(url, {}, { proxy: false, timeout: ANSWERED_WITHIN_MS }).then(
			() => counts.ended++,
			() => counts.failed++,
		);
	}
}
