import type { IConnections, IDataObject, INode, IRunExecutionData, IWorkflowSettings } from 'n8n-workflow';

/** A workflow as n8n exports it: what can be saved in a file. */
export interface WorkflowJson {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: IDataObject;
}

/** What a person enters for a new credential. `type` e.g. `sagiApi`. */
export interface NewCredential {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** A saved credential as the editor gets it. */
export interface CredentialView extends NewCredential {
	id: string;
}

/** What the editor shows in green or red above a credential. */
export interface TestOutcome {
	status: 'OK' | 'Error';
	message: string;
}

/** One run of a workflow. Times are ISO strings. */
export interface Execution {
	id: string;
	workflowId: string;
	status: 'success' | 'error' | 'crashed' | 'canceled' | 'running' | 'new' | 'waiting' | 'unknown';
	mode: string;
	startedAt: string;
	stoppedAt?: string;
	data: IRunExecutionData;
	/** The workflow as it was run. */
	workflowData: WorkflowJson;
}

/** An execution as it is listed. */
export type ExecutionSummary = Omit<Execution, 'data' | 'workflowData'>;

/** Which executions to list. */
export interface ExecutionFilter {
	workflowId?: string;
	status?: Array<Execution['status']>;
}
