import { bind } from 'jest-each';

/** A test as jest would find it: its blocks and its own title, and whether it runs. */
export interface CollectedTest {
	/** E.g. `SA1 POST /api/v1/auth/business › sends the example request`. */
	title: string;
	/** `false` when it, or a block around it, is skipped or still to do. */
	runs: boolean;
}

type Body = () => unknown;

const HOOKS = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'];

/**
 * The tests of a file, with the titles that `.each` makes, without running any: the file is loaded with `describe` and `it` that
 * only write down what they are given. Once a file: it is not loaded again.
 * @throws Error when a test is marked `only`, since then no other of its file runs
 */
export function collectTests(file: string): CollectedTest[] {
	const tests: CollectedTest[] = [];
	let blocks: string[] = [];
	let isOff = false;
	const block = (off: boolean) => (title: string, body: Body) => {
		const outside = { blocks, isOff };
		blocks = [...blocks, title];
		isOff ||= off;
		body();
		({ blocks, isOff } = outside);
	};
	const test = (off: boolean) => (title: string) =>
		void tests.push({ title: [...blocks, title].join(' › '), runs: !off && !isOff });
	const only = () => {
		throw new Error(`${file} has a test that is marked "only"`);
	};
	const describe = { ...variants(block), only };
	const it = { ...variants(test), only, todo: test(true) };
	const asJest = {
		describe: Object.assign(block(false), describe),
		xdescribe: block(true),
		fdescribe: only,
		it: Object.assign(test(false), it),
		test: Object.assign(test(false), it),
		xit: test(true),
		xtest: test(true),
		fit: only,
		...Object.fromEntries(HOOKS.map((name) => [name, () => undefined])),
	};
	const own = Object.fromEntries(Object.keys(asJest).map((name) => [name, Reflect.get(globalThis, name) as unknown]));
	Object.assign(globalThis, asJest);
	try {
		jest.requireActual(file);
	} finally {
		Object.assign(globalThis, own);
	}
	return tests;
}

function variants(define: (off: boolean) => (title: string, body: Body) => void) {
	const each = (off: boolean) => bind(define(off) as Parameters<typeof bind>[0], false);
	return { each: each(false), skip: Object.assign(define(true), { each: each(true) }) };
}
