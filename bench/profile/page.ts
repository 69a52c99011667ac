import { table } from '../page/tables';
import { CASE_NAMES, titleOf, type CaseKey, type Row } from '../plan';
import type { SelfTimes } from './selfTimes';

const FUNCTIONS = 25;
const PACKAGES = 10;

/** The page in markdown. */
export function profilePage(row: Row, runs: number, profiles: Array<SelfTimes & { key: CaseKey }>): string {
	const parts = profiles.map((profile) => caseTables(profile));
	return `# Where the time goes

\`npm run bench -- --profile\` writes this page: n8n with \`--cpu-prof\`, ${titleOf(row)}, ${runs} runs a case, the cases in turn. Only what happens
while the node runs is counted. Self time is what a function takes itself, without what it calls; a profiled n8n is slower than
[one that is not](performance.md).

${parts.join('\n\n')}
`;
}

function caseTables({ key, busyUsAnItem, functions, packages }: SelfTimes & { key: CaseKey }): string {
	const share = (usAnItem: number) => `${((usAnItem / busyUsAnItem) * 100).toFixed(1)} %`;
	const byPackage = packages
		.slice(0, PACKAGES)
		.map(({ name, usAnItem }) => [name, usAnItem.toFixed(1), share(usAnItem)]);
	const byFunction = functions
		.slice(0, FUNCTIONS)
		.map(({ name, place, usAnItem }) => [`\`${name}\``, place && `\`${place}\``, usAnItem.toFixed(1), share(usAnItem)]);
	return `## ${CASE_NAMES[key]}

${busyUsAnItem.toFixed(0)} µs an item.

${table(['package', 'µs an item', 'share'], [':--', '--:', '--:'], byPackage)}

${table(['function', 'where', 'µs an item', 'share'], [':--', ':--', '--:', '--:'], byFunction)}`;
}
