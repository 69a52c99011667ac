import { gigma } from './gigma';
import { plusofon } from './plusofon';
import { sagi } from './sagi';
import { smartSatu } from './smartSatu';
import { operationsOf } from './nodeOperations';
import type { NodeCases, OperationCase } from './types';

/** The package's nodes, each with a case for each of its operations. */
export const NODES: NodeCases[] = [gigma, plusofon, sagi, smartSatu];

/** Operations that wait for a person, and so take one item and a form: test/n8n/logInWithCode.test.ts runs them. */
export const WAITING = ['session.logInWithCode'];

/** A case with the title that its tests go by, e.g. `Session → Log In of the credential`. */
export interface TitledCase extends OperationCase {
	title: string;
	/** The operation as the panel names it, e.g. `Session → Log In`. */
	label: string;
}

/** The cases of a node. @throws Error for a case of an operation that the node does not offer */
export function titled({ node, cases }: NodeCases): TitledCase[] {
	const offered = operationsOf(node);
	return cases.map((one) => {
		const match = offered.find(({ resource, operation }) => resource === one.resource && operation === one.operation);
		if (!match) throw new Error(`${node.description.displayName} offers no ${one.resource}.${one.operation}`);
		const { label } = match;
		return { ...one, label, title: one.variant ? `${label} ${one.variant}` : label };
	});
}
