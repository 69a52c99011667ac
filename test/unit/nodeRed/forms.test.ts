import { localeOf } from '../../../playground/nodeRed/build';
import { exampleFlows } from '../../../playground/nodeRed/examples';
import { formsOf, formWords } from '../../../playground/nodeRed/forms';

type Words = { [key: string]: Words | string };

const forms = formsOf();
const english = localeOf('en-US');
const russian = localeOf('ru');

/** All texts of a locale, by their paths. */
const texts = (words: Words, path = ''): Array<[path: string, text: string]> =>
	Object.entries(words).flatMap(([key, value]) =>
		typeof value === 'string' ? [[`${path}.${key}`, value] as [string, string]] : texts(value, `${path}.${key}`),
	);
const paths = (words: Words): string[] =>
	texts(words)
		.map(([path]) => path)
		.sort();

describe('the forms of Node-RED', () => {
	it('ask for every field that the credentials of n8n have', () => {
		expect(Object.keys(forms.fields)).toEqual(['gigma', 'plusofon', 'sagi', 'smartSatu', 'loginSession']);
		expect(forms.fields.sagi?.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['environment', 'baseUrl', 'login', 'password', 'licenseKey', 'renewBeforeDays']),
		);
		expect(forms.presets.length).toBeGreaterThan(15);
	});

	it('keep what is secret with the credentials, and show no field of a session', () => {
		expect(forms.secrets).toEqual(
			expect.arrayContaining(['password', 'apiToken', 'licenseKey', 'applicationToken', 'moreValues']),
		);
		const names = Object.values(forms.fields)
			.flat()
			.map(({ name }) => name);
		expect(names.filter((name) => /^session/.test(name))).toEqual([]);
	});

	it('have the same words in both languages, with the same options', () => {
		expect(paths(russian)).toEqual(paths(english));
	});

	it('are told in Russian wherever there is a word to translate', () => {
		const fields = (russian.keyring as Words).fields as Words;
		const notRussian = texts(fields).filter(
			([path, text]) => /\.(label|description|hint)$/.test(path) && !/[а-я]/i.test(text),
		);
		expect(notRussian.map(([, text]) => text)).toEqual(['PIN']);
	});

	it.each([
		['en-US', english],
		['ru', russian],
	])('do not speak of n8n (%s)', (_language, words) => {
		expect(
			texts(words).filter(([, text]) => /n8n|workflow|Get Status of the node|Keep in Credential/i.test(text)),
		).toEqual([]);
	});

	it('have words for every field and option', () => {
		const words = formWords();
		for (const [service, fields] of Object.entries(forms.fields)) {
			for (const { name, options = [] } of fields) {
				expect(words[service]?.[name]?.label).toBeTruthy();
				expect(Object.keys(words[service]?.[name]?.options ?? {})).toEqual(options);
			}
		}
	});
});

describe.each([...exampleFlows()])('the example %s', (_file, flow) => {
	it('brings no secret, names only fields that there are, and says what to do', () => {
		const account = flow.find(({ type }) => type === 'keyring-account');
		expect(account?.credentials).toBeUndefined();
		const known = forms.fields[String(account?.service)]?.filter(({ name }) => !forms.secrets.includes(name));
		expect(known?.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(account?.fields as object)));
		expect(flow.map(({ type }) => type)).toEqual(expect.arrayContaining(['comment', 'inject', 'catch', 'debug']));
	});
});
