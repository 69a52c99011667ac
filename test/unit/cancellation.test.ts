import { setTimeout as sleep } from 'node:timers/promises';

import { assertNotCancelled, cancelSignal, untilCancelled } from '../../transport/execution/cancellation';

/** An execution that can be cancelled, and who stops listening to that. */
const cancellable = () => {
	const controller = new AbortController();
	const removed = jest.spyOn(controller.signal, 'removeEventListener');
	return { controller, removed, context: { getExecutionCancelSignal: () => controller.signal } as never };
};
const listLoading = {} as never;

describe('an execution that is cancelled', () => {
	it('sends nothing more', () => {
		const { controller, context } = cancellable();
		expect(() => assertNotCancelled(context)).not.toThrow();
		controller.abort();
		expect(() => assertNotCancelled(context)).toThrow('The execution was cancelled before this was sent');
	});

	it('does not wait any longer, and leaves no listener', async () => {
		const { controller, removed, context } = cancellable();
		const waiting = untilCancelled(context, sleep(60_000, 'late', { ref: false }));
		controller.abort();
		expect(await waiting).toBeUndefined();
		expect(removed).toHaveBeenCalledWith('abort', expect.any(Function));
	});

	it('does not begin to wait', async () => {
		const { controller, context } = cancellable();
		controller.abort();
		expect(await untilCancelled(context, sleep(60_000, 'late', { ref: false }))).toBeUndefined();
	});
});

describe('what is waited for', () => {
	it('is given where nobody cancels, and leaves no listener', async () => {
		const { removed, context } = cancellable();
		expect(await untilCancelled(context, sleep(1, 'there'))).toBe('there');
		expect(removed).toHaveBeenCalledTimes(1);
		await expect(untilCancelled(context, Promise.reject(new Error('no')))).rejects.toThrow('no');
	});

	it('is given where nothing can be cancelled, as in a list of the panel', async () => {
		expect(cancelSignal(listLoading)).toBeUndefined();
		expect(() => assertNotCancelled(listLoading)).not.toThrow();
		expect(await untilCancelled(listLoading, sleep(1, 'there'))).toBe('there');
	});
});
