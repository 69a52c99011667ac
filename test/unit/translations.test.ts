import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { PACKAGE_NODES } from '../support/packageNodes';

type Tree = { [key: string]: string | Tree };
/** Texts by the path under which n8n's editor looks for their translation; one path may stand for several texts. */
type Texts = Map<string, Set<string>>;

/** The same in every language, such as the methods of HTTP. */
const isName = ({ name, value }: INodePropertyOptions) => name === value;

function addTexts(
	texts: Texts,
	path: string,
	{ displayName, description, hint, placeholder }: Partial<INodeProperties>,
) {
	for (const [kind, text] of Object.entries({ displayName, description, hint, placeholder })) {
		if (!text) continue;
		const key = `${path}.${kind}`;
		texts.set(key, (texts.get(key) ?? new Set()).add(text));
	}
}

/** A collection's fields are found below `options`, a fixed collection's below `options.<group>.values`. */
function readFields(texts: Texts, fields: INodeProperties[], above = ''): Texts {
	for (const field of fields) {
		const path = `${above}${field.name}`;
		addTexts(texts, path, field);
		if (field.type === 'collection') readFields(texts, field.options as INodeProperties[], `${path}.options.`);
		if (field.type === 'fixedCollection') {
			for (const { name, displayName, values } of field.options as INodePropertyCollection[]) {
				addTexts(texts, `${path}.options.${name}`, { displayName });
				readFields(texts, values, `${path}.options.${name}.values.`);
			}
		}
		if (field.type === 'options' || field.type === 'multiOptions') {
			for (const option of (field.options ?? []) as INodePropertyOptions[]) {
				if (isName(option)) continue;
				const { name: displayName, value, description } = option;
				addTexts(texts, `${path}.options.${String(value)}`, { displayName, description });
			}
		}
	}
	return texts;
}

function leaves(tree: Tree, above = ''): Array<[string, string]> {
	return Object.entries(tree).flatMap(([key, value]) =>
		typeof value === 'string' ? [[`${above}${key}`, value] as [string, string]] : leaves(value, `${above}${key}.`),
	);
}

describe.each(PACKAGE_NODES)('the Russian texts of $name', ({ folder, node: { description } }) => {
	const file = join(__dirname, '../../nodes', folder, 'translations', 'ru', `${description.name}.json`);
	const { header, nodeView } = JSON.parse(readFileSync(file, 'utf8')) as { header: Tree; nodeView: Tree };
	const english = readFields(new Map(), description.properties);
	const russian = new Map(leaves(nodeView));

	it('are there for every field, option and entry of a collection', () => {
		expect([...english.keys()].filter((path) => !russian.get(path))).toEqual([]);
		expect(Object.keys(header).sort()).toEqual(['description', 'displayName']);
	});

	it('are there for nothing else', () => {
		expect([...russian.keys()].filter((path) => !english.has(path))).toEqual([]);
	});

	it('are Russian', () => {
		expect([...russian].filter(([, text]) => !/[а-яё]/i.test(text))).toEqual([]);
	});

	it('hold none of the characters that mean something to vue-i18n, except as a literal such as {"{"}', () => {
		const special = [...russian].filter(([, text]) => /[{}@|]/.test(text.replace(/\{'[^']*'\}/g, '')));
		expect(special).toEqual([]);
	});
});
