/** As much of V8's CPU profile as is read here. Times are µs. */
export interface CpuProfile {
	startTime: number;
	nodes: Array<{ id: number; callFrame: { functionName: string; url: string; lineNumber: number } }>;
	/** Ids of nodes, one a sample. */
	samples: number[];
	/** Since the sample before, or since `startTime`. */
	timeDeltas: number[];
}

/** A part of a profile, on the profile's clock, µs. */
export interface Span {
	fromUs: number;
	toUs: number;
}

/** How long something itself was running, without what it called. */
export interface SelfTime {
	name: string;
	/** A place in a package, as `package/path:line`; empty for V8's own. */
	place: string;
	usAnItem: number;
}

/** A case's self times, the longest first. */
export interface SelfTimes {
	/** All that the process was doing, without waiting. */
	busyUsAnItem: number;
	functions: SelfTime[];
	/** The same, added up by package; V8's and Node's own parts count as one each. */
	packages: Array<{ name: string; usAnItem: number }>;
}

const WAITING = '(idle)';

/** Adds up a profile's samples that lie in the spans. @param items how many items were served in all of them */
export function selfTimes(profile: CpuProfile, spans: Span[], items: number): SelfTimes {
	const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
	const functions = new Map<string, SelfTime>();
	const packages = new Map<string, number>();
	let busyUsAnItem = 0;
	let now = profile.startTime;
	profile.samples.forEach((id, index) => {
		now += profile.timeDeltas[index] ?? 0;
		const frame = frames.get(id);
		if (!frame || frame.functionName === WAITING) return;
		if (!spans.some(({ fromUs, toUs }) => now >= fromUs && now <= toUs)) return;
		// A sample stands for the time until the next one.
		const usAnItem = (profile.timeDeltas[index + 1] ?? 0) / items;
		const place = placeOf(frame.url);
		const at = place && `${place}:${frame.lineNumber + 1}`;
		const name = frame.functionName || '(anonymous)';
		const entry = functions.get(`${name} ${at}`) ?? { name, place: at, usAnItem: 0 };
		entry.usAnItem += usAnItem;
		functions.set(`${name} ${at}`, entry);
		const owner = packageOf(place);
		packages.set(owner, (packages.get(owner) ?? 0) + usAnItem);
		busyUsAnItem += usAnItem;
	});
	const longestFirst = (a: { usAnItem: number }, b: { usAnItem: number }) => b.usAnItem - a.usAnItem;
	return {
		busyUsAnItem,
		functions: [...functions.values()].sort(longestFirst),
		packages: [...packages].map(([name, usAnItem]) => ({ name, usAnItem })).sort(longestFirst),
	};
}

/** The path inside the innermost package: what stands before it is this machine's own. */
function placeOf(url: string): string {
	const parts = url.split('node_modules/');
	return parts.length > 1 ? (parts.at(-1) ?? '') : url.startsWith('node:') ? url : (url.split('/').at(-1) ?? '');
}

function packageOf(place: string): string {
	if (place === '') return 'V8 and native code';
	if (place.startsWith('node:')) return 'Node.js';
	const parts = place.split('/');
	return parts.slice(0, place.startsWith('@') ? 2 : 1).join('/');
}
