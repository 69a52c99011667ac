import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { N8nClient } from '../../playground/client';
import type { RemoteSandbox } from '../../sandbox/client';
import { NODES, titled, WAITING } from './support/operations';
import { operationsOf } from './support/operations/nodeOperations';
import { runCase } from './support/operations/runCase';
import type { Output } from './support/operations/types';
import { sharedN8n, sharedSandbox } from './support/shared';

let client: N8nClient;
let sandbox: RemoteSandbox;
beforeAll(async () => {
	client = sharedN8n();
	sandbox = await sharedSandbox();
});
beforeEach(async () => await sandbox.reset());

const entries = (output: Output): IDataObject[] => [output].flat();
const ofItem = (given: INodeExecutionData[], item: number) =>
	given.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item).map(({ json }) => json);
const order = (given: INodeExecutionData[]) => given.map(({ pairedItem }) => (pairedItem as { item: number }).item);

describe.each(NODES.map((tested) => ({ ...tested, name: tested.node.description.displayName })))('$name', (tested) => {
	it('has a case for every operation that its panel offers', () => {
		const cases = tested.cases.map(({ resource, operation }) => `${resource}.${operation}`);
		const offered = operationsOf(tested.node).map(({ resource, operation }) => `${resource}.${operation}`);
		const atOnce = offered.filter((name) => !WAITING.includes(name));
		expect([...new Set(cases)].sort()).toEqual(atOnce.sort());
	});

	describe.each(titled(tested))('$title', (one) => {
		it('gives each of two items its own output, in order', async () => {
			const { given, served, againstDocument } = await runCase(client, sandbox, tested, one, 'healthy');
			expect(given.map(({ json }) => json)).toMatchObject(one.outputs.flatMap(entries));
			expect(order(given)).toEqual(one.outputs.flatMap((output, item) => entries(output).map(() => item)));
			expect(served).toEqual([...one.serves].sort());
			expect(againstDocument).toEqual([]);
		});

		it('goes on when an item fails, and gives its error in its place', async () => {
			const { given } = await runCase(client, sandbox, tested, one, 'failing');
			const { item, error, other } = one.failing;
			const failed = [0, 1].filter((at) => ofItem(given, at).some((json) => 'error' in json));
			const expected = { either: [expect.any(Number)], both: [0, 1], 0: [0], 1: [1] };
			expect(failed).toEqual(expected[item]);
			expect(order(given)).toEqual([...order(given)].sort());
			for (const at of [0, 1]) {
				const healthy = other ?? one.outputs[at]!;
				const output = failed.includes(at) ? { error: expect.stringContaining(error) } : healthy;
				expect(ofItem(given, at)).toMatchObject(entries(output));
			}
		});
	});
});
