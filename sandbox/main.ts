import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startSandbox, usualPorts, type Sandbox } from './index';

const USAGE = `npx tsx sandbox/main.ts [--ports <control,sagi,…>] [--free-ports] [--ready-file <path>] [--with-parent]
  --ports        ports of the control API and of the providers, in the order of the usual ones
  --free-ports   free ports instead of the usual ones
  --ready-file   file that gets all addresses as JSON once everything listens
  --with-parent  ends when standard input closes`;

/** Starts the sandbox for people and for other processes, until SIGINT or SIGTERM. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			ports: { type: 'string' },
			'free-ports': { type: 'boolean' },
			'ready-file': { type: 'string' },
			'with-parent': { type: 'boolean' },
			help: { type: 'boolean' },
		},
	});
	if (values.help) return console.log(USAGE);
	const sandbox = await startSandbox({ ports: values['free-ports'] ? {} : chosenPorts(values.ports) });
	const end = (): void => void sandbox.close().finally(() => process.exit(0));
	process.once('SIGINT', end);
	process.once('SIGTERM', end);
	if (values['with-parent']) process.stdin.resume().once('end', end).once('close', end);
	if (values['ready-file']) writeWhole(values['ready-file'], JSON.stringify(sandbox.urls, null, '\t'));
	console.log(table(sandbox));
}

function chosenPorts(list?: string): Record<string, number> {
	const usual = usualPorts();
	if (list === undefined) return usual;
	const given = list.split(',').map(Number);
	if (given.some((port) => !Number.isInteger(port) || port < 0 || port > 65535)) throw new Error(`Not ports: ${list}`);
	return Object.fromEntries(Object.keys(usual).map((key, at) => [key, given[at] ?? usual[key]]));
}

/** A reader never sees half a file. */
function writeWhole(path: string, text: string): void {
	writeFileSync(`${path}.part`, text);
	renameSync(`${path}.part`, path);
}

function table({ services, control }: Sandbox): string {
	const rows = services.map(({ provider, url, live }) => [
		provider.title,
		url,
		live.accounts.map(({ login, password }) => `${login} / ${password}`).join(', '),
	]);
	const all = [['provider', 'address', 'accounts'], ...rows, ['control', control.url, '']];
	const widths = [0, 1].map((column) => Math.max(...all.map((row) => row[column].length)));
	return all
		.map(([name, url, more]) => `${name.padEnd(widths[0])}  ${url.padEnd(widths[1])}  ${more}`.trimEnd())
		.join('\n');
}

main().catch((error: NodeJS.ErrnoException & { port?: number }) => {
	console.error(error.code === 'EADDRINUSE' ? `Port ${error.port} of 127.0.0.1 is taken.` : error.message);
	process.exit(1);
});
