import type { FlowNode } from '../../playground/nodeRed/client';
import { FIXED_TOKEN } from '../server/protocol';

/** Who sends. Node-RED's own node opens a connection for each request unless it is told to keep them. */
export type Contender = 'http request' | 'http request, connections kept' | 'keyring request';
export const CONTENDERS: Contender[] = ['http request', 'http request, connections kept', 'keyring request'];

/** How messages come: so many in all, and so many of them at once, the next as soon as one is answered. */
export interface Load {
	messages: number;
	atOnce: number;
}

const PATH = '/api/v1/customers/any';

/** The id of the inject node that begins a contender's round. */
export const startOf = (contender: Contender): string => `start ${contender}`;

function senderOf(contender: Contender, address: string): FlowNode {
	const id = `sender ${contender}`;
	if (contender === 'keyring request')
		return {
			...{ id, type: 'keyring-request', z: 'tab', account: 'account', method: 'GET', path: PATH },
			...{ query: '', headers: '', bodyKind: 'json', body: '', ret: 'obj', paging: 'off', atOnce: 0 },
		};
	const persist = contender === 'http request, connections kept';
	const [keyType, valueType] = ['other', 'other'];
	return {
		...{ id, type: 'http request', z: 'tab', method: 'GET', ret: 'obj', url: `${address}${PATH}`, persist },
		...{ paytoqs: 'ignore', insecureHTTPParser: false, senderr: true, authType: '' },
		headers: [{ keyType, keyValue: 'Authorization', valueType, valueValue: `Bearer ${FIXED_TOKEN}` }],
	};
}

/** Sends messages through one contender, and shows how long it took until the last answer, ms. */
function partOf(contender: Contender, address: string, { messages, atOnce }: Load): FlowNode[] {
	const count = `
		const left = (context.get('left') || ${messages}) - 1;
		context.set('left', left);
		if (msg.statusCode !== 200) node.error('HTTP ' + msg.statusCode, msg);
		const { startedAt } = msg;
		return [left === 0 ? { payload: Date.now() - startedAt } : null, left >= ${atOnce} ? { startedAt } : null];`;
	const many = `const startedAt = Date.now(); return [Array.from({ length: ${atOnce} }, () => ({ startedAt }))];`;
	const [manyId, countId] = [`many ${contender}`, `count ${contender}`];
	const sender = senderOf(contender, address);
	return [
		{ id: startOf(contender), type: 'inject', z: 'tab', props: [], repeat: '', once: false, wires: [[manyId]] },
		{ id: manyId, type: 'function', z: 'tab', func: many, outputs: 1, wires: [[sender.id]] },
		{ ...sender, wires: [[countId]] },
		{ id: countId, type: 'function', z: 'tab', func: count, outputs: 2, wires: [['result'], [sender.id]] },
	];
}

/** All contenders, side by side. */
export function flowOf(address: string, load: Load): FlowNode[] {
	const account = { environment: 'custom', baseUrl: address, login: 'bench', renewDaysBefore: 2 };
	const debug = { type: 'debug', z: 'tab', active: true, tosidebar: true };
	const nodes: FlowNode[] = [
		{ id: 'tab', type: 'tab', label: 'Benchmark' },
		{
			...{ id: 'account', type: 'keyring-account', name: 'Benchmark', service: 'sagi', fields: account },
			credentials: { password: 'password', licenseKey: 'key' },
		},
		...CONTENDERS.flatMap((contender) => partOf(contender, address, load)),
		{ id: 'result', name: 'result', complete: 'payload', ...debug },
		{ id: 'catch', type: 'catch', z: 'tab', scope: null, uncaught: false, wires: [['failure']] },
		{ id: 'failure', name: 'failure', complete: 'error', ...debug },
	];
	// A node without a place on the canvas is a configuration node to Node-RED.
	return nodes.map((node) => (node.z ? { x: 100, y: 100, wires: [], ...node } : node));
}
