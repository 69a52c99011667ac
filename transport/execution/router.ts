import {
	NodeApiError,
	NodeOperationError,
	sleep,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import pLimit from 'p-limit';

import { InputError, type Account, type Provider, type ProviderRequest } from '../../providers/types';
import { assertNotCancelled, untilCancelled } from './cancellation';
import { parameterCheck } from './parameterCheck';
import { ProviderClient } from './client';
import { asOutput, download, type ItemWithFile } from './files';
import { requestError } from '../http/errors';
import { numberOf, parameterReader, type ParameterReader } from './parameters';
import { humanInput, type HumanInput } from './humanInput';
import { Sender } from './sender';

/** What an operation's `execute` has at hand. */
export interface OperationContext<A extends Account = Account> {
	client: ProviderClient<A>;
	/** A parameter of the panel for this item, or the fallback where the panel does not show it. */
	parameter: ParameterReader;
	/** Says something about the execution in the editor, beside its output. */
	hint(message: string): void;
	/** For an operation that waits for a person. @throws InputError where this execution can't */
	personWait(): HumanInput;
	/** Downloads a file for an {@link ItemWithFile}. See {@link download}. */
	download(request: ProviderRequest, fileName: string): Promise<IBinaryData>;
	/** Waits so many ms, or until the execution is cancelled. */
	pause(ms: number): Promise<void>;
}

/** One operation: its fields in the panel, and what it does for one item. A list gives one item an entry. */
export interface Operation<A extends Account = Account> {
	description: INodeProperties[];
	execute(context: OperationContext<A>): Promise<IDataObject | IDataObject[] | ItemWithFile>;
}

/** An operation that is given all items at once, e.g. to send them in as few requests as it takes. */
export interface BatchOperation<A extends Account = Account> {
	description: INodeProperties[];
	/**
	 * @param contexts one for each item, in order
	 * @param goesOn whether the person chose to go on where an item fails
	 * @returns for each item what it gives, or the error with which it failed
	 * @throws what fails all items alike
	 */
	executeAll(
		contexts: Array<OperationContext<A>>,
		goesOn: boolean,
	): Promise<Array<IDataObject | IDataObject[] | Error>>;
}

/** The operations of a node, by resource and operation as the panel's parameters name them. */
export type Operations<A extends Account = Account> = Record<string, Record<string, Operation<A> | BatchOperation<A>>>;

/** "Request Options" as the panel gives them: an expression can give anything. */
interface Given {
	itemsInFlight?: unknown;
	batching?: { batch?: { batchSize?: unknown; batchInterval?: unknown } };
}

/** How items are sent: this many side by side, and in batches with a pause between them, ms. */
interface Pace {
	itemsInFlight: number;
	batchSize: number;
	batchInterval: number;
}

/**
 * Runs the chosen operation for every item, a bounded number side by side, and keeps their order. After the first failure no
 * further item is started, unless the person chose to go on.
 */
export async function runOperation<A extends Account>(
	node: IExecuteFunctions,
	provider: Provider<A>,
	operations: Operations<A>,
): Promise<INodeExecutionData[][]> {
	const chosen = parameterReader(node)(0);
	const [resource, name] = [chosen<string>('resource'), chosen<string>('operation')];
	const operation = operations[resource]?.[name];
	if (!operation) throw new NodeOperationError(node.getNode(), `There is no operation "${name}" for "${resource}"`);

	const parameters = parameterReader(node, parameterCheck(operation.description));
	const sender = new Sender(node, provider);
	const failures = new Map<number, NodeApiError | NodeOperationError>();
	const goOn = node.continueOnFail();
	const items = node.getInputData().length;
	const hint = (message: string) => node.addExecutionHints?.({ message, type: 'warning', location: 'outputPane' });
	const contextOf = (itemIndex: number): OperationContext<A> => ({
		client: new ProviderClient(sender, itemIndex),
		parameter: parameters(itemIndex),
		hint,
		personWait: () => humanInput(node),
		download: async (request, fileName) => await download(node, request, fileName),
		pause: async (ms) => void (await untilCancelled(node, sleep(ms))),
	});
	const outputOf = (itemIndex: number, result: IDataObject | IDataObject[] | ItemWithFile): INodeExecutionData[] =>
		[result].flat().map((entry) => ({ ...asOutput(entry), pairedItem: { item: itemIndex } }));
	const failed = (itemIndex: number, error: unknown): INodeExecutionData[] => {
		const failure = requestError({ node: sender.node, provider, itemIndex }, error);
		failures.set(itemIndex, failure);
		return [{ json: failureOutput(node, failure), pairedItem: { item: itemIndex } }];
	};
	const runItem = async (one: Operation<A>, itemIndex: number): Promise<INodeExecutionData[]> => {
		if (failures.size > 0 && !goOn) return [];
		try {
			assertNotCancelled(node);
			return outputOf(itemIndex, await one.execute(contextOf(itemIndex)));
		} catch (error) {
			return failed(itemIndex, error);
		}
	};
	const runAll = async (all: BatchOperation<A>): Promise<INodeExecutionData[][]> => {
		const indexes = Array.from({ length: items }, (_, at) => at);
		try {
			assertNotCancelled(node);
			const results = await all.executeAll(indexes.map(contextOf), goOn);
			return results.map((result, at) => (result instanceof Error ? failed(at, result) : outputOf(at, result)));
		} catch (error) {
			return indexes.map((at) => failed(at, error));
		}
	};
	const pace = readPace(node, provider, chosen<Given>('requestOptions', {}));
	const outputs =
		'executeAll' in operation
			? await runAll(operation)
			: await paced(node, items, pace, async (at) => await runItem(operation, at));
	if (failures.size > 0 && !goOn) {
		throw failures.get(Math.min(...failures.keys())) as NodeApiError;
	}
	return [outputs.flat()];
}

/** Items in flight unless the panel says otherwise. */
const IN_FLIGHT = 10;

/** @throws NodeOperationError where one of them is no number */
function readPace(node: IExecuteFunctions, provider: Provider, { itemsInFlight, batching }: Given): Pace {
	const { batchSize, batchInterval } = batching?.batch ?? {};
	const whole = (label: string, value: unknown, unset: number) => {
		const given = value === undefined ? unset : Math.floor(numberOf(value));
		if (Number.isFinite(given)) return given;
		const advice = 'Enter a whole number under "Request Options" in the node\'s settings. Nothing has been sent.';
		const error = new InputError(`"${label}" is not a number`, 'requestOptions', advice);
		throw requestError({ node: node.getNode(), provider }, error);
	};
	return {
		itemsInFlight: Math.max(1, whole('Items in Flight', itemsInFlight, IN_FLIGHT)),
		batchSize: whole('Items Per Batch', batchSize, 0),
		batchInterval: whole('Batch Interval', batchInterval, 0),
	};
}

async function paced<T>(
	node: IExecuteFunctions,
	items: number,
	{ itemsInFlight, batchSize, batchInterval }: Pace,
	run: (index: number) => Promise<T>,
) {
	const limit = pLimit(itemsInFlight);
	const size = batchSize > 0 ? batchSize : items;
	const results: T[] = [];
	for (let start = 0; start < items; start += size) {
		if (start > 0 && batchInterval > 0) await untilCancelled(node, sleep(batchInterval));
		const batch = Array.from({ length: Math.min(size, items - start) }, (_, at) => start + at);
		results.push(...(await Promise.all(batch.map(async (index) => await limit(run, index)))));
	}
	return results;
}

/**
 * What an item that failed gives when the person chose to go on: `{error, message, details}`, with the provider's words, status and
 * code in `details`. n8n takes exactly these keys for a failed item; older n8n sends one with details to the wrong output.
 */
function failureOutput(node: IExecuteFunctions, failure: NodeApiError | NodeOperationError): IDataObject {
	const { message, description, errorResponse } = failure;
	const hasErrorOutput = node.getNode().onError === 'continueErrorOutput';
	const details =
		hasErrorOutput || errorResponse?.httpStatus === undefined ? undefined : (errorResponse as IDataObject);
	return { error: message, ...(description && { message: description }), ...(details && { details }) };
}
