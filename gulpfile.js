const { spawnSync } = require('node:child_process');
const { rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const esbuild = require('esbuild');
const gulp = require('gulp');

const { licencesOf } = require('./playground/licences.cjs');

const DIST = join(__dirname, 'dist');
const BUILT = join(__dirname, 'node_modules', '.keyring-built');
/** Modules that a user's n8n has; everything else that the package uses is put into the files that use it. */
const PROVIDED_BY_N8N = ['n8n-workflow'];
/** Files with a library in them: they are the only ones that import one. */
const BUNDLED = ['http/json.ts'];

let startedAt;

function clean(done) {
	startedAt = Date.now();
	rmSync(DIST, { recursive: true, force: true });
	done();
}

function types(done) {
	const tsc = join(__dirname, 'node_modules', 'typescript', 'bin', 'tsc');
	const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
	done(status === 0 ? undefined : new Error('The TypeScript compiler found errors'));
}

/** Puts lossless-json into the module that uses it: nothing is installed at a user's besides this package. */
async function bundle() {
	const isOwn = (importer) => BUNDLED.some((file) => importer === join(__dirname, file));
	const keepOwnImports = {
		name: 'keep-own-imports',
		setup: (build) =>
			build.onResolve({ filter: /^\./ }, ({ path, importer }) =>
				isOwn(importer) ? { path, external: true } : undefined,
			),
	};
	const { metafile } = await esbuild.build({
		entryPoints: BUNDLED,
		outdir: DIST,
		outbase: '.',
		allowOverwrite: true,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: PROVIDED_BY_N8N,
		plugins: [keepOwnImports],
		logLevel: 'warning',
		metafile: true,
	});
	writeFileSync(join(DIST, 'THIRD_PARTY_LICENSES.txt'), licencesOf(Object.keys(metafile.inputs)));
}

/** Icons, codex files and translations stand beside the node that they belong to. */
function assets() {
	return gulp.src('nodes/**/*.{svg,json}', { base: '.', encoding: false }).pipe(gulp.dest('dist'));
}

/** Tells `playground/packing.ts` that `dist` is whole, and when its build began: what is saved meanwhile may not be in it. */
function stamp(done) {
	writeFileSync(BUILT, String(startedAt));
	done();
}

exports.clean = clean;
exports.default = gulp.series(clean, types, gulp.parallel(bundle, assets), stamp);
