/** What the clock shows. `now` in ms since 1970; `frozenAt` in ms, or null while the clock runs with real time. */
export interface ClockState {
	now: number;
	iso: string;
	offsetMs: number;
	frozenAt: number | null;
}

/** One change of the clock. `frozenAt`: ISO text or ms, null lets it run again (real time + offset). */
export interface ClockChange {
	offsetMs?: number;
	frozenAt?: number | string | null;
	advanceMs?: number;
}

/** The one clock of the sandbox, in ms. Every expiry decision and every `Date` header reads it. */
export class Clock {
	private offsetMs = 0;
	private frozenAt: number | null = null;

	now(): number {
		return this.frozenAt ?? Date.now() + this.offsetMs;
	}

	/** Applies one change: a new offset lets a frozen clock run again, `advanceMs` works on both. */
	set(change: ClockChange): ClockState {
		if (change.offsetMs !== undefined) {
			this.offsetMs = change.offsetMs;
			this.frozenAt = null;
		}
		if (change.frozenAt !== undefined) this.frozenAt = change.frozenAt === null ? null : toMs(change.frozenAt);
		if (change.advanceMs !== undefined) {
			if (this.frozenAt === null) this.offsetMs += change.advanceMs;
			else this.frozenAt += change.advanceMs;
		}
		return this.state();
	}

	advance(ms: number): ClockState {
		return this.set({ advanceMs: ms });
	}

	freeze(at: number | string = this.now()): ClockState {
		return this.set({ frozenAt: at });
	}

	/** Back to real time. */
	reset(): ClockState {
		return this.set({ offsetMs: 0 });
	}

	state(): ClockState {
		const now = this.now();
		return { now, iso: new Date(now).toISOString(), offsetMs: this.offsetMs, frozenAt: this.frozenAt };
	}
}

function toMs(at: number | string): number {
	const ms = typeof at === 'number' ? at : Date.parse(at);
	if (!Number.isFinite(ms)) throw new Error(`Not a point in time: ${at}`);
	return ms;
}
