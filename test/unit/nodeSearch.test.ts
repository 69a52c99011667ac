import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import packageJson from '../../package.json';

/** What n8n's node creator finds a node by, besides its name: the codex file beside it. */
const aliases = new Map(
	packageJson.n8n.nodes.map((file) => {
		const [, folder] = /nodes\/(\w+)\//.exec(file)!;
		const codex = readFileSync(join(__dirname, '../../nodes', folder!, `${folder}.node.json`), 'utf8');
		return [folder!, (JSON.parse(codex) as { alias: string[] }).alias.map((alias) => alias.toLowerCase())];
	}),
);
const found = (words: string) =>
	[...aliases].filter(([, own]) => own.some((alias) => alias.includes(words))).map(([folder]) => folder);

it.each([
	['плюсофон', ['Plusofon']],
	['гигма', ['Gigma']],
	['саги', ['Sagi']],
	['смарт сату', ['SmartSatu']],
	['phone call', ['Gigma', 'Plusofon']],
	['звонок', ['Gigma', 'Plusofon']],
	['вход', ['Gigma', 'LoginSession', 'Plusofon', 'Sagi', 'SmartSatu']],
])('finds by "%s"', (words, folders) => expect(found(words).sort()).toEqual(folders));
