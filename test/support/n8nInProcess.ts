import 'reflect-metadata';

import { ExecuteContext, PollContext } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	injectDomainRestrictionFields,
	isExpression,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IHttpRequestHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { POLICY } from '../../session/runtime';
import { ENDED_SESSION } from '../../session/session';
import { processEngine } from '../../transport/credential/engine';

/** The waits of real time are those of test/unit/session and test/orders, which play them in virtual time. */
processEngine.runtime.policy = {
	...POLICY,
	// What is looked at after a test's end would keep its process alive.
	savedLookMs: [],
	claimWaitMs: { shouldRenew: 0, mustRenew: 0 },
	claimWaitFactor: 0,
	claimPollMs: 5,
	secondTryAfterMs: 0,
	lookForOthersMs: 20,
};

let credentials = 0;

/**
 * What n8n stores for one credential, and what its credentials helper does with it: the real one lives in the `n8n` package and
 * needs a database. Semantics of `preAuthentication` and `updateCredentials` are those of n8n 2.41.1.
 */
export class StoredCredential {
	readonly id = `credential ${++credentials}`;
	/** The decrypted data as in n8n's database. */
	data: ICredentialDataDecryptedObject;
	/** How often n8n wrote a session into it, how often a claim or its end alone, and how often it was read. */
	writes = 0;
	claimWrites = 0;
	reads = 0;
	/** What n8n waits for between reading what is stored and writing it again with the change. */
	gate: () => Promise<unknown> = async () => undefined;
	/** What the expressions in its fields give now, by field. n8n does not overwrite a field that holds one. */
	expressions: Record<string, string> = {};

	constructor(
		readonly type: ICredentialType,
		fields: ICredentialDataDecryptedObject,
	) {
		this.data = fields;
	}

	/** Fields with their defaults, as a node reads them. */
	read(): ICredentialDataDecryptedObject {
		this.reads++;
		return NodeHelpers.getNodeParameters(
			injectDomainRestrictionFields(this.type),
			{ ...structuredClone(this.data), ...this.expressions } as never,
			true,
			false,
			null,
			null,
		) as ICredentialDataDecryptedObject;
	}

	async preAuthentication(helpers: IHttpRequestHelper, fields: ICredentialDataDecryptedObject, expired: boolean) {
		const expirable = this.type.properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
		if (!expirable || !this.type.preAuthentication) return undefined;
		if (fields[expirable.name] !== '' && !expired) return undefined;
		const output = await this.type.preAuthentication.call(helpers, fields);
		if (output[expirable.name] === undefined) return undefined;
		const stored = { ...this.data };
		await this.gate();
		for (const [name, value] of Object.entries(output)) {
			if (name === expirable.name || !isExpression(stored[name])) stored[name] = value as never;
		}
		this.data = stored;
		if ('session' in output) this.writes++;
		else this.claimWrites++;
		return Object.assign(fields, output);
	}

	/** The stored session, parsed. */
	get session(): { accessToken: string; refreshToken?: string; expiresAt?: number; issuedAt: number } | undefined {
		const { session } = this.data;
		return session && session !== ENDED_SESSION ? JSON.parse(session as string) : undefined;
	}
}

interface Run {
	node: INodeType;
	credential: StoredCredential;
	parameters: IDataObject;
	/** One item of no fields unless told otherwise. */
	items?: INodeExecutionData[];
	onError?: INode['onError'];
	/** Tells that the execution is cancelled. */
	signal?: AbortSignal;
	/** n8n's core; the newest unless told otherwise. */
	core?: { ExecuteContext: typeof ExecuteContext };
}

/** The workflow of one node, and what n8n hands to its contexts. */
function workflowOf({
	node,
	credential,
	parameters,
	onError,
}: Pick<Run, 'node' | 'credential' | 'parameters' | 'onError'>) {
	const type = node.description.name;
	const workflowNode: INode = {
		id: '1',
		name: node.description.displayName,
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: { [credential.type.name]: { id: credential.id, name: `My ${credential.type.displayName}` } },
		...(onError && { onError }),
	};
	const nodeTypes = { getByName: () => node, getByNameAndVersion: () => node, getKnownTypes: () => ({}) };
	const workflow = new Workflow({
		nodes: [workflowNode],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as never,
	});
	workflowNode.parameters = NodeHelpers.getNodeParameters(
		node.description.properties,
		workflowNode.parameters,
		true,
		false,
		workflowNode,
		node.description,
	) as INode['parameters'];
	const additionalData = {
		credentialsHelper: {
			getParentTypes: () => [],
			getDecrypted: async () => credential.read(),
			preAuthentication: async (
				helpers: IHttpRequestHelper,
				fields: ICredentialDataDecryptedObject,
				_type: string,
				_node: INode,
				expired: boolean,
			) => await credential.preAuthentication(helpers, fields, expired),
			authenticate: async (fields: ICredentialDataDecryptedObject, _type: string, options: IHttpRequestOptions) =>
				typeof credential.type.authenticate === 'function'
					? await credential.type.authenticate(fields, options)
					: options,
			isCredentialUsableByNode: () => true,
		},
		executionId: '1',
		restApiUrl: 'http://127.0.0.1/rest',
		instanceBaseUrl: 'http://127.0.0.1/',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, workflowNode, additionalData };
}

/** Builds n8n's real execute context for one execution of a node. */
export function contextOf({ items = [{ json: {} }], signal, core = { ExecuteContext }, ...run }: Run): ExecuteContext {
	const { workflow, workflowNode, additionalData } = workflowOf(run);
	return new core.ExecuteContext(
		workflow,
		workflowNode,
		additionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		items,
		{ main: [items] },
		{ node: workflowNode, data: { main: [items] }, source: null },
		[],
		signal,
	);
}

/** Runs a node once in process: real execute context, real `httpRequestWithAuthentication`, real sockets. */
export async function runNode(run: Run): Promise<INodeExecutionData[]> {
	const [output] = (await run.node.execute?.call(contextOf(run))) as INodeExecutionData[][];
	return output ?? [];
}

type Rest = Partial<Parameters<typeof runNode>[0]>;

/** What runs a node once and gives the JSON of its items. */
export const runnerOf =
	(node: new () => Run['node']) =>
	async (credential: Run['credential'], parameters: Run['parameters'], rest: Rest = {}): Promise<IDataObject[]> =>
		(await runNode({ node: new node(), credential, parameters, ...rest })).map(({ json }) => json);

/** What a polling trigger is run with. */
export interface Polling extends Pick<Run, 'node' | 'credential' | 'parameters'> {
	/** The workflow's static data of the node, which n8n keeps between polls. */
	memory: IDataObject;
	mode?: 'trigger' | 'manual';
}

/** Polls once in process, with n8n's real context, and gives the JSON of the items; `null`: the workflow is not started. */
export async function pollNode({ memory, mode = 'trigger', ...run }: Polling): Promise<IDataObject[] | null> {
	const { workflow, workflowNode, additionalData } = workflowOf(run);
	const context = new PollContext(workflow, workflowNode, additionalData, mode, 'activate');
	context.getWorkflowStaticData = () => memory;
	const output = (await run.node.poll?.call(context)) ?? null;
	return output && output.flat().map(({ json }) => json);
}
