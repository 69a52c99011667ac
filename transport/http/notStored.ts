/** n8n could not write into the credential what it was given. */
export class NotStoredError extends Error {}

/** What n8n's helper threw, in its place. */
export const notStored = (error: unknown): NotStoredError =>
	new NotStoredError(`n8n could not store the session: ${wordsOf(error)}`);

/** What n8n's database says is the innermost of the errors that n8n has wrapped around it. */
function wordsOf(error: unknown): string {
	let inner = error as Error | undefined;
	for (let depth = 0; depth < 5 && inner?.cause instanceof Error; depth++) inner = inner.cause;
	return inner?.message || 'it did not say why';
}
