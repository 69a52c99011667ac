import { renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CONTROL_PORT, startSandbox, usualPorts, type Sandbox } from './index';
import { listing, servicesAt } from './machinery/listing';

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
	console.log(shown(sandbox));
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

const shown = ({ services, control }: Sandbox): string =>
	[
		'Enter in a credential:',
		listing(services.map((service) => ({ title: service.provider.title, entries: service.entries() }))),
		`\nWatch     ${control.url}/watch\nControl   ${control.url}`,
	].join('\n');

/** @returns whether a sandbox runs already at the usual ports, of which this one was taken; it is shown then */
async function showsRunning(port = NaN): Promise<boolean> {
	if (!Object.values(usualPorts()).includes(port)) return false;
	const control = `http://127.0.0.1:${CONTROL_PORT}`;
	const services = await servicesAt(control);
	if (!services) return false;
	console.log(
		`Port ${port} is taken: a sandbox runs already, perhaps that of npm start. Watch it at ${control}/watch\n`,
	);
	console.log(listing(services));
	return true;
}

main().catch(async (error: NodeJS.ErrnoException & { port?: number }) => {
	const isTaken = error.code === 'EADDRINUSE';
	if (isTaken && (await showsRunning(error.port))) process.exit(0);
	console.error(isTaken ? `Port ${error.port} of 127.0.0.1 is taken.` : error.message);
	process.exit(1);
});
