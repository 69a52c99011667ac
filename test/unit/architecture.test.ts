import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { className, SERVICES } from '../support/services';

const root = join(__dirname, '..', '..');
const PACKAGE = ['credentials', 'http', 'nodes', 'pacing', 'presets', 'providers', 'session', 'transport'];

const filesIn = (folder: string): string[] =>
	readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => join(folder, file));

/** What a file imports, types alone or not: the package's files without their ending, and packages. */
function importsOf(file: string): Array<{ path: string; isType: boolean }> {
	const text = readFileSync(join(root, file), 'utf8');
	return [...text.matchAll(/^(?:import|export)\s(type\s)?([^;]*?)from '([^']+)';/gms)].map(([, type, names, path]) => ({
		path: path!.startsWith('.') ? relative(root, resolve(root, dirname(file), path!)) : path!,
		isType: type !== undefined || /^\{(\s*type\s[^,}]+,?)+\s*\}\s*$/.test(names!.trim()),
	}));
}

/** The top folders, and the packages, that a file imports at run time. */
const runtimeImports = (file: string): string[] =>
	importsOf(file)
		.filter(({ isType }) => !isType)
		.map(({ path }) => (PACKAGE.includes(path.split('/')[0]!) ? path.split('/')[0]! : path));

/** Files that import each other in a circle, types included: the first that is found. */
function circleIn(folder: string): string[] | undefined {
	const files = filesIn(folder);
	const open: string[] = [];
	const done = new Set<string>();
	const visit = (file: string): string[] | undefined => {
		if (open.includes(file)) return [...open.slice(open.indexOf(file)), file];
		if (done.has(file) || !files.includes(file)) return undefined;
		open.push(file);
		for (const { path } of importsOf(file)) {
			const circle = visit(`${path}.ts`);
			if (circle) return circle;
		}
		open.pop();
		done.add(file);
		return undefined;
	};
	for (const file of files) {
		const circle = visit(file);
		if (circle) return circle;
	}
	return undefined;
}

describe('arrows go one way', () => {
	it.each([
		['session', ['session', 'crypto']],
		['pacing', ['pacing']],
		['presets', ['presets']],
		['providers', ['providers', 'presets']],
		['http', ['http', 'pacing', 'session', 'providers', 'lossless-json']],
		['transport', ['transport', 'http', 'pacing', 'session', 'providers', 'n8n-workflow', 'crypto']],
		['credentials', ['credentials', 'transport', 'providers', 'presets', 'n8n-workflow']],
		['nodes', ['nodes', 'http', 'transport', 'session', 'providers', 'n8n-workflow', 'crypto']],
	])('%s imports at run time nothing but %p', (folder, allowed) => {
		for (const file of filesIn(folder)) {
			for (const imported of runtimeImports(file)) {
				expect(`${file} imports ${imported}`).toMatch(new RegExp(`imports (${allowed.join('|')})$`));
			}
		}
	});

	it('in session/ none leads in a circle', () => {
		expect(circleIn('session')).toBeUndefined();
	});

	it('http/ knows no host, not by a type either', () => {
		const known = /^(http|pacing|session|providers)\/|^lossless-json$/;
		for (const file of filesIn('http'))
			for (const { path } of importsOf(file))
				expect({ file, path, isKnown: known.test(path) }).toEqual({ file, path, isKnown: true });
	});

	it('in transport/, credential/ knows nothing of execution/ but types', () => {
		for (const file of filesIn('transport/credential'))
			for (const { path, isType } of importsOf(file))
				if (!isType) expect(`${file}: ${path}`).not.toContain(': transport/execution/');
	});

	it('keeps the sandbox and the package apart', () => {
		for (const file of filesIn('sandbox')) expect(runtimeImports(file)).not.toEqual(expect.arrayContaining(PACKAGE));
		for (const file of PACKAGE.flatMap(filesIn)) expect(runtimeImports(file)).not.toContain('sandbox');
	});
});

describe('a provider', () => {
	/** Has no sandbox file: its services are those of the presets. */
	const DESCRIBED = 'loginSession';

	it('is one file in providers, credentials and sandbox, and one folder in nodes', () => {
		const all = [...SERVICES, DESCRIBED];
		const folders = readdirSync(join(root, 'nodes')).filter((folder) => folder !== 'shared');
		expect(folders.sort()).toEqual(all.map(className).sort());
		const credentials = filesIn('credentials').filter((file) => dirname(file) === 'credentials');
		expect(credentials.sort()).toEqual(all.map((name) => `credentials/${className(name)}Api.credentials.ts`).sort());
		for (const name of all) expect(filesIn('providers')).toContain(`providers/${name}.ts`);
	});

	it('is named nowhere in session, http and transport', () => {
		const name = new RegExp([...SERVICES, 'satu', DESCRIBED].join('|'), 'i');
		for (const file of [
			...filesIn('session'),
			...filesIn('http'),
			...filesIn('transport'),
			...filesIn('nodes/shared'),
		]) {
			expect(`${file}: ${readFileSync(join(root, file), 'utf8')}`).not.toMatch(name);
		}
	});
});

describe('the package', () => {
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

	it('has no run-time dependencies, n8n-workflow as its peer, and ships dist alone', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.files).toEqual(['dist']);
		expect(manifest.n8n.strict).toBe(true);
	});

	it('has files that can be read at once', () => {
		for (const file of [...PACKAGE, 'sandbox', 'playground', 'bench'].flatMap(filesIn)) {
			const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
			expect({ file, tooLong: lines > 250 }).toEqual({ file, tooLong: false });
		}
	});
});
