import { titleOf } from '../plan';
import { ratioOf, type Results } from '../results';
import { lineTargetsOf } from '../targets';
import { caseTable, cpuSeconds, figure, targetTable } from './tables';

/** The heading of the part; what follows up to the next one of its rank belongs to it. */
export const LINE_HEADING = '## What a person gets: over https and a line';

/** What a person gets, whose services are reached by https over a line, in markdown. Comes first on the page. */
export function linePart(results: Results): string {
	const { plan, machine } = results;
	const rows = results.rows.filter(({ row }) => row.roundTripMs !== undefined);
	return `${LINE_HEADING}

Every one of the services is reached by https, over a line of 20 to 150 ms there and back. Here the server speaks TLS with a certificate made for
the run, and a proxy on loopback holds back what goes either way, the setting up of each connection included. Medians of ${plan.rounds} rounds in which
the cases take turns; n8n, server, line and whatever else ran share ${machine.cores} cores (load of the machine meanwhile: ${machine.load ?? 'not taken'}).
**API Request** is as it comes: in flight is Automatic.${plan.quick ? ' _This was a quick run: its figures say little._' : ''}

${targetTable(lineTargetsOf(results))}

${rows.map((result) => `### ${titleOf(result.row)}\n\n${caseTable(result)}`).join('\n\n')}

**The ratio depends on the computer.** n8n's own node sends all items at once: the CPU holds it up, the line hardly does. API Request has 64 requests in flight at most, so
that no service is overrun, and n8n opens a connection for each: it takes three round trips ÷ 64 at least, 2.8 ms an item at 60 ms and 7.0 ms at 150 ms, on any computer. On a
computer whose cores do two fifths of the work (the HTTP Request node took 7.3, 8.8 and 8.5 ms an item, November 2026) the three ratios were 2.27, 2.20 and 1.01. If n8n kept its
connections, one round trip would do instead of three.

**What Automatic does.** Requests that only read begin with ten side by side; twice as many are tried each round as long as they serve a tenth more in the
same time, up to 64; afterwards one more a round while answers come as usual, and four fifths when they take 1.4 times as long; three quarters after a 429
or 503. In virtual time it serves between 0.86 and 0.99 of what the best fixed number does, for ten services that get slower in different ways
([throughput.test.ts](../test/unit/pacing/throughput.test.ts)).

${keepingConnections(results)}
`;
}

/** The sentence that n8n's maintainers need. */
function keepingConnections(results: Results): string {
	const rows = results.rows.filter(({ row }) => row.roundTripMs !== undefined);
	const times = rows.map(
		(result) => `${figure(ratioOf(result, 'axiosClosing', 'axiosKeeping'))} at ${result.row.roundTripMs} ms`,
	);
	const [near] = rows;
	const cpu = (key: 'axiosClosing' | 'axiosKeeping') => {
		const seconds = near && cpuSeconds(near, key);
		return figure(seconds === undefined ? undefined : (seconds / near!.row.items) * 1_000);
	};
	return `**What keeping connections would bring.** n8n's helper builds a new agent, so a new connection and a new TLS session, for every request: no option of
a node changes that. The HTTP client that it uses, 64 requests in flight, serves ${times.join(', ')} times as many items a second with connections that are
kept as with one a request, and takes ${cpu('axiosKeeping')} ms of CPU an item instead of ${cpu('axiosClosing')}.`;
}

/** Whether a run has measured lines at all. */
export const hasLines = ({ rows }: Results): boolean => rows.some(({ row }) => row.roundTripMs !== undefined);
