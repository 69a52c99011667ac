import { UserError } from 'n8n-workflow';

import type { NodeContext } from './context';

/** What tells that the execution was cancelled; there is none where nothing is executed. */
export const cancelSignal = (context: NodeContext): AbortSignal | undefined =>
	'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;

/** Keeps what would be sent next, or once more, from being sent. @throws UserError when the execution was cancelled */
export function assertNotCancelled(context: NodeContext): void {
	if (cancelSignal(context)?.aborted) throw new UserError('The execution was cancelled before this was sent');
}

/** Waits for something, but not longer than the execution lasts: `undefined` once it is cancelled. */
export async function untilCancelled<T>(context: NodeContext, what: Promise<T>): Promise<T | undefined> {
	const signal = cancelSignal(context);
	if (!signal) return await what;
	let stop = (): void => undefined;
	const cancelled = new Promise<undefined>((resolve) => {
		stop = () => resolve(undefined);
		if (signal.aborted) stop();
		else signal.addEventListener('abort', stop);
	});
	return await Promise.race([what, cancelled]).finally(() => signal.removeEventListener('abort', stop));
}
