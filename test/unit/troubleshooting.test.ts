import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { messagesOfTheCode, withoutValues } from '../support/messages';

const docs = join(__dirname, '..', '..', 'docs');

/** The rows of the page's tables: message, what it means, what to do. */
const rowsOf = (page: string): string[][] =>
	readFileSync(join(docs, page), 'utf8')
		.split('\n')
		.filter((line) => line.startsWith('| `'))
		.map((line) =>
			line
				.split('|')
				.slice(1, -1)
				.map((cell) => cell.trim()),
		);
const told = (page: string): string[] => rowsOf(page).map(([message = '']) => withoutValues(message.slice(1, -1)));

/** Only what is put in, e.g. `"…": …`: each part is a message of its own. */
const isFrame = (text: string): boolean => !/[a-z]/i.test(text);
const made = [...new Set(messagesOfTheCode().map(({ text }) => text))].filter((text) => !isFrame(text));

describe.each(['troubleshooting.md', 'ru/troubleshooting.md'])('docs/%s', (page) => {
	it('has every message that the code can make, and no other', () => {
		expect([...told(page)].sort()).toEqual([...made].sort());
	});

	it('says of each what to do', () => {
		for (const [message, , advice] of rowsOf(page)) expect({ message, advice }).not.toEqual({ message, advice: '' });
	});
});

it('finds messages wherever errors are made', () => {
	expect(made.length).toBeGreaterThan(60);
	for (const one of ['refused the request', 'is not text', 'The path is empty', 'could not be reached'])
		expect(made).toContain(one);
});
