import { Workflow, type INode, type INodeType } from 'n8n-workflow';

import { PACKAGE_NODES } from '../support/packageNodes';

/** A trigger does one thing, and says that itself. */
const NODES = PACKAGE_NODES.filter(({ node }) => node.execute).map(({ name, node }): [string, INodeType] => [
	name,
	node,
]);

/** What n8n's editor shows below a node's name. */
function subtitleOf(type: INodeType, resource: string, operation: string): unknown {
	const { name, subtitle } = type.description;
	const node: INode = {
		id: '1',
		name,
		type: name,
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource, operation },
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
}

function operationsOf({ description }: INodeType): Array<[string, string]> {
	return description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as Array<{ value: string }>).map(({ value }): [string, string] => [
				String(displayOptions!.show!.resource![0]),
				value,
			]),
		);
}

describe.each(NODES)('the subtitles of %s', (_name, type) => {
	it.each(operationsOf(type))('%s, %s: the words of the panel, in title case', (resource, operation) => {
		const subtitle = subtitleOf(type, resource, operation);
		expect(subtitle).toMatch(/^[A-Z]\w*( [A-Z]\w*| by| of| to)*$/);
	});
});

it.each([
	['Sagi', 'branch', 'get', 'Get Branch'],
	['Sagi', 'branch', 'getAll', 'Get Many Branches'],
	['Sagi', 'session', 'logIn', 'Log In'],
	['Gigma', 'session', 'getStatus', 'Get Status of Session'],
	['Plusofon', 'account', 'getManager', 'Get Manager of Account'],
	['SmartSatu', 'apiRequest', 'send', 'Send API Request'],
])('%s, %s, %s reads "%s"', (name, resource, operation, expected) => {
	expect(subtitleOf(new Map(NODES).get(name)!, resource, operation)).toBe(expected);
});
