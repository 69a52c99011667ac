/**
 * Lets this process write one credential after another's write has ended. n8n reads a credential and writes it whole: two writes side
 * by side would take one of them back.
 */
export class WriteQueue {
	private readonly last = new Map<string, Promise<unknown>>();

	/** @param credential its ID */
	async run<T>(credential: string, write: () => Promise<T>): Promise<T> {
		const before = this.last.get(credential) ?? Promise.resolve();
		const turn = before.then(write, write);
		this.last.set(credential, turn);
		const forget = () => void (this.last.get(credential) === turn && this.last.delete(credential));
		void turn.then(forget, forget);
		return await turn;
	}
}
