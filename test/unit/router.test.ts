import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../providers/types';
import { answerError } from '../../transport/execution/errors';
import { runOperation, type Operations } from '../../transport/execution/router';
import { accountProvider } from '../support/workers/accountProvider';

type Panel = Record<string, unknown>;
type Act = (item: number) => Promise<IDataObject | IDataObject[]>;
type ActOnAll = (items: number[], goesOn: boolean) => Promise<Array<IDataObject | IDataObject[] | Error>>;

/** A node with so many items, whose operation does this for each. */
function node(
	items: number,
	act: Act,
	{
		panel = {},
		settings = {},
		signal,
		execution = randomUUID(),
		readsOnly,
		actOnAll = async () => [],
	}: Partial<Setting> = {},
) {
	const hints: unknown[] = [];
	const parameters: Panel = { resource: 'thing', operation: 'do', ...panel };
	const context = {
		getNode: () => ({ name: 'Node', type: 'test', ...settings }),
		getExecutionId: () => execution,
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getNodeParameter: (name: string, item: number, fallback: unknown, options?: { rawExpressions?: boolean }) => {
			if (name === 'item') return options?.rawExpressions ? '={{ $itemIndex }}' : item;
			return parameters[name] ?? fallback;
		},
		continueOnFail: () => settings.onError !== undefined,
		addExecutionHints: (hint: unknown) => hints.push(hint),
		...(signal && { getExecutionCancelSignal: () => signal }),
	};
	const operations: Operations = {
		thing: {
			do: {
				description: [],
				...(readsOnly && { readsOnly: (parameter) => readsOnly(parameter<number>('item')) }),
				execute: async ({ parameter, hint }) => {
					const item = parameter<number>('item');
					if (panel.hint) hint(`item ${item}`);
					return await act(item);
				},
			},
			doAll: {
				description: [],
				executeAll: async (contexts, goesOn) =>
					await actOnAll(
						contexts.map(({ parameter }) => parameter<number>('item')),
						goesOn,
					),
			},
		},
	};
	const run = async () => await runOperation(context as never, accountProvider as never, operations);
	return { run, hints };
}
interface Setting {
	panel: Panel;
	settings: { onError?: string };
	signal: AbortSignal;
	execution: string;
	readsOnly: (item: number) => boolean;
	actOnAll: ActOnAll;
}

const turn = async (times = 1) => {
	for (let time = 0; time < times; time++) await new Promise((resolve) => setImmediate(resolve));
};
const fail = (): never => {
	throw new Error('unreadable');
};
const wrong = () => new InputError('The branch is not a number', 'branch', 'Enter digits.');

/** How many items were under way at the same moment, at most. */
function crowd() {
	let present = 0;
	const crowded = { most: 0, started: [] as number[] };
	const act: Act = async (item) => {
		crowded.started.push(item);
		crowded.most = Math.max(crowded.most, ++present);
		await turn(3);
		present--;
		return { item };
	};
	return { crowded, act };
}

describe('the output', () => {
	it('keeps the order of the items, whichever is first', async () => {
		const { run } = node(5, async (item) => {
			await turn(10 - item);
			return { item };
		});
		expect(await run()).toEqual([[0, 1, 2, 3, 4].map((item) => ({ json: { item }, pairedItem: { item } }))]);
	});

	it('has an entry for each of a list, and none for an empty one', async () => {
		const { run } = node(3, async (item) => Array.from({ length: item }, (_, at) => ({ at })));
		expect((await run())[0]).toEqual([
			{ json: { at: 0 }, pairedItem: { item: 1 } },
			{ json: { at: 0 }, pairedItem: { item: 2 } },
			{ json: { at: 1 }, pairedItem: { item: 2 } },
		]);
	});

	it('comes with what an operation has to say, where n8n shows that', async () => {
		const { run, hints } = node(1, async () => ({}), { panel: { hint: true } });
		await run();
		expect(hints).toEqual([{ message: 'item 0', type: 'warning', location: 'outputPane' }]);
	});
});

it.each([{ resource: 'other' }, { operation: 'other' }])('there is no operation for %p', async (panel) => {
	await expect(node(1, async () => ({}), { panel }).run()).rejects.toThrow(/There is no operation "\w+" for "\w+"/);
});

describe('items', () => {
	it.each([
		[{}, 10],
		[{ itemsInFlight: 3.9 }, 3],
		[{ itemsInFlight: 1 }, 1],
		[{ itemsInFlight: 0 }, 1],
		[{ itemsInFlight: 50 }, 25],
		[{ itemsInFlight: ' 7 ' }, 7],
	])('go side by side: %p, at most %i', async (requestOptions, most) => {
		const { crowded, act } = crowd();
		await node(25, act, { panel: { requestOptions } }).run();
		expect(crowded.most).toBe(most);
		expect(crowded.started).toEqual(Array.from({ length: 25 }, (_, item) => item));
	});

	it.each([
		[{ batchSize: 4, batchInterval: 0 }, 4],
		[{ batchSize: 4 }, 4],
		[{ batchSize: -1, batchInterval: 0 }, 9],
		[{ batchSize: 0, batchInterval: 0 }, 9],
		[{ batchSize: '4', batchInterval: '0' }, 4],
		[{ batchSize: 4.9 }, 4],
	])('go in batches: %p, at most %i', async (batch, most) => {
		const { crowded, act } = crowd();
		const [output] = await node(9, act, { panel: { requestOptions: { batching: { batch } } } }).run();
		expect(crowded.most).toBe(most);
		expect(output?.map(({ json }) => json.item)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
	});

	it.each([
		[{ itemsInFlight: 'many' }, 'Items in Flight'],
		[{ batching: { batch: { batchSize: '' } } }, 'Items Per Batch'],
		[{ batching: { batch: { batchInterval: {} } } }, 'Batch Interval'],
		[{ itemsInFlight: Infinity }, 'Items in Flight'],
	])('are not begun where %j is no number', async (requestOptions, label) => {
		const act = jest.fn(async () => ({}));
		await expect(node(3, act, { panel: { requestOptions } as never }).run()).rejects.toMatchObject({
			message: `"${label}" is not a number`,
			description: expect.stringContaining('Request Options'),
		});
		expect(act).not.toHaveBeenCalled();
	});

	it('wait between batches, not before the first and not after the last', async () => {
		const pauses = jest.spyOn(global, 'setTimeout');
		const options = { batching: { batch: { batchSize: 2, batchInterval: 5 } } };
		await node(5, async () => ({}), { panel: { requestOptions: options } }).run();
		expect(pauses.mock.calls.filter(([, ms]) => ms === 5)).toHaveLength(2);
		pauses.mockRestore();
	});

	it('of no input are none', async () => {
		expect(await node(0, async () => ({})).run()).toEqual([[]]);
	});
});

describe('two nodes of an execution', () => {
	/** How many items of both are under way at the same moment, at most. */
	const together = async (readsOnly?: (item: number) => boolean, panel: Panel = {}) => {
		const { crowded, act } = crowd();
		const execution = randomUUID();
		const run = async () => await node(25, act, { execution, readsOnly, panel }).run();
		await Promise.all([run(), run()]);
		return crowded.most;
	};

	it('share one limit where all items only read, and Automatic finds it out', async () => {
		expect(await together(() => true)).toBe(10);
	});

	it.each([
		['nothing says that they only read', undefined, {}],
		['one of them writes', (item: number) => item !== 24, {}],
		['the parameter that tells can not be read', () => fail(), {}],
	])('have ten each where %s', async (_, readsOnly, panel) => {
		expect(await together(readsOnly, panel)).toBe(20);
	});

	it('keep their own fixed number', async () => {
		expect(await together(() => true, { requestOptions: { itemsInFlight: 7 } })).toBe(14);
	});
});

describe('a failure', () => {
	const failAt =
		(...items: number[]): Act =>
		async (item) => {
			await turn();
			if (items.includes(item)) throw wrong();
			return { item };
		};

	it('ends the node with the first failed item’s error, and no further item is started', async () => {
		const { crowded, act } = crowd();
		const failing: Act = async (item) => {
			const output = await act(item);
			if (item === 1 || item === 2) throw wrong();
			return output;
		};
		const { run } = node(9, failing, { panel: { requestOptions: { itemsInFlight: 3 } } });
		await expect(run()).rejects.toMatchObject({
			message: 'The branch is not a number',
			context: { itemIndex: 1 },
		});
		expect(crowded.started.length).toBeLessThan(6);
	});

	it('is an item of the output where the person chose to go on', async () => {
		const { run } = node(3, failAt(0, 2), { settings: { onError: 'continueRegularOutput' } });
		const error = { error: 'The branch is not a number', message: 'Enter digits.' };
		expect(await run()).toEqual([
			[
				{ json: error, pairedItem: { item: 0 } },
				{ json: { item: 1 }, pairedItem: { item: 1 } },
				{ json: error, pairedItem: { item: 2 } },
			],
		]);
	});
});

describe('what the provider answered', () => {
	const answer = { status: 422, headers: {}, body: { message: 'No such branch' } };
	const fault = { kind: 'refused', message: 'No such branch' } as const;
	const refuse: Act = async () => {
		throw answerError({ node: { name: 'Node' } as never, provider: accountProvider as never }, answer, fault, []);
	};

	it('stands beside the error of a failed item', async () => {
		const [[item] = []] = await node(1, refuse, { settings: { onError: 'continueRegularOutput' } }).run();
		expect(item?.json).toMatchObject({
			error: 'Service refused the request: "No such branch" (HTTP 422)',
			details: { httpStatus: 422 },
		});
	});

	it('is left out at an error output, where older n8n would send it to the wrong one', async () => {
		const [[item] = []] = await node(1, refuse, { settings: { onError: 'continueErrorOutput' } }).run();
		expect(Object.keys(item?.json ?? {})).toEqual(['error', 'message']);
	});

	it('is not made up where there was no answer, nor an advice where there is none', async () => {
		const lost: Act = async () => {
			throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		};
		const [[item] = []] = await node(1, lost, { settings: { onError: 'continueRegularOutput' } }).run();
		expect(Object.keys(item?.json ?? {})).toEqual(['error', 'message']);
		const broken: Act = async () => {
			throw new Error('unforeseen');
		};
		const [[other] = []] = await node(1, broken, { settings: { onError: 'continueRegularOutput' } }).run();
		expect(other?.json).toEqual({ error: 'unforeseen' });
	});
});

it('nothing is started once the execution is cancelled', async () => {
	const { crowded, act } = crowd();
	await expect(node(3, act, { signal: AbortSignal.abort() }).run()).rejects.toThrow('cancelled');
	expect(crowded.started).toEqual([]);
});

describe('an operation that is given all items at once', () => {
	const never: Act = async () => await Promise.reject(wrong());
	const all = (items: number, actOnAll: ActOnAll, rest: Partial<Setting> = {}) =>
		node(items, never, { actOnAll, ...rest, panel: { operation: 'doAll' } });
	const first = async (items: number[]) => items.map((item) => (item === 1 ? wrong() : { item }));

	it('is run once, and gives each item what is its own, in order', async () => {
		const calls: number[][] = [];
		const { run } = all(3, async (items) => {
			calls.push(items);
			return items.map((item) => (item === 2 ? [{ item }, { item }] : { item }));
		});
		const json = { item: 2 };
		expect(await run()).toEqual([
			[
				{ json: { item: 0 }, pairedItem: { item: 0 } },
				{ json: { item: 1 }, pairedItem: { item: 1 } },
				{ json, pairedItem: { item: 2 } },
				{ json, pairedItem: { item: 2 } },
			],
		]);
		expect(calls).toEqual([[0, 1, 2]]);
	});

	it('fails with the first item that failed, named', async () => {
		await expect(all(3, first).run()).rejects.toMatchObject({
			message: 'The branch is not a number',
			context: { itemIndex: 1, parameter: 'branch' },
		});
	});

	it('gives the error in the place of an item, where the person chose to go on, and is told so', async () => {
		const told: boolean[] = [];
		const settings = { onError: 'continueRegularOutput' };
		const { run } = all(
			2,
			async (items, goesOn) => {
				told.push(goesOn);
				return await first(items);
			},
			{ settings },
		);
		expect(await run()).toEqual([
			[
				{ json: { item: 0 }, pairedItem: { item: 0 } },
				{ json: { error: 'The branch is not a number', message: 'Enter digits.' }, pairedItem: { item: 1 } },
			],
		]);
		expect(told).toEqual([true]);
	});

	it('that fails as a whole fails for every item', async () => {
		const settings = { onError: 'continueRegularOutput' };
		const [output] = await all(2, async () => await Promise.reject(wrong()), { settings }).run();
		expect(output?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			['The branch is not a number', { item: 0 }],
			['The branch is not a number', { item: 1 }],
		]);
	});

	it('is not begun once the execution is cancelled', async () => {
		const began = jest.fn(async () => []);
		await expect(all(1, began, { signal: AbortSignal.abort() }).run()).rejects.toThrow('cancelled');
		expect(began).not.toHaveBeenCalled();
	});
});
