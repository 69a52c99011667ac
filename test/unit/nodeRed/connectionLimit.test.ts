import {
	ConnectionLimit,
	FIRST_CONNECTIONS,
	IDLE_MS,
	MOST_CONNECTIONS,
} from '../../../node-red/runtime/connectionLimit';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Begins so many requests at once. @returns how many of them went out before the first was answered */
async function burst(limit: ConnectionLimit, requests: number): Promise<number> {
	let sent = 0;
	const answers: Array<() => void> = [];
	const all = Array.from({ length: requests }, async () => {
		await limit.run(async () => {
			sent++;
			await new Promise<void>((resolve) => answers.push(resolve));
		});
	});
	const atFirst = sent;
	let isOver = false;
	void Promise.all(all).then(() => (isOver = true));
	while (!isOver) {
		for (const answer of answers.splice(0)) answer();
		await jest.advanceTimersByTimeAsync(0);
	}
	return atFirst;
}

it('opens connections little by little, up to the most', async () => {
	const limit = new ConnectionLimit();
	expect(await burst(limit, 400)).toBe(FIRST_CONNECTIONS);
	expect(await burst(limit, 400)).toBe(FIRST_CONNECTIONS + 100);
	for (let bursts = 0; bursts < 5; bursts++) await burst(limit, 400);
	expect(await burst(limit, MOST_CONNECTIONS + 50)).toBe(MOST_CONNECTIONS);
});

it('begins anew once the connections are closed', async () => {
	const limit = new ConnectionLimit();
	await burst(limit, 400);
	await jest.advanceTimersByTimeAsync(IDLE_MS);
	expect(await burst(limit, 400)).toBe(FIRST_CONNECTIONS + 100);
	await jest.advanceTimersByTimeAsync(IDLE_MS + 1);
	expect(await burst(limit, 400)).toBe(FIRST_CONNECTIONS);
});
