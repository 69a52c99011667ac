import { titleOf } from '../plan';
import { ratioOf, rowOf, type Results } from '../results';
import { targetsOf } from '../targets';
import { hasLines, linePart } from './line';
import { NODE_RED_PART } from './nodeRed';
import { caseTable, renewalTable, targetTable } from './tables';

/** The page in markdown. @param hasProfile whether the page of the profile stands beside it */
export function page(results: Results, hasProfile: boolean): string {
	const { machine, plan } = results;
	const many = rowOf(results, 'many').row.items.toLocaleString('en');
	const loopback = results.rows.filter(({ row }) => row.roundTripMs === undefined);
	const profile = hasProfile ? ' Where the time goes: [the profile](performance-profile.md).' : '';
	return `# Performance

\`npm run bench\` writes this page: what the nodes cost, measured in one real n8n against a server that does nothing but answer.

n8n ${machine.n8n} on SQLite, Node ${machine.node}, ${machine.cores} cores shared by n8n, the server and the benchmark. Each figure is the
median of ${plan.rounds} rounds in which the cases take turns, after a round that only warms up. **Milliseconds differ from machine to machine
and from hour to hour: only the ratios of one run count.**${plan.quick ? ' _This was a quick run: its figures say little._' : ''}

${hasLines(results) ? `${linePart(results)}\n` : ''}## Targets on loopback

${targetTable(targetsOf(results))}

${whatHoldsTheRest(results)}${profile}

## Workers

What workers that share a credential come to: in virtual time with every order of their steps ([test/orders](../test/orders)), simulated
([workers](performance-workers.md)), and in n8n's queue mode on PostgreSQL and Redis, beside other work on two cores (a load of six to fourteen). "Before" is the
engine that left agreement to chance.

| | before | reach | measured |
| --- | --- | --- | --- |
| all orders, two and three workers, nodes of the package, no fault: renewals at worst; rejected though not under way; unserved; dead | 9; –; 0; all with a code | 1; 0; 0; 0 | 1; 0; 0; 0. Revoked: a refused refresh and a log-in |
| one fault (lost answer, 503, refused write): unserved | 28 of 232 at first use | 0 | 0 |
| one write of 1.8 s, which takes back what was stored meanwhile: renewals at worst | – | – | 1; 3 without the second look at the store |
| the HTTP Request node beside a node, session due: unserved | 300 of 300 | 0 | 0 |
| busy workers, 10,000 renewals, family kill, code: sessions lost; requests failed | 2.5 %; 11 a renewal | 0; 0 | 2 and 4 workers: 0; 0, 10,000 sent each. 8 and 16 workers, 5,000 and 2,500 renewals: the same |
| queue mode, four workers: first use, due, revoked, one session an account, family kill: renewals at worst | 2 to 9 | 1 | 1 in each of 280 storms, 20 a line, and in each of 170 at a load of 13; two workers the same, 20 a line. n8n's HTTP Request node, where each worker renews alone: 2, 4 at worst at that load |
| a wrong password, four workers, 30 s: attempts | 4 | 1 | 1 |
| first use, one process: time before the log-in is sent | 0.2 to 0.45 s | ≤ 0.6 s | 0.52 s |
| a renewal: writes of the credential | 1 | – | 2: the claim, the session; on a busy machine up to 5, where claims are written side by side |
| mutants of session/ killed | 85 % | ≥ 95 % | 97.9 % ([Mutation testing](mutation.md)) |
| lines of session/ and transport/, with http/ that was a part of it | 2,664 | no more | 5,342, 3,897 without comments and empty lines: not reached. The claim, files, pages by cursor and link, charsets, what each fault of a line means, and the rooms for two hosts are in it |

A storm in queue mode is 20 executions of 5 items (of those that are due: again and again until the session is renewed): \`KEYRING_STORMS=20\` with
[queue.test.ts](../test/n8n/queue.test.ts), and \`KEYRING_WORKERS=2\` for two workers. The waits of the claim cost the first request half a second; nobody waits for a session that is due.

${NODE_RED_PART}

## Cases

- **HTTP Request node**: n8n's own, with the Sagi credential as Predefined Credential Type. It starts all items at once and reads the
  credential anew for each.
- **API Request**: the Sagi node, any path; in flight is Automatic unless the title says a number.
- **Branch → Get**: the Sagi node with its default, the main branch.
- **Control node**: a node that does nothing but hand each item to n8n's \`helpers.httpRequest\` with a fixed header, ten in flight, or
  as many as the title says. It is the least that a node can take which sends its requests through n8n.
- **Bare axios loop**: the HTTP client that n8n uses, without n8n, ten in flight or as many as the title says. It keeps its connections open.

n8n's helper opens a new connection for every request, since it builds a new \`Agent\` each time and no option changes that: this is n8n's
limit, and the control node shows it.

![Milliseconds an item in each case](pictures/performance-time.svg)

| column | what it says |
| --- | --- |
| ms an item | the time of the node alone divided by the number of items: \`executionTime\` in n8n's own execution data, which counts whole milliseconds of the whole run. For the loop, its own clock |
| ÷ control | ms an item divided by the control node's: the median of the rounds' own ratios |
| items/s ÷ HTTP Request | how many times as many items a second as the HTTP Request node: the median of the rounds' own ratios |
| CPU, s | user and system time of the n8n process for the whole execution, on all cores together: webhook, items, node, saving. For the loop, of the loop alone in its own process |
| peak memory, MB | the most memory that n8n had resident at once (\`VmHWM\`), n8n itself included. Before each case n8n is made to give back what it no longer uses, and the mark is reset. Only where there are many items: with few it is n8n's own |

${loopback.map((result) => `### ${titleOf(result.row)}\n\n${caseTable(result)}`).join('\n\n')}

![CPU and peak memory with ${many} items](pictures/performance-cost.svg)

## A renewal in the middle

The server ends the session when half of the items are served: its access token is rejected from then on, and can be refreshed.
Requests that were under way are rejected, wait for the one renewal, and are sent again.

${renewalTable(results)}

## Measured by itself

- **Session check**: finding out that a stored session is still good, 100,000 times in a row.
- **Loading**: a fresh Node with n8n-workflow requires all files of nodes and credentials, as n8n does at its start; the median of
  ${plan.loads} processes.
- **Tarball**: the package as it is published.

## Measuring again

\`\`\`sh
npm run bench                # everything, about 25 minutes; wants a quiet machine
npm run bench -- --rounds 3  # three rounds instead of five
npm run bench -- --quick     # fewer items and rounds, about two minutes, for trying out: writes elsewhere
npm run bench -- --line      # over https and a line alone, about ten minutes
npm run bench -- --profile   # where API Request and the control node spend their time
npm run bench -- --page      # writes this page again from the last run's figures
\`\`\`
`;
}

/** Why targets that are not reached are not, and what n8n would have to change. */
function whatHoldsTheRest(results: Results): string {
	const most = ratioOf(rowOf(results, 'noLatency'), 'httpRequest', 'control');
	return `**What holds the rest.** The control node itself served ${most?.toFixed(2) ?? '–'} times as many items a second as the HTTP Request
node in this run, and no node that sends through n8n's helper can serve more. Most of an item's time is a new connection, a new agent, and axios
putting a configuration together: n8n would have to keep its agents. What API Request adds is, in about equal parts, its own work (the address is
checked, the answer is read without losing a digit, a session is looked after), n8n's \`httpRequestWithAuthentication\` (a signal to abort, the
credential's two hooks), and the garbage that both leave. The largest single part is the price of a limit: an answer is read as a stream, so that
one of more than 64 MB, or without end, can be left. n8n asks for streams of any length in a way that makes axios put another stream around each.`;
}
