import { randomUUID } from 'node:crypto';

import { paceOf, readRequestOptions, type RequestOptions } from '../../transport/execution/pace';
import { accountProvider } from '../support/workers/accountProvider';
import { inVirtualTime } from './pacing/service';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const { credentialType } = accountProvider;
const provider = accountProvider as never;

interface Run {
	execution?: string;
	credential?: string;
	signal?: AbortSignal;
	options?: Partial<RequestOptions>;
	isAdaptive?: boolean;
}

/** The pace of one node's run. */
function pace({ execution = randomUUID(), credential = 'c', signal, options, isAdaptive = true }: Run = {}) {
	const context = {
		getExecutionId: () => execution,
		getNode: () => ({ credentials: { [credentialType]: { id: credential, name: '' } } }),
		...(signal && { getExecutionCancelSignal: () => signal }),
	};
	return paceOf(context as never, provider, { ...readRequestOptions({}), ...options }, isAdaptive);
}

const answer = (status = 200, headers = {}) => ({ answer: { status, headers } });
const far = async () => {
	await new Promise((resolve) => setTimeout(resolve, 400));
	return answer();
};
const sendMany = async (of: ReturnType<typeof pace>, items: number, attempt = far) => {
	const item = async () => await of.items.run(async () => await of.send(attempt, true));
	const all = async () => await Promise.all(Array.from({ length: items }, item));
	return (await inVirtualTime(all)).ms;
};

describe('Request Options', () => {
	it('are Automatic, one batch, and waiting when asked to, unless they say otherwise', () => {
		const unset = { itemsInFlight: undefined, isSentAgain: true, batchSize: 0, batchInterval: 0 };
		expect(readRequestOptions({})).toEqual(unset);
		expect(readRequestOptions({ itemsInFlight: '7.9', waitWhenAsked: false })).toMatchObject({
			itemsInFlight: 7,
			isSentAgain: false,
		});
		expect(readRequestOptions({ itemsInFlight: -3 }).itemsInFlight).toBe(1);
	});
});

describe('the nodes of an execution', () => {
	it('share what was found out of a service, by credential', async () => {
		const execution = randomUUID();
		const first = await sendMany(pace({ execution }), 200);
		expect(await sendMany(pace({ execution }), 200)).toBeLessThan(first);
		expect(await sendMany(pace({ execution, credential: 'other' }), 200)).toBe(first);
		expect(await sendMany(pace(), 200)).toBe(first);
	});

	it('share a pause, also where one has a fixed number', async () => {
		const execution = randomUUID();
		let nth = 0;
		const refuse = async () => (++nth === 1 ? answer(429, { 'retry-after': '7' }) : answer());
		const one = pace({ execution }).send(refuse, true);
		await jest.advanceTimersByTimeAsync(0);
		const ms = await sendMany(pace({ execution, isAdaptive: false }), 1);
		expect(Math.round(ms / 100)).toBe(74);
		expect(await one).toMatchObject({ outcome: answer(), waited: { times: 1 } });
	});

	it('forget it a minute after the execution, when another begins', async () => {
		const execution = randomUUID();
		const first = await sendMany(pace({ execution }), 200);
		jest.advanceTimersByTime(59_000);
		pace();
		const second = await sendMany(pace({ execution }), 200);
		expect(second).toBeLessThan(first);
		jest.advanceTimersByTime(61_000);
		pace();
		expect(await sendMany(pace({ execution }), 200)).toBe(first);
	});

	it('keep it as long as something goes on', async () => {
		const execution = randomUUID();
		const first = await sendMany(pace({ execution }), 200);
		const long = pace({ execution }).items.run(async () => await new Promise((resolve) => setTimeout(resolve, 90_000)));
		await jest.advanceTimersByTimeAsync(61_000);
		pace();
		expect(await sendMany(pace({ execution }), 200)).toBeLessThan(first);
		await long;
	});
});

it.each([
	[undefined, 10],
	[25, 25],
])('a fixed number (%p) begins %i items at once', async (itemsInFlight, most) => {
	const { items } = pace({ options: { itemsInFlight }, isAdaptive: false });
	const ends: Array<() => void> = [];
	const all = Array.from(
		{ length: 40 },
		async () => await items.run(async () => await new Promise<void>((resolve) => ends.push(resolve))),
	);
	await jest.advanceTimersByTimeAsync(0);
	expect(ends).toHaveLength(most);
	while (items.inUse > 0) {
		ends.splice(0).forEach((end) => end());
		await jest.advanceTimersByTimeAsync(0);
	}
	await Promise.all(all);
});

it('a wait ends with the execution, and nothing is sent after it', async () => {
	const cancel = new AbortController();
	const attempt = jest.fn(async () => answer(429));
	const sent = pace({ signal: cancel.signal }).send(attempt, true);
	const failed = expect(sent).rejects.toThrow('cancelled');
	await jest.advanceTimersByTimeAsync(500);
	cancel.abort();
	await failed;
	await jest.advanceTimersByTimeAsync(60_000);
	expect(attempt).toHaveBeenCalledTimes(1);
});
