import fc from 'fast-check';
import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { operationsOf } from '../n8n/support/operations/nodeOperations';
import { runNode, type StoredCredential } from '../support/n8nInProcess';
import { useSandbox } from '../support/sandbox';
import { SUBJECTS, type Subject } from './support/subjects';
import { tally } from './support/tally';

const sandbox = useSandbox();

/** A value that each kind of field takes, so that the other item is served or refused for a reason of its own. */
const GOOD: Record<string, unknown> = { string: '79993332210', number: 1, boolean: false, json: '{}' };

/** What an expression may give by mistake; `undefined` is written as an expression of its own. */
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom(
		...[undefined, null, '', ' ', true, false, 0, -1, 1.5, 1e300, [], {}, [[]], { a: {} }, '🔑', '\u0000', 'a\r\nb'],
	),
	fc.constantFrom('x'.repeat(30_000), '\u2028', '../..', '{{ 1 }}', '=1', 'NaN', '__proto__'),
	fc.string({ unit: 'binary', maxLength: 30 }),
	fc.string({ unit: 'grapheme', maxLength: 30 }),
	fc.double(),
	fc.jsonValue({ maxDepth: 2 }),
);

const isShown = ({ displayOptions }: INodeProperties, resource: string, operation: string) =>
	displayOptions?.show?.resource?.includes(resource) && displayOptions.show.operation?.includes(operation);

/** What shows a field: the other choices that its panel asks for. */
const shownBy = ({ displayOptions }: INodeProperties): IDataObject =>
	Object.fromEntries(
		Object.entries(displayOptions?.show ?? {})
			.filter(([name]) => !['resource', 'operation'].includes(name))
			.map(([name, choices]) => [name, choices![0] as never]),
	);

/** A field's place in the parameters: the expression stands where a person would have typed. */
function withExpression(field: INodeProperties, expression: string): unknown {
	if (field.type === 'resourceLocator') return { __rl: true, mode: 'id', value: expression };
	if (field.type !== 'collection' && field.type !== 'fixedCollection') return expression;
	const [group] = field.options as Array<INodeProperties & { values?: INodeProperties[] }>;
	if (!group!.values) return { [group!.name]: expression };
	return { [group!.name]: [Object.fromEntries(group!.values.map(({ name }) => [name, expression]))] };
}

const INTERNAL = /TypeError|RangeError|Cannot |is not a function|is not iterable|undefined|\[object|reading '/;
const literal = (value: unknown) => (value === undefined ? 'undefined' : JSON.stringify(value));

/** One item for each value, side by side. */
async function runItems(subject: Subject, credential: StoredCredential, parameters: IDataObject, values: unknown[]) {
	const items = values.map((value) => ({ json: { has: value !== undefined, value: value as never } }));
	return await runNode({ node: subject.node, credential, parameters, items, onError: 'continueRegularOutput' });
}

const CASES = SUBJECTS.flatMap((subject) =>
	operationsOf(subject.node).flatMap(({ resource, operation, label }) =>
		subject.node.description.properties
			.filter((field) => isShown(field, resource, operation) && field.type !== 'notice' && field.name !== 'operation')
			.map((field) => ({
				title: `${subject.name}, ${label}: ${field.displayName} (${field.name})`,
				subject,
				resource,
				operation,
				field,
			})),
	),
);
/** Generated values a field. */
const A_FIELD = Math.ceil(5_200 / CASES.length);

it.each(CASES)('$title', async ({ subject, resource, operation, field }) => {
	const good =
		field.type === 'options' ? (field.options as Array<{ value: unknown }>)[0]!.value : (GOOD[field.type] ?? '1');
	const parameters: IDataObject = { resource, operation };
	// Everything else is filled in, so that the field under test decides.
	for (const other of subject.node.description.properties) {
		if (isShown(other, resource, operation) && other.type === 'string') parameters[other.name] = '79993332210';
	}
	if (resource === 'apiRequest') parameters.path = subject.path;
	// There is no recording to wait for.
	if (operation === 'getRecording') parameters.waitSeconds = 0;
	Object.assign(parameters, shownBy(field));
	parameters[field.name] = withExpression(field, '={{ $json.has ? $json.value : undefined }}') as never;
	const credential = subject.credential(subject.fields(subject.service(sandbox()).url));
	const always = [undefined, null, '', {}, []];
	const values = [...always, ...fc.sample(anyValue, { numRuns: A_FIELD, seed: 1 }), good];
	tally('generated inputs', values.length);
	const output = await runItems(subject, credential, parameters, values);
	const answered = new Set(output.map(({ pairedItem }) => (pairedItem as { item: number }).item));
	const crashed = output.flatMap(({ json: { error }, pairedItem }) =>
		typeof error === 'string' && (error === '' || INTERNAL.test(error))
			? [`${literal(values[(pairedItem as { item: number }).item])} gave: ${error}`]
			: [],
	);
	tally('crashes', crashed.length);
	expect(crashed).toEqual([]);
	// No item is lost, whatever the others are; a list that is empty gives none.
	if (!['getAll', 'send'].includes(operation)) expect(answered.size).toBe(values.length);
});

describe('an expression that gives nothing', () => {
	it.each(CASES.filter(({ field }) => ['string', 'number', 'boolean', 'options'].includes(field.type)))(
		'is told by the name of the parameter, and nothing is sent: $title',
		async ({ subject, resource, operation, field }) => {
			const parameters: IDataObject = { resource, operation };
			for (const other of subject.node.description.properties) {
				if (isShown(other, resource, operation) && other.type === 'string') parameters[other.name] = '79993332210';
			}
			if (resource === 'apiRequest') parameters.path = subject.path;
			Object.assign(parameters, shownBy(field));
			parameters[field.name] = '={{ $json.nothing }}';
			const service = subject.service(sandbox());
			const credential = subject.credential(subject.fields(service.url));
			const error = await runNode({ node: subject.node, credential, parameters }).then(
				() => undefined,
				(thrown: { message: string; context: IDataObject }) => thrown,
			);
			// Some fields are asked for only after others that fail first here; what is told must name one.
			if (error && error.context.parameter !== undefined) {
				expect(error.context.itemIndex).toBe(0);
				const sent = service.requests().filter(({ operation: served }) => served !== null && !served.includes('logIn'));
				if (error.context.parameter === field.name) expect(sent).toEqual([]);
			}
		},
	);
});
