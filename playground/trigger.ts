import type { WorkflowJson } from './types';

/** The name of the node that a workflow starts from. @throws Error where there is none */
export function triggerOf({ name, nodes }: WorkflowJson): string {
	const trigger = nodes.find(({ type }) => /trigger$|webhook$/i.test(type));
	if (!trigger) throw new Error(`The workflow "${name}" has no trigger to start from`);
	return trigger.name;
}
