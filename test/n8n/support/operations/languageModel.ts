import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Message {
	role: string;
	content: unknown;
}

interface Completion {
	model: string;
	messages: Message[];
	tools?: Array<{ function: { name: string; description: string } }>;
}

/** A stand-in for a language model that n8n's OpenAI nodes can be pointed at. */
export interface LanguageModel {
	/** Base URL for the OpenAI credential. */
	url: string;
	/** What n8n has asked, in order. */
	asked: Completion[];
	close(): Promise<void>;
}

/**
 * Starts a model on loopback that calls the first tool it is offered, once, and then repeats what the tool gave.
 * @param toolArguments what it fills in for the tool's `$fromAI()` fields
 */
export async function startLanguageModel(toolArguments: object): Promise<LanguageModel> {
	const asked: Completion[] = [];
	const server = createServer((request, response) => {
		void readJson(request).then((completion) => {
			asked.push(completion);
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(answer(completion, toolArguments)));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked, close };
}

async function readJson(request: IncomingMessage): Promise<Completion> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return JSON.parse(text) as Completion;
}

/** A chat completion as OpenAI's API reference shows it. */
function answer({ model, messages, tools = [] }: Completion, toolArguments: object) {
	const last = messages.at(-1);
	const name = tools[0]?.function.name ?? 'no_tool_was_offered';
	const call = { id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(toolArguments) } };
	const message =
		last?.role === 'tool'
			? { role: 'assistant', content: last.content }
			: { role: 'assistant', content: null, tool_calls: [call] };
	const finish_reason = last?.role === 'tool' ? 'stop' : 'tool_calls';
	return {
		id: 'chatcmpl-1',
		object: 'chat.completion',
		created: 1,
		model,
		choices: [{ index: 0, message, finish_reason, logprobs: null }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
