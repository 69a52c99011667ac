import type { INode } from 'n8n-workflow';
import { outputOf } from '../../playground/execution';
import { publishWebhook, runWorkflow } from './support/n8n';
import { sharedN8n, sharedSandbox } from './support/shared';
import { callWorkflow } from './support/storm/call';
import { code, items, manual, node } from './support/workflows';

const client = sharedN8n();

describe('the n8n that the tests run in', () => {
	it("has loaded the package's nodes under the names that a user's n8n gives them", async () => {
		expect(await client.nodeTypes()).toContain('n8n-nodes-keyring.sagi');
	});

	it('runs a workflow through a webhook', async () => {
		const answer = node('Answer', 'n8n-nodes-base.noOp');
		const workflow = await publishWebhook(client, answer);

		const [item] = await workflow.call({ hello: 'there' });

		expect(item.body).toEqual({ hello: 'there' });
	});

	it('runs a workflow by hand, with code in its task runner', async () => {
		const doubled = code('Double', 'return $input.all().map(({ json }) => ({ json: { twice: json.index * 2 } }));');

		const execution = await runWorkflow(client, manual(items(3), doubled));

		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'Double')).toEqual([{ twice: 0 }, { twice: 2 }, { twice: 4 }]);
	});

	it('has a sandbox beside it', async () => {
		const sandbox = await sharedSandbox();

		expect((await sandbox.clock.now()) / 1000).toBeCloseTo(Date.now() / 1000, -1);
	});
});

describe('a call whose answer n8n loses', () => {
	/** As in queue mode, where the execution runs and its answer gets lost. */
	const unanswered = async (...nodes: INode[]) => {
		const webhook = await publishWebhook(client, ...nodes);
		const call = async <T>(body?: unknown) => {
			void webhook.call(body).catch(() => undefined);
			return await new Promise<T>(() => undefined);
		};
		return { client, webhook: { ...webhook, call }, lastNode: nodes.at(-1)!.name, answerWithinMs: 1_000 };
	};

	it('is told from one whose execution failed', async () => {
		const answer = node('Answer', 'n8n-nodes-base.noOp');
		const outcome = await callWorkflow(await unanswered(answer), { hello: 'there' });
		expect(outcome).toMatchObject({ isLost: true, items: [{ body: { hello: 'there' } }] });

		const failing = code('Fail', 'throw new Error("This went wrong")');
		await expect(callWorkflow(await unanswered(failing), {})).rejects.toThrow('This went wrong');
	});
});
