import { PRESETS } from '../../../presets';
import { KITS } from '../kits';
import { LARGE_KITS } from '../kits/large';
import { INTRODUCTION } from './introduction';
import type { Row } from './table';

type Count = 'asked' | 'ok' | 'logIns' | 'refreshes' | 'refused' | 'rejected' | 'served' | 'writes';

const COUNTS: Array<[Count, string]> = [
	['asked', 'asked'],
	['logIns', 'log-ins'],
	['refreshes', 'refreshes'],
	['refused', 'of these refused'],
	['rejected', 'rejected'],
	['served', 'served'],
	['ok', 'ended well'],
	['writes', 'writes'],
];

const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
const ORDER = [...KITS, ...LARGE_KITS];

/** A server's table, or what the page had of it. */
interface Section {
	server: string;
	/** What stands below its heading. */
	text: string;
}

/** The sections of a page that are servers'. */
function sectionsOf(page: string): Section[] {
	const parts = page.split(/^## /m).slice(1);
	const sections = parts.map((part) => {
		const end = part.indexOf('\n');
		return { server: part.slice(0, end).trim(), text: part.slice(end).trim() };
	});
	return sections.filter(({ server }) => ORDER.some(({ name }) => name === server));
}

function sectionOf(server: string, rows: Row[]): Section {
	const own = rows.filter((row) => row.server === server);
	const [{ from, version }] = own as [Row];
	const head = [line(['situation', ...COUNTS.map(([, title]) => title)]), line(['---', ...COUNTS.map(() => '--:')])];
	const body = own.map((row) => line([row.situation, ...COUNTS.map(([key]) => String(row[key]))]));
	return { server, text: [`${from}, ${version}.`, '', ...head, ...body].join('\n') };
}

/** Which presets were tried, at which version of the server. */
function presetsTable(sections: Section[]): string {
	const lines = Object.entries(PRESETS).map(([key, preset]) => {
		const kit = ORDER.find(({ preset: tried }) => tried === key);
		const section = sections.find(({ server }) => server === kit?.name);
		const version = section && /, ([^,\n]+)\.$/m.exec(section.text)?.[1];
		return line([String(preset?.name), version ? `at the real server, ${version}` : 'from its documentation']);
	});
	return [
		'## Presets',
		'',
		line(['preset', 'tried']),
		line(['---', '---']),
		...lines.sort((one, other) => one.localeCompare(other)),
	].join('\n');
}

/**
 * The page that docs/services.md is: which presets were tried, and a table a server.
 * @param before the page so far: servers that were not tried as a whole keep what it says of them
 */
export function servicesPage(rows: Row[], before: string): string {
	const has = (server: string, situation: string) =>
		rows.some((row) => row.server === server && row.situation === situation);
	// A run of some tests alone leaves the page as it is.
	const isWhole = (server: string) => has(server, 'first use, 20 items') && has(server, 'cold process, 20 items');
	const now = new Set(rows.map(({ server }) => server).filter(isWhole));
	const all = [
		...sectionsOf(before).filter(({ server }) => !now.has(server)),
		...[...now].map((server) => sectionOf(server, rows)),
	];
	const place = ({ server }: Section) => ORDER.findIndex(({ name }) => name === server);
	const sections = all.sort((one, other) => place(one) - place(other));
	const texts = sections.map(({ server, text }) => `## ${server}\n\n${text}`);
	return `${[INTRODUCTION.trim(), presetsTable(sections), ...texts].join('\n\n')}\n`;
}
