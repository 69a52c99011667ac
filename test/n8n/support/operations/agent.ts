import type { INode } from 'n8n-workflow';
import type { WorkflowJson } from '../../../../playground/types';
import { node, webhook, type SavedCredential } from '../workflows';

/** Webhook → n8n's AI Agent, which has the node as its only tool and an OpenAI chat model. */
export function agentWorkflow(path: string, tool: INode, openAi: SavedCredential): WorkflowJson {
	const agent = node(
		'Agent',
		'@n8n/n8n-nodes-langchain.agent',
		{ promptType: 'define', text: '={{ $json.body.question }}', options: {} },
		{ typeVersion: 3 },
	);
	const model = node(
		'Model',
		'@n8n/n8n-nodes-langchain.lmChatOpenAi',
		{ model: { __rl: true, mode: 'id', value: 'gpt-4.1-mini' }, options: {} },
		{ typeVersion: 1.2, credentials: { [openAi.type]: { id: openAi.id, name: openAi.name } } },
	);
	const workflow = webhook(path, agent);
	const to = (type: 'ai_languageModel' | 'ai_tool') => ({ [type]: [[{ node: agent.name, type, index: 0 }]] });
	return {
		...workflow,
		nodes: [...workflow.nodes, model, tool],
		connections: { ...workflow.connections, [model.name]: to('ai_languageModel'), [tool.name]: to('ai_tool') },
	};
}
