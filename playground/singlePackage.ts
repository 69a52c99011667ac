import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { build } from 'esbuild';

import { projectFolder } from './packing';

const REPOSITORY = 'https://github.com/n8n-nodes-keyring/n8n-nodes-keyring';
const umbrella = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as Record<string, never> & {
	name: string;
	n8n: { nodes: string[] };
};

/** A service whose node and credential can stand in a package of their own. */
export interface SingleService {
	/** As its folder and files are called, e.g. `SmartSatu`. */
	name: string;
	/** As its page in docs/ is called, and the package after `n8n-nodes-`, e.g. `smart-satu`. */
	kebab: string;
}

/** Every service that the umbrella has a node for. Its trigger stands in the same folder, and is no service of its own. */
export const singleServices = (): SingleService[] => {
	const folders = umbrella.n8n.nodes.map((file) => basename(dirname(file)));
	return [...new Set(folders)].map((name) => ({
		name,
		kebab: name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase(),
	}));
};

/** The built files of a service's nodes: its own, and its trigger where it has one. */
export const nodeFilesOf = ({ name }: SingleService): string[] =>
	umbrella.n8n.nodes.filter((file) => basename(dirname(file)) === name);

export const packageNameOf = ({ kebab }: SingleService): string => `n8n-nodes-${kebab}`;

/** The built files that a service's nodes and credential load, as paths in the project: read from their imports. */
async function filesOf(service: SingleService): Promise<string[]> {
	const { metafile } = await build({
		entryPoints: [...nodeFilesOf(service), `dist/credentials/${service.name}Api.credentials.js`],
		absWorkingDir: projectFolder,
		outdir: 'nowhere',
		bundle: true,
		write: false,
		platform: 'node',
		external: ['n8n-workflow'],
		metafile: true,
	});
	return Object.keys(metafile.inputs);
}

/** Links of a page in docs/ lead to the repository: the package has that page alone. */
const withWholeLinks = (page: string): string =>
	page
		.replace(
			/\]\((?!https?:|#)pictures\//g,
			`](${REPOSITORY.replace('github.com', 'raw.githubusercontent.com')}/main/docs/pictures/`,
		)
		.replace(/\]\((?!https?:|#)\.\.\//g, `](${REPOSITORY}/blob/main/`)
		.replace(/\]\((?!https?:|#)/g, `](${REPOSITORY}/blob/main/docs/`);

/**
 * Puts one service's package into a folder, ready for `npm pack`: its nodes, its credential and what they load, its page as the README,
 * in English. n8n verifies packages for one service only. `dist` has to be built.
 */
export async function writeSinglePackage(service: SingleService, folder: string): Promise<void> {
	const { name, kebab } = service;
	const copy = (file: string): void => {
		mkdirSync(dirname(join(folder, file)), { recursive: true });
		cpSync(join(projectFolder, file), join(folder, file));
	};
	const nodeFolder = join('dist', 'nodes', name);
	const assets = readdirSync(join(projectFolder, nodeFolder)).filter((file) => file.endsWith('.svg'));
	for (const file of [...(await filesOf(service)), ...assets.map((asset) => join(nodeFolder, asset))]) copy(file);
	for (const file of ['LICENSE.md', 'CHANGELOG.md', join('dist', 'THIRD_PARTY_LICENSES.txt')]) copy(file);

	for (const file of nodeFilesOf(service)) {
		const codexFile = file.replace(/\.js$/, '.json');
		const codex = readFileSync(join(projectFolder, codexFile), 'utf8');
		writeFileSync(join(folder, codexFile), codex.replace(`"${umbrella.name}.`, `"${packageNameOf(service)}.`));
	}

	const page = readFileSync(join(projectFolder, 'docs', `${kebab}.md`), 'utf8');
	const install = `Install it in n8n under _Settings → Community nodes_ by the name \`${packageNameOf(service)}\`.\n`;
	const [title = '', ...rest] = withWholeLinks(page).split('\n');
	const umbrellaToo = `The package [${umbrella.name}](${REPOSITORY}#readme) holds this node and others; a workflow names the package that its node came from.\n`;
	writeFileSync(join(folder, 'README.md'), [title, '', install, umbrellaToo.trimEnd(), ...rest].join('\n'));
	writeFileSync(join(folder, 'package.json'), `${JSON.stringify(await manifestOf(service), null, 2)}\n`);
}

async function manifestOf(service: SingleService): Promise<object> {
	const { name } = service;
	const { version, license, author, repository, bugs, engines, files, peerDependencies, keywords } = umbrella;
	const built = (await import(join(projectFolder, 'dist', 'nodes', name, `${name}.node.js`))) as Record<
		string,
		new () => { description: { description: string } }
	>;
	const { description } = new built[name]!().description;
	const others = singleServices().map(({ kebab }) => kebab);
	const own = (keywords as string[]).filter((word) => word === service.kebab || !others.includes(word));
	return {
		name: packageNameOf(service),
		version,
		description,
		keywords: own,
		license,
		homepage: `${REPOSITORY}/blob/main/docs/${service.kebab}.md`,
		author,
		repository,
		bugs,
		engines,
		files,
		n8n: {
			n8nNodesApiVersion: 1,
			strict: true,
			credentials: [`dist/credentials/${name}Api.credentials.js`],
			nodes: nodeFilesOf(service),
		},
		peerDependencies,
	};
}

/** Where in a package its files stand, for tests: relative paths with `/`. */
export const filesBelow = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
