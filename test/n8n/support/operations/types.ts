import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import type { FaultRule, ProviderKey } from '../../../../sandbox';
import type { RemoteSandbox } from '../../../../sandbox/client';

/** What a case stands on: the sandbox, and a credential of an account that no other run has. */
export interface Ground {
	sandbox: RemoteSandbox;
	/** The fields of the credential. */
	credential: IDataObject;
}

/** What a person sets in the panel, and what goes in. */
export type Items = [IDataObject, IDataObject];

/** What an item gives: the fields to be found in its output, of one entry or of each of several. */
export type Output = IDataObject | IDataObject[];

/** One of the two items fails, with "On Error" set to "Continue": what is different then. */
export interface Failing {
	/**
	 * Which one. `either`: nothing distinguishes the requests of the two, and a fault hits the first that arrives. `both`: nothing
	 * is sent for an item, so that only the credential can be wrong.
	 */
	item: 0 | 1 | 'either' | 'both';
	/** Fields of the failing item. */
	values?: IDataObject;
	/** What is wrong with the credential. Nothing is run beforehand then. */
	credential?: IDataObject;
	faults?: FaultRule[];
	/** What the other item gives, where it is not what it gives otherwise. */
	other?: Output;
	/** A part of the message that the failing item gives. */
	error: string;
}

/** One operation, as a workflow runs it. */
export interface OperationCase {
	resource: string;
	operation: string;
	/** What sets it apart from another case of the same operation. */
	variant?: string;
	parameters?: INodeParameters;
	items?: Items | ((ground: Ground) => Promise<Items>);
	/** Where the credential is another than an account's own. */
	credential?: IDataObject;
	/** Parameters of a run on the same credential beforehand, e.g. a log-in. */
	before?: INodeParameters;
	faults?: FaultRule[];
	outputs: [Output, Output];
	/** The operations that the sandbox has served, each as often as it is named, in any order. */
	serves: string[];
	failing: Failing;
}

/** A node with a case for each of its operations. */
export interface NodeCases {
	node: INodeType;
	provider: ProviderKey;
	credentialType: string;
	/** Adds an account to the sandbox that no other run has, and gives the fields of its credential. */
	credential(sandbox: RemoteSandbox): Promise<IDataObject>;
	cases: OperationCase[];
}
