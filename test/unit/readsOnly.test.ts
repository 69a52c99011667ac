import type { Operation } from '../../transport/execution/router';
import { NODES, titled } from '../n8n/support/operations';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
/** They read, but hold files, or wait for a person. */
const NOT_SIDE_BY_SIDE = ['Call → Get Recording'];
/** They send a POST that changes nothing. */
const ALSO_READS = ['Order → Calculate'];

/** The operation itself, from where the nodes get it. */
function operationOf(node: string, resource: string, operation: string): Operation | undefined {
	const folder = `../../nodes/${node.replace(' ', '')}/actions/${resource}`;
	const all = jest.requireActual<Record<string, Record<string, Operation>>>(folder);
	return all[resource]?.[operation];
}

it.each(NODES)('$provider: what only reads says so, and nothing else: Automatic goes by it', ({ node, ...rest }) => {
	const { operations } = sandbox()[rest.provider].provider;
	const isGet = (id: string) => operations.find((one) => one.id === id)?.method === 'GET';
	const isLogIn = (id: string) => operations.find((one) => one.id === id)?.kind !== undefined;
	for (const { label, resource, operation, serves } of titled({ node, ...rest })) {
		if (resource === 'apiRequest' || resource === 'session') continue;
		const sends = serves.filter((id) => !isLogIn(id));
		const reads = ALSO_READS.includes(label) || (sends.every(isGet) && !NOT_SIDE_BY_SIDE.includes(label));
		const found = operationOf(node.description.displayName, resource, operation);
		expect({ label, reads: found?.readsOnly?.((() => undefined) as never) ?? false }).toEqual({ label, reads });
	}
});
