/**
 * How many requests a second Node-RED sends with an account's session, beside its own http request node, over https and a line:
 * `npm run bench:node-red`. Prints a table in Markdown.
 */
import { join } from 'node:path';

import { packForNodeRed } from '../../playground/nodeRed/build';
import { NodeRedClient } from '../../playground/nodeRed/client';
import { startNodeRed } from '../../playground/nodeRed/nodeRed';
import { runProgram } from '../../playground/program';
import { temporaryFolder } from '../../playground/temporaryFolder';
import { makeCertificate } from '../line/certificate';
import { startLines } from '../line/process';
import { startServer } from '../server/process';
import { CONTENDERS, flowOf, type Contender } from './flow';

const MESSAGES = 500;
const ROUNDS = 3;
const ROUND_TRIPS_MS = [0, 60];

/** The requests a second of each round but the first, which is for warming up. */
async function measured(client: NodeRedClient, contender: Contender, address: string): Promise<number[]> {
	await client.deploy(flowOf(contender, address, MESSAGES));
	const rates: number[] = [];
	for (let round = 0; round <= ROUNDS; round++) {
		const since = client.shown.length;
		await client.inject('start');
		const { name, msg } = await client.next(['result', 'failure'], since, 120_000);
		if (name === 'failure') throw new Error(`${contender}: ${msg}`);
		if (round > 0) rates.push((MESSAGES / Number(msg)) * 1000);
	}
	return rates;
}

const medianOf = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

runProgram(async () => {
	const folder = temporaryFolder('bench-node-red');
	const certificate = await makeCertificate(folder);
	const server = await startServer(process.execPath, folder, certificate);
	await server.begin({ latencyMs: 0 });
	const lines = await startLines({ node: process.execPath, folder }, server.tlsPort, ROUND_TRIPS_MS);
	const tarball = await packForNodeRed(join(folder, 'package'));
	const env = { NODE_EXTRA_CA_CERTS: certificate.certificate };
	const nodeRed = await startNodeRed({ line: 4, userDir: join(folder, 'user'), tarball, env });
	const client = await NodeRedClient.connect(nodeRed);
	console.log('| round trip | http request, a second | keyring request, a second | ratio |\n| --- | --- | --- | --- |');
	for (const [roundTripMs, address] of lines) {
		const rates: number[] = [];
		for (const contender of CONTENDERS) rates.push(medianOf(await measured(client, contender, address)));
		const [own = NaN, keyring = NaN] = rates;
		console.log(`| ${roundTripMs} ms | ${own.toFixed(0)} | ${keyring.toFixed(0)} | ${(keyring / own).toFixed(2)} |`);
	}
	client.close();
	await nodeRed.stop();
	return 0;
});
