import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import { bareEnvironment } from '../../playground/environment';
import { projectFolder } from '../../playground/packing';
import { freePort } from '../../playground/ports';
import { logTail, startProcess } from '../../playground/process';
import type { Certificate } from '../line/certificate';
import { CONTROL_PATH, type ServerCounts, type ServerSettings } from './protocol';

const READY_WITHIN_MS = 30_000;

/** The benchmark's server. It ends with the process that started it. */
export interface BenchServer {
	/** e.g. `http://127.0.0.1:23456` */
	readonly url: string;
	/** Where it answers by https. */
	readonly tlsPort: number;
	/** Changes the settings and starts the counts anew. */
	begin(settings: ServerSettings): Promise<void>;
	/** What was seen since `begin`. */
	counts(): Promise<ServerCounts>;
}

/**
 * Starts the server and waits until it answers.
 * @param node the program to run it with
 * @param folder for its log
 * @param shown what it shows to https clients
 * @throws Error with the end of its log when it does not come up
 */
export async function startServer(node: string, folder: string, shown: Certificate): Promise<BenchServer> {
	const port = await freePort();
	const tlsPort = await freePort();
	const url = `http://127.0.0.1:${port}`;
	const control = axios.create({ baseURL: url, proxy: false });
	const started = startProcess({
		name: "The benchmark's server",
		node,
		nodeOptions: ['--require', 'tsx/cjs'],
		args: [join(__dirname, 'main.ts'), String(port), String(tlsPort), shown.certificate, shown.key],
		cwd: projectFolder,
		env: bareEnvironment(),
		logFile: join(folder, 'server.log'),
	});
	const counts = async () => (await control.get<ServerCounts>(CONTROL_PATH)).data;
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await counts().catch(() => undefined))) {
		if (!started.isRunning() || Date.now() > deadline) {
			await started.kill();
			throw new Error(`${started.name} did not start. The end of its log:\n${logTail(started)}`);
		}
		await sleep(50);
	}
	return { url, tlsPort, counts, begin: async (settings) => void (await control.put(CONTROL_PATH, settings)) };
}
