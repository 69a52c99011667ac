import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

import type { Sureness } from '../../sandbox/machinery/provider';
import { NODES, titled } from '../n8n/support/operations';
import { collectTests } from '../support/collectTests';
import { useSandbox } from '../support/sandbox';

const ROOT = resolve(__dirname, '../..');
const PAGE = join(ROOT, 'docs', 'endpoints.md');
const IN_N8N = ['operations.test.ts', 'operationsElsewhere.test.ts'].map((name) => join(ROOT, 'test', 'n8n', name));
/** What a trigger sends when it is switched on or off: no operation of a node does. */
const BY_TRIGGERS: Record<string, { label: string; file: string; test: string }> = {
	P13: {
		label: 'Plusofon Trigger: Incoming Message',
		file: join(ROOT, 'test', 'n8n', 'plusofonTrigger.test.ts'),
		test: 'an incoming message: publishing asks for it',
	},
};
const HEAD = ['id', 'provider', 'request', 'operation', 'source', 'sure', 'sandbox', 'contract test', 'n8n test'];
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`);
/** The endpoints of the four documents on authorization: the first rows of the page, in this order. */
const DOCUMENTED = [...numbered('G', 3), 'SS1', ...numbered('SA', 3), ...numbered('PF', 14)];

interface Titled {
	file: string;
	title: string;
}

// Now, and not within a test: what is loaded brings along blocks and tests.
const contractTests = testsIn(
	readdirSync(join(ROOT, 'test', 'contract'))
		.filter((name) => name.endsWith('.test.ts'))
		.map((name) => join(ROOT, 'test', 'contract', name)),
);
const n8nTests = testsIn([...IN_N8N, ...Object.values(BY_TRIGGERS).map(({ file }) => file)]);

function testsIn(files: string[]): Titled[] {
	const all = files.flatMap((file) => collectTests(file).map((test) => ({ file, ...test })));
	return all.filter(({ runs }) => runs);
}

const sandbox = useSandbox();

interface Endpoint {
	id: string;
	name: string;
	request: string;
	source: string;
	sureness: Sureness | undefined;
	node: (typeof NODES)[number];
}

const contractTestOf = ({ id, request }: Endpoint) =>
	contractTests.find(({ title }) => title.includes(`${id} ${request} › sends`)) ??
	contractTests.find(({ title }) => title.includes(`${id} ${request} › `));

/** Every request that the sandbox answers: name, method and path as its own description tells them. */
function requests(): Endpoint[] {
	return NODES.flatMap((node) => {
		const service = sandbox()[node.provider];
		const { paths } = service.openapi() as { paths: Record<string, Record<string, { summary: string }>> };
		return Object.entries(paths).flatMap(([path, methods]) =>
			Object.entries(methods).flatMap(([method, { summary }]) => {
				const described = service.provider.operations.find(({ id }) => id === summary);
				const { origin, source = '', sureness = origin === 'document' ? 'A' : undefined } = described ?? {};
				const request = `${method.toUpperCase()} ${path}`;
				return [{ id: summary.split(' ')[0]!, name: summary, request, source, sureness, node }];
			}),
		);
	});
}

/** The requests of the page: those of the documents, then all others whose sureness is told. */
function endpoints(): Endpoint[] {
	const all = requests();
	const others = all.filter(({ id, sureness }) => sureness !== undefined && !DOCUMENTED.includes(id));
	// Two services may call a request alike.
	const keyOf = ({ id, node }: Endpoint) => `${node.provider} ${id}`;
	const documented = DOCUMENTED.flatMap((id) => all.find((one) => one.id === id) ?? []);
	return [...new Set([...documented, ...others].map(keyOf))].map((key) => {
		const ways = all.filter((one) => keyOf(one) === key);
		// Of two ways to write one path it is the one that the contract test compares.
		return ways.find((one) => contractTestOf(one)) ?? ways[0]!;
	});
}

const link = (file: string) => `[${basename(file)}](${file.replace(`${ROOT}/`, '../')})`;

/** @throws Error that says which test an endpoint lacks */
function rowOf(endpoint: Endpoint): string[] {
	const { id, name, request, source, sureness, node } = endpoint;
	const title = node.node.description.displayName;
	// Others send it on their way, once; its own sends it for each item.
	const times = ({ serves }: { serves: string[] }) => serves.filter((served) => served === name).length;
	const sending = titled(node).filter(({ resource, serves }) => resource !== 'apiRequest' && serves.includes(name));
	const own = sending.filter(({ serves }) => serves.at(-1) === name);
	const [sends] = (own.length > 0 ? own : sending).sort((one, other) => times(other) - times(one));
	const trigger = BY_TRIGGERS[id];
	if (!sends && !trigger) throw new Error(`No case of test/n8n/support/operations has ${name} served`);
	const contract = contractTestOf(endpoint);
	if (!contract) throw new Error(`No contract test has "${id} ${request}" in its title`);
	const wanted = trigger?.test ?? `${title} › ${sends!.title} › gives each of two items its own output, in order`;
	const inN8n = n8nTests.find((test) => (trigger ? test.title.startsWith(wanted) : test.title === wanted));
	if (!inN8n) throw new Error(`No n8n test is called "${wanted}"`);
	const page = title.toLowerCase().replace(' ', '-');
	return [
		id,
		`[${title}](${page}.md)`,
		`\`${request}\``,
		trigger?.label ?? sends!.label,
		source,
		sureness ?? '',
		`[${name}](../sandbox/${node.provider}.ts)`,
		`${link(contract.file)}: ${contract.title}`,
		`${link(inN8n.file)}: ${inN8n.title}`,
	];
}

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;

it('every endpoint of the documents has its place in the sandbox', () => {
	const known = requests().map(({ id }) => id);
	expect(DOCUMENTED.filter((id) => !known.includes(id))).toEqual([]);
});

it("every request that an operation of a node sends says how sure it is, in the sandbox's description", () => {
	const isSent = ({ name, node }: Endpoint) =>
		node.cases.some(({ resource, serves }) => resource !== 'apiRequest' && serves.includes(name));
	const unsure = requests().filter((one) => one.sureness === undefined && isSent(one));
	expect(unsure.map(({ name, request }) => `${name}: ${request}`)).toEqual([]);
});

it('no endpoint that the sandbox takes from a document is left out above', () => {
	const operations = sandbox().services.flatMap(({ provider }) => provider.operations);
	// What the providers say elsewhere of requests after the log-in tells its own sureness.
	const ofDocuments = operations.filter(({ origin, sureness }) => origin === 'document' && sureness === undefined);
	const documented = ofDocuments.map(({ id }) => id.split(' ')[0]);
	expect(documented.sort()).toEqual([...DOCUMENTED].sort());
});

it('every service of the sandbox has cases for its node', () => {
	const services = sandbox().services.map(({ provider }) => provider.key);
	expect(NODES.map(({ provider }) => provider).sort()).toEqual(services.sort());
});

/** The cells of the page's table, below its head. */
const cellsOf = (page: string): string[][] =>
	[...page.matchAll(/^\|(.+)\|$/gm)].slice(2).map(([, row = '']) => row.split('|').map((cell) => cell.trim()));

it('docs/endpoints.md is what the code and the tests say; npm run docs:endpoints writes it anew', () => {
	const wanted = endpoints().map(rowOf);
	if (process.env.KEYRING_WRITE_DOCS) {
		const table = [HEAD, HEAD.map(() => '---'), ...wanted].map(line).join('\n');
		writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(/(^\|.*\n)+/m, `${table}\n`));
	}
	expect(cellsOf(readFileSync(PAGE, 'utf8'))).toEqual(wanted);
});
