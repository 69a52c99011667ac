import type { FlowNode } from '../../playground/nodeRed/client';
import { FIXED_TOKEN } from '../server/protocol';

/** Who sends. */
export type Contender = 'http request' | 'keyring request';
export const CONTENDERS: Contender[] = ['http request', 'keyring request'];

const PATH = '/api/v1/customers/any';

/** Sends so many messages at once through one contender, and shows how long it took until the last answer, ms. */
export function flowOf(contender: Contender, address: string, messages: number): FlowNode[] {
	const sender: FlowNode =
		contender === 'http request'
			? {
					...{ id: 'sender', type: 'http request', z: 'tab', method: 'GET', ret: 'obj', url: `${address}${PATH}` },
					...{ paytoqs: 'ignore', persist: false, insecureHTTPParser: false, senderr: true, authType: '' },
					headers: [
						{ keyType: 'other', keyValue: 'Authorization', valueType: 'other', valueValue: `Bearer ${FIXED_TOKEN}` },
					],
				}
			: {
					...{ id: 'sender', type: 'keyring-request', z: 'tab', account: 'account', method: 'GET', path: PATH },
					...{ query: '', headers: '', bodyKind: 'none', body: '', ret: 'obj', paging: 'off', atOnce: 0 },
				};
	const count = `
		const left = (context.get('left') || ${messages}) - 1;
		context.set('left', left);
		if (msg.statusCode !== 200) node.error('HTTP ' + msg.statusCode, msg);
		return left === 0 ? { payload: Date.now() - msg.startedAt } : null;`;
	const many = `const startedAt = Date.now(); return [Array.from({ length: ${messages} }, () => ({ startedAt }))];`;
	const account = { environment: 'custom', baseUrl: address, login: 'bench', renewDaysBefore: 2 };
	const nodes: FlowNode[] = [
		{ id: 'tab', type: 'tab', label: 'Benchmark' },
		{
			...{ id: 'account', type: 'keyring-account', name: 'Benchmark', service: 'sagi', fields: account },
			credentials: { password: 'password', licenseKey: 'key' },
		},
		{ id: 'start', type: 'inject', z: 'tab', props: [], repeat: '', once: false, wires: [['many']] },
		{ id: 'many', type: 'function', z: 'tab', func: many, outputs: 1, wires: [['sender']] },
		{ ...sender, wires: [['count']] },
		{ id: 'count', type: 'function', z: 'tab', func: count, outputs: 1, wires: [['result']] },
		{
			...{ id: 'result', type: 'debug', z: 'tab', name: 'result', active: true, tosidebar: true },
			complete: 'payload',
		},
		{ id: 'catch', type: 'catch', z: 'tab', scope: null, uncaught: false, wires: [['failure']] },
		{
			...{ id: 'failure', type: 'debug', z: 'tab', name: 'failure', active: true, tosidebar: true },
			complete: 'error',
		},
	];
	// A node without a place on the canvas is a configuration node to Node-RED.
	return nodes.map((node) => (node.z ? { x: 100, y: 100, wires: [], ...node } : node));
}
