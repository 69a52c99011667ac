/**
 * How many requests a second Node-RED sends with an account's session, beside its own http request node, over https and a line:
 * `npm run bench:node-red`. The contenders take turns. Prints a table in Markdown.
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
import { CONTENDERS, flowOf, startOf, type Contender } from './flow';

const MESSAGES = 500;
const ROUNDS = 7;
/** Rounds that only warm up. */
const WARM_UP = 2;
const ROUND_TRIPS_MS = [0, 60];

/** How many requests a second one round of a contender has served. */
async function rateOf(client: NodeRedClient, contender: Contender): Promise<number> {
	const since = client.shown.length;
	await client.inject(startOf(contender));
	const { name, msg } = await client.next(['result', 'failure'], since, 120_000);
	if (name === 'failure') throw new Error(`${contender}: ${msg}`);
	return (MESSAGES / Number(msg)) * 1000;
}

/** The rates of each contender, a round after the other. */
async function measured(client: NodeRedClient, address: string): Promise<Map<Contender, number[]>> {
	await client.deploy(flowOf(address, MESSAGES));
	const rates = new Map<Contender, number[]>(CONTENDERS.map((contender) => [contender, []]));
	for (let round = 0; round < WARM_UP + ROUNDS; round++)
		for (const [contender, each] of rates) {
			const rate = await rateOf(client, contender);
			if (round >= WARM_UP) each.push(rate);
		}
	return rates;
}

const medianOf = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** A row of the table: the median of each contender, and of the rounds' own ratios. */
function rowOf(roundTripMs: number, rates: Map<Contender, number[]>): string {
	const keyring = rates.get('keyring request') ?? [];
	const figures = [...rates].map(([, each]) => medianOf(each).toFixed(0));
	const ratios = [...rates]
		.filter(([contender]) => contender !== 'keyring request')
		.map(([, each]) => medianOf(keyring.map((rate, round) => rate / (each[round] ?? NaN))).toFixed(2));
	return `| ${[`${roundTripMs} ms`, ...figures, ...ratios].join(' | ')} |`;
}

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
	const titles = ['round trip', ...CONTENDERS.map((contender) => `${contender}, a second`), 'ratio', 'ratio, kept'];
	console.log(`| ${titles.join(' | ')} |\n|${' --- |'.repeat(titles.length)}`);
	for (const [roundTripMs, address] of lines) console.log(rowOf(roundTripMs, await measured(client, address)));
	client.close();
	await nodeRed.stop();
	return 0;
});
