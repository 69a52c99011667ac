import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Provider } from './provider';

const FOLDER = join(__dirname, '..');
const NOT_PROVIDERS = new Set(['index', 'client', 'main']);

/** Every provider there is: each file beside `index.ts` that exports `provider`, in the order of their ports. */
export function findProviders(): Provider[] {
	const load = createRequire(__filename);
	const names = readdirSync(FOLDER)
		.map((file) => /^(\w+)\.[jt]s$/.exec(file)?.[1])
		.filter((name): name is string => name !== undefined && !NOT_PROVIDERS.has(name));
	const providers = names.map((name) => (load(join(FOLDER, name)) as { provider: Provider }).provider);
	return providers.sort((one, other) => one.port - other.port);
}
