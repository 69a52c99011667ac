import { randomUUID } from 'node:crypto';

import type { N8nClient } from '../../playground/client';
import type { RemoteSandbox } from '../../sandbox/client';
import { SAGI_IDS } from '../../sandbox/sagi';
import { createCredential, waitForExecutions } from './support/n8n';
import { NODES, titled } from './support/operations';
import { agentWorkflow } from './support/operations/agent';
import { startLanguageModel, type LanguageModel } from './support/operations/languageModel';
import { runCase } from './support/operations/runCase';
import { inSubWorkflow } from './support/operations/runners';
import { TOOLS } from './support/operations/tools';
import { sharedN8n, sharedSandbox } from './support/shared';
import { httpRequest, keyringNode } from './support/workflows';

let client: N8nClient;
let sandbox: RemoteSandbox;
beforeAll(async () => {
	client = sharedN8n();
	sandbox = await sharedSandbox();
});
beforeEach(async () => await sandbox.reset());

const nodeNamed = (name: string) => NODES.find(({ node }) => node.description.name === name)!;

describe.each(TOOLS)("$name as an AI agent's tool", ({ name, parameters, filledIn, gives, serves }) => {
	let model: LanguageModel;
	beforeEach(async () => {
		model = await startLanguageModel(filledIn);
	});
	afterEach(async () => await model.close());

	it('is offered by n8n, called by the agent, and logged in', async () => {
		const tested = nodeNamed(name);
		const credential = await createCredential(client, tested.credentialType, await tested.credential(sandbox));
		const openAi = await createCredential(client, 'openAiApi', { apiKey: 'none', url: model.url, header: false });
		const path = randomUUID();
		const tool = keyringNode('Tool', `${name}Tool`, credential, parameters);
		const id = await client.publish(agentWorkflow(path, tool, openAi));

		const [answer] = await client.webhook<Array<{ output: string }>>(path, { question: 'Use the tool.' });

		expect(await client.nodeTypes()).toContain(`n8n-nodes-keyring.${name}Tool`);
		expect(model.asked[0]?.tools).toMatchObject([{ function: { name: 'Tool' } }]);
		expect(answer?.output).toContain(gives);
		const requests = await sandbox[tested.provider].requests();
		expect(requests.map(({ operation }) => operation)).toEqual(serves);
		const [execution] = await waitForExecutions(client, id, 1);
		const { runData } = (await client.execution(String(execution?.id))).data.resultData;
		expect(runData.Tool?.[0]?.executionStatus).toBe('success');
	});
});

describe("n8n's HTTP Request node as an AI agent's tool", () => {
	it('logs in with the credential, and uses the session again', async () => {
		const tested = nodeNamed('sagi');
		const model = await startLanguageModel({ path: `/api/v1/branches/${SAGI_IDS.branch}` });
		try {
			const credential = await createCredential(client, tested.credentialType, await tested.credential(sandbox));
			const openAi = await createCredential(client, 'openAiApi', { apiKey: 'none', url: model.url, header: false });
			const path = randomUUID();
			const url = `=${sandbox.sagi.url}{{ $fromAI('path', 'path to read', 'string') }}`;
			const tool = { ...httpRequest('Tool', credential, { url }), type: 'n8n-nodes-base.httpRequestTool' };
			await client.publish(agentWorkflow(path, tool, openAi));

			for (let call = 0; call < 2; call++) {
				const [answer] = await client.webhook<Array<{ output: string }>>(path, { question: 'Use the tool.' });
				expect(answer?.output).toContain('group_id');
			}

			const requests = await sandbox.sagi.requests();
			const operations = requests.map(({ operation }) => operation);
			expect(operations).toEqual(['SA1 logIn', 'SA3 getBranch', 'SA3 getBranch']);
		} finally {
			await model.close();
		}
	});
});

describe.each([
	{ name: 'gigma', title: 'Session → Log In' },
	{ name: 'plusofon', title: 'Token → Create' },
	{ name: 'sagi', title: 'Branch → Get' },
	{ name: 'smartSatu', title: 'API Request → Send' },
])('$name in a sub-workflow', ({ name, title }) => {
	it(`runs ${title} for the items of the workflow that calls it`, async () => {
		const tested = nodeNamed(name);
		const one = titled(tested).find((each) => each.title === title)!;
		const { given, served } = await runCase(client, sandbox, tested, one, 'healthy', inSubWorkflow);
		expect(given.map(({ json }) => json)).toMatchObject(one.outputs.flat());
		expect(served).toEqual([...one.serves].sort());
	});
});
