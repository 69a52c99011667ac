import { statSync } from 'node:fs';
import { join } from 'node:path';
import { N8nClient } from '../playground/client';
import { n8nFolder, nodeFor } from '../playground/install/location.cjs';
import { step } from '../playground/install/progress.cjs';
import { startN8n, type N8nProcess } from '../playground/n8n';
import { temporaryFolder } from '../playground/temporaryFolder';
import { installPackage, packPackage } from '../playground/packing';
import type { SavedCredential } from '../test/n8n/support/workflows';
import { makeCertificate } from './line/certificate';
import { startLines, type Lines } from './line/process';
import type { Workshop } from './ownProcess';
import { ROUND_TRIPS_MS, type Row } from './plan';
import { startServer, type BenchServer } from './server/process';

// 10,000 items of the HTTP Request node on a slow machine.
const LONGEST_RUN_MS = 600_000;

/** All that a measurement needs, started. */
export interface Stage extends Workshop {
	server: BenchServer;
	lines: Lines;
	/** What makes a Node trust the server. */
	trust: NodeJS.ProcessEnv;
	n8n: N8nProcess;
	/** Signed in as the owner. */
	client: N8nClient;
	/** Of the server at each of its addresses; its session is stored with it at the first use. */
	credentials: ReadonlyMap<string, SavedCredential>;
	tarball: string;
	/** Bytes of the tarball. */
	tarballBytes: number;
	/** The package as n8n has it, unpacked. */
	packageFolder: string;
}

/**
 * Starts the server, and one n8n with the packed package and the control node in it.
 * @param nodeOptions more options of n8n's Node
 */
export async function setStage(nodeOptions: string[] = []): Promise<Stage> {
	const folder = temporaryFolder('bench');
	const node = nodeFor(n8nFolder()).program;
	const tarball = await step('Building the package', async () => await packPackage(join(folder, 'package')));
	const shown = await makeCertificate(folder);
	const trust = { NODE_EXTRA_CA_CERTS: shown.certificate };
	const server = await startServer(node, folder, shown);
	const lines = await startLines({ node, folder }, server.tlsPort, ROUND_TRIPS_MS);
	const n8n = await step('Starting n8n', async () => {
		await installPackage(folder, join(__dirname, 'control'));
		return await startN8n({
			userFolder: folder,
			packageDir: tarball,
			env: trust,
			nodeOptions: ['--expose-gc', '--require', join(__dirname, 'collectGarbage.cjs'), ...nodeOptions],
		});
	});
	const client = new N8nClient({ url: n8n.url, timeoutMs: LONGEST_RUN_MS });
	await client.setUpOwner();
	const type = 'sagiApi';
	const credentials = new Map<string, SavedCredential>();
	for (const baseUrl of [server.url, ...lines.values()]) {
		const name = `Benchmark ${baseUrl}`;
		const data = { environment: 'custom', baseUrl, login: 'benchmark', password: 'benchmark' };
		credentials.set(baseUrl, { id: await client.createCredential({ name, type, data }), name, type });
	}
	return {
		...{ node, folder, server, lines, trust, n8n, client, credentials, tarball },
		tarballBytes: statSync(tarball).size,
		packageFolder: join(folder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-keyring'),
	};
}

/** Where a row's requests go, by which credential. */
export function addressOf({ server, lines, credentials }: Stage, { roundTripMs }: Row) {
	const url = roundTripMs === undefined ? server.url : lines.get(roundTripMs);
	const credential = credentials.get(url ?? '');
	if (!url || !credential) throw new Error(`There is no line of ${roundTripMs} ms`);
	return { url, credential };
}
