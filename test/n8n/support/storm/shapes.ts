import type { Kit } from './kits';
import type { Situation } from './situation';
import type { Storm } from './storm';
import type { Tally } from './tally';

interface Shape {
	name: string;
	run(storm: Storm): Promise<Tally>;
}

/** The two ways in which many requests come at once. */
export const SHAPES: Shape[] = [
	{ name: '200 parallel items', run: async (storm) => await storm.items(200) },
	{ name: '20 parallel executions', run: async (storm) => await storm.executions(20) },
];

/** And both together. */
export const MANY_OF_MANY: Shape = {
	name: '20 parallel executions of 10 items',
	run: async (storm) => await storm.executions(20, 10),
};

/** One situation in these shapes, for each of these providers. */
export const storms = (
	kits: Kit[],
	name: string,
	rest: Omit<Situation, 'name' | 'kit' | 'run'>,
	shapes = SHAPES,
): Situation[] =>
	kits.flatMap((kit) => shapes.map((shape) => ({ ...rest, kit, name: `${shape.name}, ${name}`, run: shape.run })));
