import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';

import { projectFolder } from '../../playground/packing';
import { N8nRest } from '../../playground/rest';
import { exampleFiles, readExample } from '../../playground/workspace';
import { shared, sharedN8n } from './support/shared';

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';
const client = sharedN8n();
let types: INodeTypeDescription[];
beforeAll(async () => {
	types = await new N8nRest(shared().n8n).get<INodeTypeDescription[]>('/types/nodes.json');
});

describe.each(exampleFiles())('examples/%s', (file) => {
	const example = readExample(file);
	const typeOf = ({ type, typeVersion }: INode) =>
		types.find(({ name, version }) => name === type && [version].flat().includes(typeVersion));

	it('is made of nodes that n8n knows, in versions that it knows', () => {
		expect(example.nodes.filter((node) => !typeOf(node))).toEqual([]);
	});

	it('gives the editor nothing to warn about', () => {
		for (const node of example.nodes) {
			const { properties, ...type } = typeOf(node)!;
			const issues = NodeHelpers.getNodeParametersIssues(properties, node, { properties, ...type });
			expect({ node: node.name, issues }).toEqual({ node: node.name, issues: null });
			const unknown = Object.keys(node.parameters).filter((key) => !properties.some(({ name }) => name === key));
			expect({ node: node.name, unknown }).toEqual({ node: node.name, unknown: [] });
			const wanted = node.type.startsWith('n8n-nodes-keyring.') ? type.credentials!.map(({ name }) => name) : [];
			expect({ node: node.name, wanted: Object.keys(node.credentials ?? {}) }).toEqual({ node: node.name, wanted });
		}
	});

	it('is saved as it is', async () => {
		const saved = await client.workflow(await client.createWorkflow(example));
		expect({ nodes: saved.nodes, connections: saved.connections }).toEqual({
			nodes: example.nodes,
			connections: example.connections,
		});
	});

	it('explains itself, names no credential of ours, and stands in the index', () => {
		expect(example.nodes.some(({ type }) => type === STICKY_NOTE)).toBe(true);
		const used = example.nodes.flatMap(({ credentials = {} }) => Object.values(credentials));
		expect(used.filter(({ id, name }) => id !== null || name !== '')).toEqual([]);
		expect(new Set(example.nodes.map(({ id }) => id)).size).toBe(example.nodes.length);
		expect(new Set(example.nodes.map(({ position }) => String(position))).size).toBe(example.nodes.length);
		expect(readFileSync(join(projectFolder, 'examples', 'README.md'), 'utf8')).toContain(`(${file})`);
	});
});
