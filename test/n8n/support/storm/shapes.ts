import type { Kit } from './kits';
import type { Situation } from './situation';
import type { Storm, Tally } from './storm';

/** The two ways in which many requests come at once. */
export const SHAPES: Array<{ name: string; run(storm: Storm): Promise<Tally> }> = [
	{ name: '200 parallel items', run: async (storm) => await storm.items(200) },
	{ name: '20 parallel executions', run: async (storm) => await storm.executions(20) },
];

/** One situation in both shapes, for each of these providers. */
export const storms = (kits: Kit[], name: string, rest: Omit<Situation, 'name' | 'kit' | 'run'>): Situation[] =>
	kits.flatMap((kit) => SHAPES.map((shape) => ({ ...rest, kit, name: `${shape.name}, ${name}`, run: shape.run })));
