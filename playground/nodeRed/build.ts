import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

import { licencesOf } from '../licences.cjs';
import { packFolder, projectFolder } from '../packing';
import { formsOf, formWords } from './forms';

/** The folder of the package for Node-RED. */
export const nodeRedFolder = join(projectFolder, 'node-red');
const DIST = join(nodeRedFolder, 'dist');
const NODES = ['account', 'request', 'session'];

type Words = { [key: string]: Words | string };

/** The words of `over` where it has some, those of `under` elsewhere. */
function merged(under: Words, over: Words): Words {
	const result = { ...under };
	for (const [key, value] of Object.entries(over)) {
		const below = result[key];
		result[key] = typeof value === 'object' && typeof below === 'object' ? merged(below, value) : value;
	}
	return result;
}

/** The words of a language as Node-RED reads them; those of the fields in English are the credentials' own. */
export function localeOf(language: string): Words {
	const written = JSON.parse(readFileSync(join(nodeRedFolder, 'locales', language, 'keyring.json'), 'utf8')) as Words;
	const fields = { keyring: { fields: formWords() } } as unknown as Words;
	return language === 'en-US' ? merged(fields, written) : written;
}

/** The editor's part: the forms are put in, so that the editor need not ask for them. */
function editorPart(): string {
	const forms = JSON.stringify(formsOf()).replace(/</g, '\\u003c');
	const partOf = (name: string): string => readFileSync(join(nodeRedFolder, 'nodes', `${name}.html`), 'utf8');
	const parts = NODES.map(partOf);
	const operations = readFileSync(join(nodeRedFolder, 'operations.json'), 'utf8');
	return parts
		.join('\n')
		.replaceAll('<!-- keyring: name and account -->', () => partOf('nameAndAccount'))
		.replace('__KEYRING_FORMS__', () => forms)
		.replace('__KEYRING_OPERATIONS__', () => operations);
}

/** Builds `node-red/dist`: one module with the libraries that it uses but axios, the editor's part, icons and locales. */
export async function buildForNodeRed(): Promise<void> {
	rmSync(DIST, { recursive: true, force: true });
	mkdirSync(DIST, { recursive: true });
	const { metafile } = await build({
		absWorkingDir: projectFolder,
		entryPoints: ['node-red/keyring.ts'],
		outfile: 'node-red/dist/keyring.js',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['axios'],
		define: {
			KEYRING_SECRETS: JSON.stringify(formsOf().secrets),
			KEYRING_HOST_WORDS: readFileSync(join(nodeRedFolder, 'hostWords.json'), 'utf8'),
		},
		logLevel: 'warning',
		metafile: true,
	});
	writeFileSync(join(DIST, 'THIRD_PARTY_LICENSES.txt'), licencesOf(Object.keys(metafile.inputs)));
	cpSync(join(projectFolder, 'LICENSE.md'), join(nodeRedFolder, 'LICENSE.md'));
	writeFileSync(join(DIST, 'keyring.html'), editorPart());
	cpSync(join(nodeRedFolder, 'icons'), join(DIST, 'icons'), { recursive: true });
	for (const language of readdirSync(join(nodeRedFolder, 'locales'))) {
		const folder = join(DIST, 'locales', language);
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'keyring.json'), JSON.stringify(localeOf(language)));
		cpSync(join(nodeRedFolder, 'locales', language, 'keyring.html'), join(folder, 'keyring.html'));
	}
}

/**
 * Builds and packs the package for Node-RED as it would be published.
 * @returns the path of the .tgz in `folder`
 */
export async function packForNodeRed(folder: string): Promise<string> {
	await buildForNodeRed();
	return await packFolder(nodeRedFolder, folder);
}
