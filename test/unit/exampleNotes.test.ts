import { exampleFiles, readExample } from '../../playground/workspace';

/** Side of a node on the canvas, and how far down its name reaches, px. */
const NODE = { width: 96, height: 140 };

it.each(exampleFiles())('no node of %s stands on a note', (file) => {
	const placed = readExample(file).nodes.map(({ name, type, position: [left = 0, top = 0], parameters }) => {
		const isNote = type.endsWith('stickyNote');
		const { width, height } = isNote ? (parameters as typeof NODE) : NODE;
		return { name, isNote, left, top, right: left + width, bottom: top + height };
	});
	const covered = placed
		.filter(({ isNote }) => isNote)
		.flatMap((note) =>
			placed.filter(
				(other) =>
					other !== note &&
					other.left < note.right &&
					note.left < other.right &&
					other.top < note.bottom &&
					note.top < other.bottom,
			),
		);
	expect(covered.map(({ name }) => name)).toEqual([]);
});
