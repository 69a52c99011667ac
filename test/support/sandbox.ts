import { startSandbox, type Sandbox } from '../../sandbox';

/** What a stopped clock leaves alone: sockets need it. */
export const REAL_TIMERS = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
] as const;

let minutes = 0;

/**
 * Starts the sandbox for a test file, with journals in clear, and brings it back to its defaults before each test.
 *
 * The clock of package and sandbox stands still unless a test moves it with {@link passTime}. Each test begins at a later time
 * than the one before. The random moments that are left to other processes are over at once.
 */
export function useSandbox(): () => Sandbox {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		jest.useFakeTimers({ now: Date.UTC(2026, 0, 1, 0, (minutes += 10)), doNotFake: [...REAL_TIMERS] });
		sandbox.reset();
		for (const service of sandbox.services) service.setSettings({ journalSecrets: true });
	});
	afterEach(() => {
		jest.useRealTimers();
		jest.restoreAllMocks();
	});
	afterAll(async () => await sandbox.close());
	return () => sandbox;
}

/** What came to a service but its log-ins. */
export const sentTo = (service: Pick<Sandbox['sagi'], 'requests'>) =>
	service.requests().filter(({ operation }) => !/^\w+ logIn$/.test(operation ?? ''));

/** Moves the clock of package and sandbox forward, ms. */
export const passTime = (ms: number): void => void jest.setSystemTime(Date.now() + ms);
