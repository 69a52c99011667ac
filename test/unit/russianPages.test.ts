import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { operationsOf } from '../n8n/support/operations/nodeOperations';
import { className, pageOf, SERVICES } from '../support/services';

const docs = join(__dirname, '..', '..', 'docs');
const pages = readdirSync(join(docs, 'ru')).filter((name) => name.endsWith('.md'));
const linesOf = (path: string) => readFileSync(join(docs, path), 'utf8').split('\n');

/** What two pages that say the same have in common: the depth of each heading, and the tables' rows. */
const headings = (path: string) => linesOf(path).flatMap((line) => /^(#+) /.exec(line)?.[1] ?? []);
const rows = (path: string) =>
	linesOf(path)
		.filter((line) => line.startsWith('|') && !/^\|[-: |]+$/.test(line))
		.map((line) =>
			line
				.split(/(?<!\\)\|/)
				.slice(1, -1)
				.map((cell) => cell.trim()),
		);

/** What a row names in Latin letters: fields, operations, requests, messages. None of them is translated. */
const untranslated = (cells: string[]) => cells.filter((cell) => cell !== '' && !/[а-яё]/i.test(cell));

it('are there for each service, for any other, for the log-in by code, for the log, for Node-RED, and for what goes wrong', () => {
	const others = ['audit.md', 'log-in-with-code.md', 'login-session.md', 'node-red.md', 'troubleshooting.md'];
	expect(pages.sort()).toEqual([...others, ...SERVICES.map(pageOf)].sort());
});

describe.each(pages)('docs/ru/%s', (page) => {
	const russian = join('ru', page);

	it('has the headings and the rows of the English page', () => {
		expect(headings(russian)).toEqual(headings(page));
		expect(rows(russian).map((cells) => cells.length)).toEqual(rows(page).map((cells) => cells.length));
	});

	it('leaves out no operation, no field, no message and no request', () => {
		const english = new Set(rows(page).flat());
		const codes = (path: string) =>
			rows(path).flatMap((cells) => cells.join(' ').match(/`(GET|POST|PUT|DELETE) [^`]+`/g) ?? []);
		expect(codes(russian)).toEqual(codes(page));
		for (const [first] of rows(russian).map(untranslated)) if (first) expect([...english]).toContain(first);
	});

	it('leads to files that there are', () => {
		const links = [...readFileSync(join(docs, russian), 'utf8').matchAll(/\]\((?!<?https?:|#)([^)#]+)/g)].map(
			([, to]) => to!,
		);
		expect(links.length).toBeGreaterThan(0);
		for (const link of links) expect([link, existsSync(join(docs, dirname(russian), link))]).toEqual([link, true]);
	});
});

describe('examples/README.ru.md', () => {
	const examples = join('..', 'examples');

	it('names every example, in the order of the English page, and leads to files that there are', () => {
		const links = (name: string) =>
			[...readFileSync(join(docs, examples, name), 'utf8').matchAll(/\]\(([^)]+\.(?:json|ts|md))\)/g)].map(
				([, to]) => to!,
			);
		const files = (name: string) => links(name).filter((link) => link.endsWith('.json'));
		expect(files('README.ru.md')).toEqual(files('README.md'));
		expect(rows(join(examples, 'README.ru.md')).map((cells) => cells.length)).toEqual(
			rows(join(examples, 'README.md')).map((cells) => cells.length),
		);
		for (const link of links('README.ru.md'))
			expect([link, existsSync(join(docs, examples, link))]).toEqual([link, true]);
	});
});

describe('README.ru.md', () => {
	const root = join(docs, '..');
	const texts = ['README.md', 'README.ru.md'].map((name) => readFileSync(join(root, name), 'utf8'));
	const [english, russian] = texts as [string, string];
	const pictures = (text: string) => [...text.matchAll(/\((docs\/pictures\/[^)]+)\)/g)].map(([, path]) => path!);

	it('shows the same examples and credentials as the English one, from files that there are', () => {
		const shown = (text: string) => pictures(text).filter((path) => /example-|\w+-credential/.test(path));
		const services = (path: string) => !path.includes('login-session-credential');
		expect([...new Set(shown(russian))].sort()).toEqual([...new Set(shown(english))].filter(services).sort());
		for (const path of [...pictures(english), ...pictures(russian)])
			expect([path, existsSync(join(root, path))]).toEqual([path, true]);
	});

	it('leads to files that there are', () => {
		for (const text of texts)
			for (const [, to] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g))
				expect([to, existsSync(join(root, to!))]).toEqual([to, true]);
	});

	it.each(SERVICES.map(className))('names every operation of %s', (folder) => {
		const module = jest.requireActual<Record<string, new () => INodeType>>(`../../nodes/${folder}/${folder}.node`);
		const names = operationsOf(new module[folder]!()).map(({ label }) => label.split(' → ')[1]!);
		for (const name of names) expect(russian).toMatch(new RegExp(`\\b${name}\\b`));
	});
});
