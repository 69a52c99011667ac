import type { VirtualClock } from '../workers/clock';
import { noiseOf, type Noise } from '../workers/noise';
import type { HelperCall, Sending, Surroundings } from '../workers/world';

/** How long the network and the database take, ms. */
const NETWORK_MS = 250;
const QUICK_MS = 60;
/** The rule for claims asks for one thing: a read and a write, which reads once more, take less than half a second together. */
const SLOW_READ_MS = 150;
const SLOW_WRITE_MS = 150;

/** Latencies by chance, and a database that is slow at times. */
export class Weather implements Surroundings {
	readonly noise: Noise;
	private readonly slowUntil = { reads: -Infinity, writes: -Infinity };
	private writesFailUntil = -Infinity;

	constructor(
		private readonly clock: VirtualClock,
		seed: number,
		readonly fault: Surroundings['fault'],
	) {
		this.noise = noiseOf(seed, () => clock.now);
	}

	slowDown(what: 'reads' | 'writes', forMs: number): void {
		this.slowUntil[what] = this.clock.now + forMs;
	}

	refuseWrites(forMs: number): void {
		this.writesFailUntil = this.clock.now + forMs;
	}

	refusesWrites(): boolean {
		return this.clock.now < this.writesFailUntil;
	}

	/** Whether the database has refused writes since a moment, Unix ms. */
	hasRefusedWrites(since: number): boolean {
		return this.writesFailUntil > since;
	}

	networkMs({ call: { worker } }: Sending): [number, number] {
		const one = (way: string) => this.noise.between(5, NETWORK_MS, `${worker.name} ${way}`);
		return [one('there'), one('back')];
	}

	readMs({ worker }: HelperCall): number {
		const most = this.clock.now < this.slowUntil.reads ? SLOW_READ_MS : QUICK_MS;
		return this.noise.between(1, most, `${worker.name} read`);
	}

	writeMs({ worker }: HelperCall): number {
		const most = this.clock.now < this.slowUntil.writes ? SLOW_WRITE_MS : QUICK_MS;
		return this.noise.between(1, most, `${worker.name} write`);
	}

	/** How long ago a reading that ends now can have begun at most. */
	get longestReadMs(): number {
		return this.clock.now < this.slowUntil.reads + SLOW_READ_MS ? SLOW_READ_MS : QUICK_MS;
	}
}
