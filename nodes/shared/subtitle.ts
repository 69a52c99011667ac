import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const ARTICLES = ['a', 'an', 'the'];
const SMALL_WORDS = ['by', 'of', 'to'];

/**
 * What stands below a node's name on the canvas: what the chosen operation does, in the panel's own words. "Get a branch" of the list of
 * actions reads "Get Branch" there.
 * @param properties the panel's; each operation's option has an `action`
 * @returns an expression for a node description's `subtitle`
 */
export function subtitleOf(properties: INodeProperties[]): string {
	const titles: Record<string, string> = {};
	for (const { name, displayOptions, options } of properties) {
		if (name !== 'operation') continue;
		for (const resource of displayOptions?.show?.resource ?? []) {
			for (const { value, action } of options as INodePropertyOptions[]) {
				titles[`${String(resource)}.${String(value)}`] = titleCase(action!);
			}
		}
	}
	return `={{ (${JSON.stringify(titles)})[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}

function titleCase(sentence: string): string {
	const words = sentence.split(' ').filter((word) => !ARTICLES.includes(word));
	return words
		.map((word) => (SMALL_WORDS.includes(word) ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
		.join(' ');
}
