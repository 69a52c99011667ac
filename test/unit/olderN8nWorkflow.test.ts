import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';

import { n8n } from '../../package.json';

/** As before 1.85. */
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	NodeConnectionTypes: undefined,
}));

it.each(n8n.nodes)('%s loads with an n8n-workflow that another package has left', async (built) => {
	const file = join(__dirname, '../..', built.replace(/^dist\//, '').replace(/\.js$/, ''));
	const [Node] = Object.values((await import(file)) as Record<string, new () => INodeType>);
	const { inputs, outputs } = new Node!().description;
	expect(inputs).toEqual(built.includes('Trigger') ? [] : ['main']);
	expect(outputs).toEqual(['main']);
});
