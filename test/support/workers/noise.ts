/**
 * Chance that stays where it is when a story gets shorter: a number depends on what it is for and when, not on how many were
 * drawn before.
 */
export interface Noise {
	/** A number from 0 to 1 for this purpose. */
	(purpose: string): number;
	/** A whole number of this span for this purpose. */
	between(least: number, most: number, purpose: string): number;
}

/** @param now what the numbers depend on beside the seed and their purpose; several of one moment differ */
export function noiseOf(seed: number, now: () => number): Noise {
	let drawnAt = NaN;
	let drawn = new Map<string, number>();
	let begun = 0;
	const noise = (purpose: string): number => {
		if (drawnAt !== now()) {
			[drawnAt, drawn] = [now(), new Map()];
			begun = hashed(`${seed} ${drawnAt} `);
		}
		const times = (drawn.get(purpose) ?? 0) + 1;
		drawn.set(purpose, times);
		return spread(hashed(`${purpose} ${times}`, begun)) / 2 ** 32;
	};
	const between = (least: number, most: number, purpose: string) =>
		least + Math.floor(noise(purpose) * (most - least + 1));
	return Object.assign(noise, { between });
}

/** FNV-1a, and how it goes on from what is hashed already. */
function hashed(text: string, begun = 0x811c9dc5): number {
	let value = begun;
	for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	return value;
}

/** The finish of MurmurHash3, which spreads neighbours. */
function spread(hash: number): number {
	let value = hash;
	value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
	return (value ^ (value >>> 16)) >>> 0;
}
