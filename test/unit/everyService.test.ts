import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import packageJson from '../../package.json';
import { TOURS } from '../../playground/tours';
import { NODES } from '../n8n/support/operations';
import { TOOLS } from '../n8n/support/operations/tools';
import { ALL } from '../n8n/support/storm/kits';
import { className, pageOf, SERVICES } from '../support/services';

const root = join(__dirname, '..', '..');
const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.json'));

describe.each(SERVICES)('%s', (key) => {
	const folder = className(key);
	const page = pageOf(key);

	it('has all its files', () => {
		const files = [
			...['node.json', 'node.ts'].map((end) => `nodes/${folder}/${folder}.${end}`),
			...['svg', 'dark.svg'].map((end) => `nodes/${folder}/${key}.${end}`),
			...['docs', 'docs/ru'].map((docs) => `${docs}/${page}`),
			`docs/pictures/${key}-credential.png`,
			`test/support/${key}.ts`,
			`test/unit/${key}Node.test.ts`,
			`test/contract/sandbox/${key}.test.ts`,
			`test/n8n/support/operations/${key}.ts`,
		];
		expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
		expect(readdirSync(join(root, 'test/contract')).filter((name) => name.startsWith(key))).not.toEqual([]);
	});

	it('stands in package.json, in both READMEs, in an example and in the tour of npm start', () => {
		expect(packageJson.n8n.nodes).toContain(`dist/nodes/${folder}/${folder}.node.js`);
		expect(packageJson.n8n.credentials).toContain(`dist/credentials/${folder}Api.credentials.js`);
		expect({
			english: read('README.md').includes(`(docs/${page})`),
			russian: read('README.ru.md').includes(`(docs/ru/${page})`),
			example: examples.some((file) => read('examples', file).includes(`"n8n-nodes-keyring.${key}"`)),
			tour: TOURS.some(({ credential }) => credential({} as never).type === `${key}Api`),
		}).toEqual({ english: true, russian: true, example: true, tour: true });
	});

	it('is tried in n8n: each operation, as a tool, and in storms', () => {
		for (const tried of [
			NODES.map(({ node }) => node.description.name),
			TOOLS.map(({ name }) => name),
			ALL.map((kit) => kit.key),
		])
			expect(tried).toContain(key);
	});
});
