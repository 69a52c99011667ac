import type { ExecutionError, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Execution } from './types';

/**
 * The JSON of the items that a node gave in its last run, from its first output.
 * @throws Error with the execution's own error when the node did not give any
 */
export function outputOf(execution: Execution, nodeName: string): IDataObject[] {
	return itemsOf(execution, nodeName).map(({ json }) => json);
}

/** As `outputOf`, with pairing and item errors. */
export function itemsOf(execution: Execution, nodeName: string): INodeExecutionData[] {
	const items = execution.data.resultData.runData[nodeName]?.at(-1)?.data?.main[0];
	if (items) return items;
	const reason = errorOf(execution);
	throw new Error(`"${nodeName}" gave no items in an execution that is ${execution.status}: ${reason?.message ?? ''}`);
}

/** The error that ended the execution, where it failed. */
export function errorOf(execution: Execution): ExecutionError | undefined {
	return execution.data.resultData.error;
}
