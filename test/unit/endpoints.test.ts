import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { ProviderKey } from '../../sandbox';
import { NODES, titled } from '../n8n/support/operations';
import { operationsOf } from '../n8n/support/operations/nodeOperations';
import { collectTests } from '../support/collectTests';
import { useSandbox } from '../support/sandbox';

const DOCS = resolve(__dirname, '../../docs');
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`);
const DOCUMENTED = [...numbered('G', 3), 'SS1', ...numbered('SA', 3), ...numbered('PF', 14)];

/** The cells of the table's rows; the head and the line below it are left out. */
const rows = readFileSync(join(DOCS, 'endpoints.md'), 'utf8')
	.split('\n')
	.filter((line) => /^\| (G|PF|SA|SS)\d/.test(line))
	.map((line) => {
		const [id, provider, request, operation, sandbox, contract, n8n] = line
			.split('|')
			.map((cell) => cell.trim())
			.slice(1);
		const [method = '', path = ''] = plain(request).split(' ');
		const page = linked(provider);
		const node = NODES.find((each) => each.node.description.displayName === page.text)!;
		return {
			id: plain(id),
			page,
			node,
			method,
			path,
			operation: plain(operation),
			sandbox: linked(sandbox),
			contract: linked(contract),
			n8n: linked(n8n),
		};
	});

/** A cell without the marks of code. */
function plain(cell = ''): string {
	return cell.replaceAll('`', '');
}

/** A cell `[text](file)`, or `[file name](file): title`. */
function linked(cell = ''): { text: string; file: string; title: string } {
	const [, text = '', target = '', title = ''] = /^\[(.+?)\]\((.+?)\)(?:: (.+))?$/.exec(plain(cell)) ?? [];
	return { text, file: join(DOCS, target), title };
}

const collected = new Map<string, ReturnType<typeof collectTests>>();
function testsOf(file: string): ReturnType<typeof collectTests> {
	if (!collected.has(file)) collected.set(file, collectTests(file));
	return collected.get(file)!;
}
// Now, and not within a test: what is loaded brings along blocks and tests.
for (const { contract, n8n } of rows)
	[contract, n8n].filter(({ file }) => existsSync(file)).forEach(({ file }) => testsOf(file));

const sandbox = useSandbox();

/** Method and path of the documented operations of a provider's sandbox, by name. */
function described(key: ProviderKey): Record<string, string[]> {
	const { paths } = sandbox()[key].openapi() as { paths: Record<string, Record<string, { summary: string }>> };
	const found: Record<string, string[]> = {};
	for (const [path, methods] of Object.entries(paths)) {
		for (const [method, { summary }] of Object.entries(methods)) {
			(found[summary] ??= []).push(`${method.toUpperCase()} ${path}`);
		}
	}
	return found;
}

describe('the table of endpoints', () => {
	it('has one row for each of the 21 endpoints in the documents', () => {
		expect(rows.map(({ id }) => id)).toEqual(DOCUMENTED);
	});

	it('has one row for each endpoint that the sandbox takes from the documents', () => {
		const named = NODES.flatMap(({ provider }) => Object.keys(described(provider))).filter((name) =>
			/^[A-Z]+\d/.test(name),
		);
		expect(rows.map(({ sandbox: { text } }) => text).sort()).toEqual(named.sort());
	});
});

describe.each(rows)('$id', ({ id, page, node, method, path, operation, sandbox: served, contract, n8n }) => {
	it('links to the page of its provider and to the sandbox', () => {
		expect(existsSync(page.file)).toBe(true);
		expect(existsSync(served.file)).toBe(true);
	});

	it('names an operation that the node offers', () => {
		expect(operationsOf(node.node).map(({ label }) => label)).toContain(operation);
	});

	it('names a sandbox operation with its method and path', () => {
		expect(served.text).toMatch(new RegExp(`^${id} `));
		expect(described(node.provider)[served.text]).toContain(`${method} ${path}`);
	});

	it('names a contract test of this request that runs', () => {
		expect(contract.title).toContain(`${id} ${method} ${path} › `);
		expect(testsOf(contract.file)).toContainEqual({ title: contract.title, runs: true });
	});

	it('names an n8n test of this operation that runs, and in which the sandbox serves the request', () => {
		expect(testsOf(n8n.file)).toContainEqual({ title: n8n.title, runs: true });
		const ofOperation = titled(node).filter(({ label, serves }) => label === operation && serves.includes(served.text));
		const titles = ofOperation.map(
			({ title }) => `${page.text} › ${title} › gives each of two items its own output, in order`,
		);
		expect(titles).toContain(n8n.title);
	});
});
