/** How much of a page is searched, characters: a pattern that a person writes may take long over more. */
const SEARCHED = 300_000;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** A text of HTML without its entities. */
const decoded = (text: string): string =>
	text.replace(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name = '') => {
		const code = decimal ? Number(decimal) : hex ? parseInt(hex, 16) : undefined;
		if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
		return ENTITIES[name.toLowerCase()] ?? whole;
	});

const attributesOf = (tag: string): Record<string, string> =>
	Object.fromEntries(
		[...tag.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)].map(
			([, name = '', double, single, bare]) => [name.toLowerCase(), decoded(double ?? single ?? bare ?? '')],
		),
	);

/** The value of the first `<input>` or `<meta>` of this name in a page. */
export function inputValue(page: string, name: string): string | undefined {
	for (const [tag] of page.slice(0, SEARCHED).matchAll(/<(?:input|meta)\b[^>]*>/gi)) {
		const attributes = attributesOf(tag);
		if (attributes.name === name) return attributes.value ?? attributes.content;
	}
	return undefined;
}

/** What the first group of a regular expression finds in a text, or all that it finds where it has no group. */
export function patternValue(text: string, pattern: string): string | undefined {
	const found = new RegExp(pattern).exec(text.slice(0, SEARCHED));
	return found?.[1] ?? found?.[0];
}

/** Whether a text is a regular expression. */
export function isPattern(text: string): boolean {
	try {
		return new RegExp(text).source !== '';
	} catch {
		return false;
	}
}
