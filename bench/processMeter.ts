import { readFileSync, writeFileSync } from 'node:fs';

/** Linux counts a process' time in hundredths of a second for every program, whatever its kernel does. */
const TICKS_A_SECOND = 100;
const SAMPLE_MS = 50;

/** What a process took between `start` and `stop`. */
export interface ProcessUse {
	/** On all cores together. */
	cpuSeconds: number;
	/** The most memory that was resident at once, MB of a million bytes. */
	peakMemoryMb: number;
}

/** Reads another process' CPU time and memory from /proc: there is none outside Linux, where nothing is measured. */
export class ProcessMeter {
	private cpuAtStart = 0;
	private highest = 0;
	private isPeakReset = false;
	private sampler?: NodeJS.Timeout;

	constructor(private readonly pid: number) {}

	/** Begins a measurement. */
	start(): void {
		if (process.platform !== 'linux') return;
		this.isPeakReset = this.resetPeak();
		this.highest = 0;
		this.sampler = setInterval(() => this.sample(), SAMPLE_MS);
		this.sample();
		this.cpuAtStart = this.cpuSeconds();
	}

	/** Ends it; `undefined` where nothing can be measured. */
	stop(): ProcessUse | undefined {
		if (process.platform !== 'linux') return undefined;
		clearInterval(this.sampler);
		this.sample();
		const peakMemoryMb = this.isPeakReset ? this.memoryMb('VmHWM') : this.highest;
		return { cpuSeconds: this.cpuSeconds() - this.cpuAtStart, peakMemoryMb };
	}

	// The kernel keeps the peak exactly, but not every container lets it be reset.
	private resetPeak(): boolean {
		try {
			writeFileSync(`/proc/${this.pid}/clear_refs`, '5');
			return true;
		} catch {
			return false;
		}
	}

	private sample(): void {
		this.highest = Math.max(this.highest, this.memoryMb('VmRSS'));
	}

	private memoryMb(field: 'VmHWM' | 'VmRSS'): number {
		const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
		return (Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024) / 1e6;
	}

	private cpuSeconds(): number {
		const stat = readFileSync(`/proc/${this.pid}/stat`, 'utf8');
		// The program's name, in brackets, may hold spaces: fields are counted behind it. utime and stime are the 14th and 15th.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
	}
}
