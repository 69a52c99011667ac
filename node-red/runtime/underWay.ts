import type { Node } from 'node-red';

/** Node-RED waits no longer for a node that closes than 15 s. */
const LONGEST_MS = 14_000;

/**
 * Lets a node close once what it has begun has ended: a Deploy does not cut requests off.
 * @returns what tells Node-RED how the work of one message has ended; Catch gets an error
 */
export function letFinish(node: Node): (work: Promise<unknown>, done: (error?: Error) => void) => void {
	const begun = new Set<Promise<unknown>>();
	node.on('close', (_removed: boolean, done: () => void) => {
		const limit = new Promise((resolve) => setTimeout(resolve, LONGEST_MS).unref());
		void Promise.race([Promise.allSettled(begun), limit]).then(() => done());
	});
	return (work, done) => {
		begun.add(work);
		void work.then(() => done(), done).finally(() => begun.delete(work));
	};
}
