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
import { CONTENDERS, flowOf, startOf, type Contender, type Load } from './flow';

/** All at once: each contender decides how many are in flight. And a stream, in which each answer lets the next message out. */
const LOADS: Load[] = [
	{ messages: 500, atOnce: 500 },
	{ messages: 1500, atOnce: 256 },
];
const ROUNDS = 7;
/** Rounds that only warm up. */
const WARM_UP = 2;
const ROUND_TRIPS_MS = [0, 60];

/** How many requests a second one round of a contender has served. */
async function rateOf(client: NodeRedClient, contender: Contender, { messages }: Load): Promise<number> {
	const since = client.shown.length;
	await client.inject(startOf(contender));
	const { name, msg } = await client.next(['result', 'failure'], since, 120_000);
	if (name === 'failure') throw new Error(`${contender}: ${msg}`);
	return (messages / Number(msg)) * 1000;
}

type Rates = Map<Contender, number[]>;

/** The rates of each contender, a round after the other; the first opens all connections. */
async function measured(client: NodeRedClient, address: string, load: Load): Promise<Rates> {
	await client.deploy(flowOf(address, load));
	const rates: Rates = new Map(CONTENDERS.map((contender) => [contender, []]));
	for (let round = 0; round < WARM_UP + ROUNDS; round++)
		for (const [contender, each] of rates) each.push(await rateOf(client, contender, load));
	return rates;
}

const medianOf = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** A row of the table: the median of each contender, and of the rounds' own ratios. */
function rowOf(title: string, rates: Rates, from: number, to?: number): string {
	const rounds = new Map([...rates].map(([contender, each]) => [contender, each.slice(from, to)]));
	const keyring = rounds.get('keyring request') ?? [];
	const figures = [...rounds].map(([, each]) => medianOf(each).toFixed(0));
	const ratios = [...rounds]
		.filter(([contender]) => contender !== 'keyring request')
		.map(([, each]) => medianOf(keyring.map((rate, round) => rate / (each[round] ?? NaN))).toFixed(2));
	return `| ${[title, ...figures, ...ratios].join(' | ')} |`;
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
	const titles = [
		'round trip, messages',
		...CONTENDERS.map((contender) => `${contender}, a second`),
		'ratio',
		'ratio, kept',
	];
	console.log(`| ${titles.join(' | ')} |\n|${' --- |'.repeat(titles.length)}`);
	for (const [roundTripMs, address] of lines)
		for (const load of LOADS) {
			const { messages, atOnce } = load;
			const rates = await measured(client, address, load);
			const title = `${roundTripMs} ms, ${messages} messages, ${atOnce} at once`;
			if (atOnce === messages) console.log(rowOf(`${title}, for the first time`, rates, 0, 1));
			console.log(rowOf(title, rates, WARM_UP));
		}
	client.close();
	await nodeRed.stop();
	return 0;
});
