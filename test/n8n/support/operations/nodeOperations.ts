import type { INodeProperties, INodePropertyOptions, INodeType } from 'n8n-workflow';

/** An operation that a node's panel offers; `label` as a person reads it, e.g. `Branch → Get Many`. */
export interface OfferedOperation {
	resource: string;
	operation: string;
	label: string;
}

/** The operations that a node's description offers, read from the node itself. */
export function operationsOf({ description: { properties } }: INodeType): OfferedOperation[] {
	return optionsOf(properties.find(({ name }) => name === 'resource')).flatMap((resource) => {
		const selector = properties.find(
			({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes(resource.value),
		);
		return optionsOf(selector).map((operation) => ({
			resource: String(resource.value),
			operation: String(operation.value),
			label: `${resource.name} → ${operation.name}`,
		}));
	});
}

const optionsOf = (property: INodeProperties | undefined): INodePropertyOptions[] =>
	(property?.options ?? []) as INodePropertyOptions[];
