/** A place where a run can go on in more than one way. */
interface ChoicePoint {
	options: number;
}

/** How a run differs from the quiet one: at which of its choice points it takes which option. */
export type Path = ReadonlyArray<readonly [point: number, option: number]>;

/** What one run chooses: the first option everywhere, but for what its path says. */
export class Choices {
	readonly points: ChoicePoint[] = [];

	constructor(private readonly path: Path) {}

	pick<T>(options: readonly T[]): T {
		const point = this.points.length;
		this.points.push({ options: options.length });
		const option = this.path.find(([at]) => at === point)?.[1] ?? 0;
		return options[option] as T;
	}
}

/**
 * All paths with up to `most` choices that differ from the quiet run, each played from the start: stateless exploration bounded by
 * delays (CHESS for threads, loom for Rust). A longer path is made of one that was played, since what comes after a choice depends
 * on it.
 * @param play plays one path, and gives the choice points that it met
 * @param goesOn whether to play more
 */
export async function explore(
	most: number,
	play: (path: Path) => Promise<Choices>,
	goesOn = () => true,
): Promise<number> {
	let runs = 0;
	const paths: Path[] = [[]];
	for (let path = paths.pop(); path && goesOn(); path = paths.pop()) {
		const { points } = await play(path);
		runs++;
		if (path.length === most) continue;
		const from = (path.at(-1)?.[0] ?? -1) + 1;
		for (let point = from; point < points.length; point++) {
			for (let option = 1; option < (points[point]?.options ?? 0); option++) paths.push([...path, [point, option]]);
		}
	}
	return runs;
}
