import { humanInput, waitOf } from '../../transport/execution/humanInput';

/** What an execution of one node has at hand for it. */
function context(items = 1, type = 'n8n-nodes-keyring.gigma') {
	const done: unknown[] = [];
	const kept: Record<string, unknown> = {};
	const node = {
		getContext: (type: string) => (type === 'node' ? kept : {}),
		getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		getNode: () => ({ type }),
		evaluateExpression: (expression: string, item: number) => `${expression} of item ${item}`,
		sendResponse: async (response: unknown) => void done.push(['answered', response]),
		setMetadata: (metadata: unknown) => void done.push(['metadata', metadata]),
		putExecutionToWait: async (time: Date) => void done.push(['waits', time]),
	};
	return { done, kept, wait: () => humanInput(node as never) };
}

it('knows the form by the signed address of the execution', () => {
	expect(context().wait().formUrl).toBe('{{ $execution.resumeUrl }} of item 0');
	expect(context(0).wait().formUrl).toContain('resumeUrl');
});

it('answers who started the execution with a page', async () => {
	const { done, wait } = context();
	await wait().answerTrigger('<p>');
	expect(done).toEqual([
		['answered', { body: '<p>', headers: { 'content-type': 'text/html; charset=utf-8' }, statusCode: 200 }],
	]);
});

it('tells the editor the address before it keeps the execution', async () => {
	const { done, wait } = context();
	const { formUrl, waitUntil } = wait();
	await waitUntil(new Date(7));
	expect(done).toEqual([
		['metadata', { resumeUrl: formUrl }],
		['waits', new Date(7)],
	]);
});

it.each([
	[2, 'n8n-nodes-keyring.gigma', '2 items came in, and one person can be waited for', 'Loop Over Items'],
	[1, 'n8n-nodes-keyring.gigmaTool', "An agent's tool can't wait for a person", 'as a node of the workflow'],
])('is refused before anything is sent: %i items, %s', (items, type, message, advice) => {
	const { done, wait } = context(items, type);
	expect(wait).toThrow(
		expect.objectContaining({
			message,
			field: 'operation',
			description: expect.stringMatching(new RegExp(`${advice}.*Nothing has been sent\\.`)),
		}),
	);
	expect(done).toEqual([]);
});

/** The name in the expression that asks for what a node keeps. */
const valueOf = (expression: string): string =>
	JSON.parse(/^\{\{ \$node\[(".*")\]\.context\.waitingUntil \}\}$/.exec(expression)![1]!) as string;

describe('the wait that a form belongs to', () => {
	const form = (id: string, name: string, until: unknown) =>
		({
			getExecutionId: () => id,
			getNode: () => ({ name }),
			evaluateExpression: (expression: string) => (valueOf(expression) === name ? until : 'another node'),
		}) as never;

	it('is told by the time that the node keeps with the execution', async () => {
		const { kept, wait } = context();
		await wait().waitUntil(new Date(7));
		expect(kept).toEqual({ waitingUntil: '1970-01-01T00:00:00.007Z' });
	});

	it('is one of its execution, node and time', () => {
		const waits = [
			form('1', 'Log "In"', 'noon'),
			form('2', 'Log "In"', 'noon'),
			form('1', 'Other', 'noon'),
			form('1', 'Log "In"', 'later'),
			form('1', 'Log "In"', undefined),
		].map(waitOf);
		expect(new Set(waits).size).toBe(5);
		expect(waitOf(form('1', 'Log "In"', 'noon'))).toBe(waits[0]);
	});

	it('is known whatever the node is called: only letters and digits stand in what n8n evaluates', () => {
		for (const name of ['x }} y', '\u2028', 'Ввод 🔑', '\\"', '{{ $json }}']) {
			expect(waitOf(form('1', name, 'noon'))).toContain('noon');
		}
		const evaluateExpression = jest.fn(() => {
			throw new Error('invalid syntax');
		});
		const broken = { ...(form('1', 'constructor', 'noon') as object), evaluateExpression } as never;
		expect(waitOf(broken)).toBe(waitOf(form('1', 'constructor', undefined)));
		expect(evaluateExpression).toHaveBeenCalledWith(expect.stringMatching(/^\{\{ \$node\["[\\\w]+"\]/));
	});
});
