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

import { AnswerError } from '../../http/answerBody';
import type { Account, Provider, ProviderAnswer, ProviderRequest } from '../../providers/types';
import { assertNotCancelled, untilCancelled } from './cancellation';
import { parameterCheck } from './parameterCheck';
import { ProviderClient } from './client';
import { asOutput, download, keepFile, type ItemWithFile } from './files';
import { requestError } from './errors';
import { inputFile, type InputFile } from './inputFile';
import { paceOf, readRequestOptions, type GivenOptions, type RequestOptions } from './pace';
import { parameterReader, type ParameterReader } from './parameters';
import { humanInput, type HumanInput } from './humanInput';
import { Sender } from './sender';
import { typedSecrets } from './typedSecrets';

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
	/** Lets n8n keep the file of an answer. See {@link keepFile}. */
	keepFile(answer: ProviderAnswer, fileName: string | undefined): Promise<IBinaryData>;
	/** A file of this item. See {@link inputFile}. */
	inputFile(field: string, parameter: string): Promise<InputFile>;
	/** Waits so many ms, or until the execution is cancelled. */
	pause(ms: number): Promise<void>;
}

/** One operation: its fields in the panel, and what it does for one item. A list gives one item an entry. */
export interface Operation<A extends Account = Account> {
	description: INodeProperties[];
	execute(context: OperationContext<A>): Promise<IDataObject | IDataObject[] | ItemWithFile>;
	/** Whether an item's requests change nothing, so that Automatic may find out how many of them go side by side. */
	readsOnly?(parameter: ParameterReader): boolean;
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
	if (!operation)
		throw new NodeOperationError(node.getNode(), `There is no operation "${name}" for "${resource}"`, {
			description: 'Choose resource and operation from their lists. Nothing has been sent.',
		});

	const parameters = parameterReader(node, parameterCheck(operation.description));
	const indexes = node.getInputData().map((_, index) => index);
	const options = requestOptionsOf(node, provider, chosen<GivenOptions>('requestOptions', {}));
	const pace = paceOf(node, provider, options, mayAdapt(operation, options, indexes, parameters));
	const sender = new Sender(node, provider, undefined, pace);
	const failures = new Map<number, NodeApiError | NodeOperationError>();
	const goOn = node.continueOnFail();
	const hint = (message: string) => node.addExecutionHints?.({ message, type: 'warning', location: 'outputPane' });
	const contextOf = (itemIndex: number): OperationContext<A> => ({
		client: new ProviderClient(sender, itemIndex, () => typedSecrets(node, operation.description, itemIndex)),
		parameter: parameters(itemIndex),
		hint,
		personWait: () => humanInput(node),
		download: async (request, fileName) => await download(node, request, fileName),
		keepFile: async (answer, fileName) => await keepFile(node, answer, fileName),
		inputFile: async (field, parameter) => await inputFile(node, itemIndex, field, parameter),
		pause: async (ms) => void (await untilCancelled(node, sleep(ms))),
	});
	const outputOf = (itemIndex: number, result: IDataObject | IDataObject[] | ItemWithFile): INodeExecutionData[] =>
		(Array.isArray(result) ? result : [result]).map((entry) => ({
			...asOutput(entry),
			pairedItem: { item: itemIndex },
		}));
	const failed = (itemIndex: number, error: unknown, name?: string): INodeExecutionData[] => {
		const failure = requestError({ node: sender.node, provider, itemIndex, name }, error);
		failures.set(itemIndex, failure);
		return [{ json: failureOutput(node, failure), pairedItem: { item: itemIndex } }];
	};
	const runItem = async (one: Operation<A>, itemIndex: number): Promise<INodeExecutionData[]> => {
		if (failures.size > 0 && !goOn) return [];
		try {
			assertNotCancelled(node);
			return outputOf(itemIndex, await one.execute(contextOf(itemIndex)));
		} catch (error) {
			return failed(itemIndex, error, error instanceof AnswerError ? await sender.serviceName() : undefined);
		}
	};
	const runAll = async (all: BatchOperation<A>): Promise<INodeExecutionData[][]> => {
		try {
			assertNotCancelled(node);
			const results = await all.executeAll(indexes.map(contextOf), goOn);
			return results.map((result, at) => (result instanceof Error ? failed(at, result) : outputOf(at, result)));
		} catch (error) {
			return indexes.map((at) => failed(at, error));
		}
	};
	const runInTurn = async (one: Operation<A>, itemIndex: number) =>
		await pace.items.run(async () => await runItem(one, itemIndex));
	const outputs =
		'executeAll' in operation
			? await runAll(operation)
			: await inBatches(node, indexes.length, options, async (at) => await runInTurn(operation, at));
	if (failures.size > 0 && !goOn) {
		throw failures.get(Math.min(...failures.keys())) as NodeApiError;
	}
	return [outputs.flat()];
}

/** @throws NodeOperationError where one of them is no number */
function requestOptionsOf(node: IExecuteFunctions, provider: Provider, given: GivenOptions): RequestOptions {
	try {
		return readRequestOptions(given);
	} catch (error) {
		throw requestError({ node: node.getNode(), provider }, error);
	}
}

/**
 * Whether Automatic may find out how many items go side by side. What writes may cost money or ring a phone: how much of it a service
 * bears is not to be found out by sending more.
 */
function mayAdapt<A extends Account>(
	operation: Operation<A> | BatchOperation<A>,
	{ itemsInFlight }: RequestOptions,
	indexes: number[],
	parameters: (item: number) => ParameterReader,
): boolean {
	const readsOnly = 'readsOnly' in operation ? operation.readsOnly : undefined;
	if (itemsInFlight !== undefined || !readsOnly) return false;
	try {
		return indexes.every((item) => readsOnly(parameters(item)));
	} catch {
		// The item whose parameter can't be read tells it when its turn comes.
		return false;
	}
}

async function inBatches<T>(
	node: IExecuteFunctions,
	items: number,
	{ batchSize, batchInterval }: RequestOptions,
	run: (index: number) => Promise<T>,
) {
	const size = batchSize > 0 ? batchSize : items;
	const results: T[] = [];
	for (let start = 0; start < items; start += size) {
		if (start > 0 && batchInterval > 0) await untilCancelled(node, sleep(batchInterval));
		const batch = Array.from({ length: Math.min(size, items - start) }, (_, at) => start + at);
		results.push(...(await Promise.all(batch.map(run))));
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
