import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import pLimit from 'p-limit';

import type { Provider } from '../providers/types';
import { ProviderClient } from './client';
import { requestError } from './errors';

/** Items sent side by side. */
const CONCURRENCY = 10;

/** What an operation's `execute` has at hand. */
export interface OperationContext {
	node: IExecuteFunctions;
	client: ProviderClient;
	itemIndex: number;
}

/** One operation: its fields in the panel, and what it does for one item. A list gives one item an entry. */
export interface Operation {
	description: INodeProperties[];
	execute(context: OperationContext): Promise<IDataObject | IDataObject[]>;
}

/** The operations of a node, by resource and operation as the panel's parameters name them. */
export type Operations = Record<string, Record<string, Operation>>;

/**
 * Runs the chosen operation for every item, a bounded number side by side, and keeps their order. After the first failure no
 * further item is started, unless the person chose to go on.
 */
export async function runOperation(
	node: IExecuteFunctions,
	provider: Provider,
	operations: Operations,
): Promise<INodeExecutionData[][]> {
	const resource = node.getNodeParameter('resource', 0) as string;
	const name = node.getNodeParameter('operation', 0) as string;
	const operation = operations[resource]?.[name];
	if (!operation) throw new NodeOperationError(node.getNode(), `There is no operation "${name}" for "${resource}"`);

	const client = new ProviderClient(node, provider);
	const limit = pLimit(CONCURRENCY);
	const failures = new Map<number, NodeApiError | NodeOperationError>();
	const goOn = node.continueOnFail();
	const runItem = async (itemIndex: number): Promise<INodeExecutionData[]> => {
		if (failures.size > 0 && !goOn) return [];
		try {
			const result = await operation.execute({ node, client, itemIndex });
			const entries = Array.isArray(result) ? result : [result];
			return entries.map((json) => ({ json, pairedItem: { item: itemIndex } }));
		} catch (error) {
			const failure = requestError({ node: node.getNode(), provider, itemIndex }, error);
			failures.set(itemIndex, failure);
			return [{ json: failureOutput(node, failure), pairedItem: { item: itemIndex } }];
		}
	};
	const outputs = await Promise.all(node.getInputData().map((_, index) => limit(() => runItem(index))));
	if (failures.size > 0 && !goOn) {
		throw failures.get(Math.min(...failures.keys())) as NodeApiError;
	}
	return [outputs.flat()];
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
