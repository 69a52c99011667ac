import { operationsOf } from '../n8n/support/operations/nodeOperations';
import { SERVICES } from '../support/services';
import { LEAK_SUBJECTS } from './n8n/subjects';
import { SUBJECTS } from './support/subjects';

const named = (resource: unknown, operation: unknown) => `${String(resource)} → ${String(operation)}`;

it('every service is attacked', () => {
	const attacked = SUBJECTS.map(({ node }) => node.description.name);
	expect(attacked.sort()).toEqual([...SERVICES, 'loginSession'].sort());
});

it.each(SUBJECTS)('$name: the search for leaks runs every operation', ({ node }) => {
	const searched = LEAK_SUBJECTS.filter((subject) => subject.node === node.description.name).flatMap(({ operations }) =>
		operations.map(({ resource, operation }) => named(resource, operation)),
	);
	const all = operationsOf(node).map(({ resource, operation }) => named(resource, operation));
	expect(all.length).toBeGreaterThan(1);
	expect([...new Set(searched)].sort()).toEqual(all.sort());
});
