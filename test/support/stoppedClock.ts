/** Stops the clock of the machine. */
export function useStoppedClock(): void {
	beforeEach(() => {
		jest.useFakeTimers({ now: Date.UTC(2026, 0, 1), doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
	});
	afterEach(() => {
		jest.restoreAllMocks();
		jest.useRealTimers();
	});
}

/** Moves the stopped clock, ms. */
export const pass = (ms: number): void => void jest.setSystemTime(Date.now() + ms);
