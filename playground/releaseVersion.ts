/** What is about to be released, as the project's files and the tag say. */
export interface Release {
	/** Of package.json. */
	version: string;
	/** CHANGELOG.md. */
	changelog: string;
	/** The tag that asks for it, e.g. `v0.2.0`; `undefined` in a dry run. */
	tag: string | undefined;
}

const HEADING = /^## \[?([^\]\s]+)\]?(?: - (.*))?$/gm;

/**
 * Whether version, changelog and tag agree. A dry run may find the entry still called Unreleased.
 * @returns what is left to do before the version can be tagged; an empty text: nothing
 * @throws Error that says what does not agree
 */
export function checkRelease({ version, changelog, tag }: Release): string {
	if (tag !== undefined && tag !== `v${version}`)
		throw new Error(`The tag is ${tag}, and package.json says ${version}`);
	const entries = [...changelog.matchAll(HEADING)].map(([, name = '', date = '']) => ({ name, date }));
	const released = entries.filter(({ name }) => name.toLowerCase() !== 'unreleased');
	const [newest] = released;
	if (newest?.name === version) {
		if (isDay(newest.date)) return '';
		throw new Error(`CHANGELOG.md has no date for ${version}: write "## [${version}] - YYYY-MM-DD"`);
	}
	if (tag !== undefined || entries.length === released.length) {
		throw new Error(`The newest entry of CHANGELOG.md is ${newest?.name ?? 'none'}, and package.json says ${version}`);
	}
	return `call the entry Unreleased of CHANGELOG.md "[${version}] - YYYY-MM-DD"`;
}

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
