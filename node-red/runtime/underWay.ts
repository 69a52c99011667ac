import type { Node } from 'node-red';

/** Node-RED waits no longer for a node that closes than 15 s. */
const LONGEST_MS = 14_000;

/** Lets a node close once what it has begun has ended: a Deploy does not cut requests off. */
export class UnderWay {
	private readonly begun = new Set<Promise<unknown>>();

	constructor(node: Node) {
		node.on('close', (_removed: boolean, done: () => void) => {
			const limit = new Promise((resolve) => setTimeout(resolve, LONGEST_MS).unref());
			void Promise.race([Promise.allSettled(this.begun), limit]).then(() => done());
		});
	}

	/** Tells Node-RED how the work of one message has ended; Catch gets an error. A node that closes waits for it. */
	finish(work: Promise<unknown>, done: (error?: Error) => void): void {
		this.begun.add(work);
		const forget = () => void this.begun.delete(work);
		void work.then(forget, forget);
		void work.then(
			() => done(),
			(error: Error) => done(error),
		);
	}
}
