import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../page/tables';
import { pagesFolder, writeMarkdown } from '../page/write';
import type { Figures, OutcomeFigures } from './figures';
import { drawLines, type Line } from './lines';
import type { LongRun } from './longRun';
import { SERVICES, SITUATIONS, type ServiceKind, type SituationKey } from './situations';

/** One situation with a number of workers, played many times. */
export interface Cell {
	kind: ServiceKind;
	key: SituationKey;
	workers: number;
	figures: OutcomeFigures;
}

const LABELS: Record<ServiceKind, string> = {
	familyKill: 'family killed',
	oneSession: 'one session',
	oneAccess: 'one access token',
};

const STROKES: Record<ServiceKind, Line['stroke']> = { familyKill: 'solid', oneSession: 'dashed', oneAccess: 'dotted' };

const text = ({ median, mean, p95 }: Figures) => `${median} (${mean.toFixed(2)}; ${p95})`;

/** Writes the page and its picture. @returns the page's path */
export async function writeWorkersPage(
	cells: Cell[],
	longRuns: LongRun[],
	storms: number,
	seed: number,
): Promise<string> {
	const folder = pagesFolder(false);
	const kinds = Object.keys(SERVICES) as ServiceKind[];
	const keys = Object.keys(SITUATIONS) as SituationKey[];
	const of = (kind: ServiceKind, key: SituationKey) =>
		cells.filter((cell) => cell.kind === kind && cell.key === key).sort((one, other) => one.workers - other.workers);
	const lines = kinds.flatMap((kind) =>
		keys.map((key, colour) => ({
			colour,
			stroke: STROKES[kind],
			name: `${LABELS[kind]}, ${key}`,
			points: of(kind, key).map(({ workers, figures }): [number, number] => [workers, figures.renewals.mean]),
		})),
	);
	writeFileSync(join(folder, 'pictures', 'performance-workers.svg'), drawLines('Renewals a storm, mean', lines));
	const parts = kinds.map((kind) => {
		const rows = keys.flatMap((key) =>
			of(kind, key).map(({ workers, figures: { renewals, rejected, notServed, writes } }) => [
				SITUATIONS[key].title,
				String(workers),
				text(renewals),
				text(rejected),
				notServed.mean === 0 ? '0' : text(notServed),
				text(writes),
			]),
		);
		const head = ['situation', 'workers', 'renewals', 'rejected requests', 'not served', 'writes'];
		return `## ${capital(SERVICES[kind].title)}\n\n${table(head, [':--', '--:', '--:', '--:', '--:', '--:'], rows)}`;
	});
	return await writeMarkdown(
		folder,
		'performance-workers.md',
		page({
			parts,
			longRuns: longRunTable(longRuns),
			most: Math.max(...cells.map(({ workers }) => workers)),
			storms,
			seed,
		}),
	);
}

const capital = (title: string) => `${title.charAt(0).toUpperCase()}${title.slice(1)}`;

const longRunTable = (longRuns: LongRun[]) =>
	table(
		['workers', 'renewals', 'log-ins and refreshes sent', 'sessions lost', 'requests failed'],
		['--:', '--:', '--:', '--:', '--:'],
		[...longRuns]
			.sort((one, other) => one.workers - other.workers)
			.map(({ workers, renewals, sent, lost, failed }) => [workers, renewals, sent, lost, failed].map(String)),
	);

interface Page {
	parts: string[];
	longRuns: string;
	/** Of workers in a storm. */
	most: number;
	storms: number;
	seed: number;
}

const page = ({ parts, longRuns, most, storms, seed }: Page) => `# Workers that share a store

\`npm run bench:workers\` writes this page: up to ${most} worker processes of n8n that share one credential, simulated. The package's real modules
run, an instance for each worker, on a virtual clock; the service and n8n's database are stand-ins. An answer of the service takes
20 to 500 ms, reading and writing the credential 20 to 100 ms each. ${storms} storms a line, seed ${seed}.

A session lives an hour and is due in its last five minutes. At first use and after a rejection each worker has 4 executions at about the same
moment; while the session is due, one every 3 seconds, or 4 at once every 90 seconds. Where the database is slower than the service, an answer takes
10 to 200 ms, a read or a write 20 to 600 ms, and each worker has 20 executions within two seconds.

Each figure is the median, and in brackets the mean and what 95 storms of 100 do not exceed. Renewals are log-ins and refreshes, refused ones too; writes are those of a session, without claims.

![Renewals a storm by the number of workers](pictures/performance-workers.svg)

${parts.join('\n\n')}

## Thousands of renewals, one after another

Tokens of an hour, a service that ends the family when a used refresh token comes again, and a one-time code as log-in, so that a session that is lost is a call
to a person. While the session is due, each worker has a request every half second.

${longRuns}

## What it says

- **One renewal, whatever the number of workers**: the claim in the credential decides ([how](how-renewal-works.md#the-claim-workers-agree-by-a-rule)). More come
  where the database is so slow that a read and a write together take longer than the wait of half a second, or of four times what the waiting worker's own took.
- **Each worker may write a claim**: those that have read the credential before the first claim was written. One is left, and its worker renews.
- **A session that is due but valid rejects no request**, unless a refresh ends the access token with which other workers' requests are under way.
- **No session was lost** that only a person could have replaced.
`;
