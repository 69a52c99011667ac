import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodePropertyOptions } from 'n8n-workflow';

import { whoFields } from '../../credentials/loginSession/whoFields';
import { PRESETS } from '../../presets';
import { KITS } from '../servers/kits';
import { LARGE_KITS } from '../servers/kits/large';
import { servicesPage } from '../servers/support/page';
import type { Row } from '../servers/support/table';

const ALL = [...KITS, ...LARGE_KITS];
const rowsOf = (server: string, version: string): Row[] =>
	['first use, 20 items', 'cold process, 20 items'].map((situation) => ({
		...{ server, version, from: 'npm: package', situation, asked: 20, ok: 20 },
		...{ logIns: 1, refreshes: 0, refused: 0, rejected: 0, served: 20, writes: 1 },
	}));
const read = (file: string) => readFileSync(join(__dirname, '../../docs', file), 'utf8');
/** The cells of a table's row that begins with this one. */
const rowOf = (page: string, name: string): string[] => {
	const row = page.split('\n').find((line) => line.startsWith(`| ${name} `)) ?? '';
	return row
		.split('|')
		.slice(1)
		.map((cell) => cell.trim());
};
const headings = (page: string) => [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
const [, one, other] = KITS as [unknown, (typeof KITS)[number], (typeof KITS)[number]];

it('replaces the tables of the servers of this run alone, and keeps their order', () => {
	const before = servicesPage(rowsOf(other.name, '1.0'), '');
	const page = servicesPage(rowsOf(one.name, '2.0'), before);
	expect(headings(page)).toEqual(['Presets', one.name, other.name]);
	expect(servicesPage(rowsOf(other.name, '3.0'), page)).toContain('npm: package, 3.0.');
	expect(servicesPage(rowsOf(other.name, '3.0'), page)).not.toContain('npm: package, 1.0.');
	expect(servicesPage([], page)).toBe(page);
	expect(servicesPage(rowsOf(other.name, '4.0').slice(0, 1), page)).toBe(page);
});

it('says of each preset whether it was tried', () => {
	const page = servicesPage(rowsOf(one.name, '2.0'), '');
	for (const [key, preset] of Object.entries(PRESETS)) {
		const tried = key === one.preset ? 'at the real server, 2.0' : 'from its documentation';
		expect(page).toContain(`| ${preset?.name} | ${tried} |`);
	}
});

it('the dialog says of each entry of its list what docs/services.md says, and the pages in both languages', () => {
	const page = read('services.md');
	const listed = (whoFields[0]?.options as INodePropertyOptions[]).filter(({ value }) => value !== 'custom');
	expect(listed.map(({ value }) => value).sort()).toEqual(Object.keys(PRESETS).sort());
	for (const { name, description } of listed) {
		const [, said = ''] = rowOf(page, name);
		// Without what Debian adds to a version.
		const [, version] = /^at the real server, (?:\d+:)?([\d.]+)/.exec(said) ?? [];
		expect([name, description]).toEqual([
			name,
			version ? `Tried at the real server, version ${version}` : 'From its documentation',
		]);
		expect(rowOf(read('login-session.md'), name)[2]).toBe(version ? `[${version}](services.md)` : 'no');
		expect(rowOf(read('ru/login-session.md'), name)[2]).toBe(version ? `[${version}](../services.md)` : 'нет');
	}
});

it('docs/services.md has a table of each server that is tried', () => {
	const page = read('services.md');
	expect(headings(page)).toEqual(['Presets', ...ALL.map(({ name }) => name)]);
});
