import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { N8nClient } from '../../../../playground/client';
import { itemsOf } from '../../../../playground/execution';
import { publishWebhook, waitForExecutions } from '../n8n';
import { chain, node } from '../workflows';

/** Runs a node once, in a published workflow, and gives what n8n has saved of its output. */
export type Runner = (n8n: N8nClient, tested: INode, items: IDataObject[]) => Promise<INodeExecutionData[]>;

/** Webhook → Split Out: an item for each entry of `items` in the body. */
const split = () => node('Items', 'n8n-nodes-base.splitOut', { fieldToSplitOut: 'body.items', options: {} });

/** Webhook → the items → the node. */
export const inWebhookWorkflow: Runner = async (n8n, tested, items) => {
	const workflow = await publishWebhook(n8n, split(), tested);
	await workflow.call({ items });
	const [execution] = await waitForExecutions(n8n, workflow.id, 1);
	return itemsOf(await n8n.execution(String(execution?.id)), tested.name);
};

/** Webhook → the items → Execute Workflow, which runs the node in a workflow of its own. */
export const inSubWorkflow: Runner = async (n8n, tested, items) => {
	const trigger = node(
		'When Executed',
		'n8n-nodes-base.executeWorkflowTrigger',
		{ inputSource: 'passthrough' },
		{ typeVersion: 1.1 },
	);
	const value = await n8n.publish(chain(trigger, tested));
	const workflowId = { __rl: true, mode: 'id', value };
	const caller = node(
		'Sub-Workflow',
		'n8n-nodes-base.executeWorkflow',
		{ source: 'database', workflowId, mode: 'once', options: {} },
		{ typeVersion: 1.2 },
	);
	return await inWebhookWorkflow(n8n, caller, items);
};
