import fc from 'fast-check';

import type { ServiceRules } from '../workers/accountService';

const CREDENTIALS = ['A', 'B'] as const;

/** What happens next. Workers and credentials are counted from 0, times are ms. */
export type Step = { after: number } & (
	| { does: 'requests'; worker: number; credential: number; path: string; count: number; gap: number }
	| { does: 'httpRequest'; worker: number; credential: number; path: string }
	| { does: 'renew'; worker: number; credential: number; demand: 'refresh' | 'logIn' }
	| { does: 'logOut'; worker: number; credential: number }
	| { does: 'revoke'; all: boolean }
	| { does: 'edit'; credential: number; how: 'changePassword' | 'mistype' | 'correct' }
	| { does: 'fault'; fault: 'down' | 'lost' | 'refused'; forMs: number }
	| { does: 'slow'; what: 'reads' | 'writes'; forMs: number }
	| { does: 'refuseWrites'; forMs: number }
	| { does: 'jump'; worker: number; ms: number }
);

/** Some workers, one account, one or two credentials of it, and what happens to them. */
export interface Story {
	rules: ServiceRules;
	workers: number;
	credentials: number;
	/** Whether a path is forbidden for good: then nobody can tell for a while whether a session is at fault. */
	hasForbidden: boolean;
	/** Of all chance in it. */
	seed: number;
	steps: Step[];
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const after = fc.oneof(
	{ weight: 4, arbitrary: fc.constant(0) },
	{ weight: 8, arbitrary: fc.integer({ min: 1, max: 800 }) },
	{ weight: 3, arbitrary: fc.integer({ min: SECOND, max: 40 * SECOND }) },
	{ weight: 2, arbitrary: fc.integer({ min: MINUTE, max: 70 * MINUTE }) },
);
const worker = fc.nat(2);
const credential = fc.nat(1);
const path = fc.constantFrom('/ok', '/ok', '/ok', '/also-ok', '/missing', '/forbidden');
const gap = fc.constantFrom(0, 0, 0, 300, 20 * SECOND);
const forMs = fc.constantFrom(300, 2 * SECOND, 40 * SECOND);

const steps: Array<[number, fc.Arbitrary<Step>]> = [
	[
		12,
		fc.record({
			after,
			does: fc.constant('requests'),
			worker,
			credential,
			path,
			count: fc.integer({ min: 1, max: 4 }),
			gap,
		}),
	],
	[3, fc.record({ after, does: fc.constant('httpRequest'), worker, credential, path })],
	[
		3,
		fc.record({ after, does: fc.constant('renew'), worker, credential, demand: fc.constantFrom('refresh', 'logIn') }),
	],
	[1, fc.record({ after, does: fc.constant('logOut'), worker, credential })],
	[2, fc.record({ after, does: fc.constant('revoke'), all: fc.boolean() })],
	[
		1,
		fc.record({
			after,
			does: fc.constant('edit'),
			credential,
			how: fc.constantFrom('changePassword', 'changePassword', 'mistype', 'correct', 'correct', 'correct'),
		}),
	],
	[1, fc.record({ after, does: fc.constant('fault'), fault: fc.constantFrom('down', 'lost', 'refused'), forMs })],
	[3, fc.record({ after, does: fc.constant('slow'), what: fc.constantFrom('reads', 'writes'), forMs })],
	[1, fc.record({ after, does: fc.constant('refuseWrites'), forMs })],
	[
		1,
		fc.record({
			after,
			does: fc.constant('jump'),
			worker,
			ms: fc.constantFrom(-90 * MINUTE, -MINUTE, 31 * SECOND, 90 * MINUTE),
		}),
	],
] as Array<[number, fc.Arbitrary<Step>]>;

const rules: fc.Arbitrary<ServiceRules> = fc.record({
	lifetimeMs: fc.constantFrom(MINUTE, 10 * MINUTE, 60 * MINUTE),
	refresh: fc.constantFrom('rotates', 'rotates', 'stays', 'none'),
	endsFamily: fc.boolean(),
	endsReplaced: fc.boolean(),
	isOneSession: fc.boolean(),
	isPasswordUsedUp: fc.constantFrom(false, false, false, true),
	repeatsToken: fc.constant(false),
});

/** What a story can do without: with less of it the rest meets more often. */
const SPICES: Array<Step['does']> = [
	'httpRequest',
	'renew',
	'logOut',
	'revoke',
	'edit',
	'fault',
	'slow',
	'refuseWrites',
	'jump',
];

/** Stories of so many steps on average. */
export const stories = (length: number): fc.Arbitrary<Story> =>
	fc
		.record({
			rules,
			workers: fc.integer({ min: 1, max: 3 }),
			credentials: fc.integer({ min: 1, max: 2 }),
			hasForbidden: fc.constantFrom(false, false, false, true),
			seed: fc.noShrink(fc.nat()),
			steps: fc.array(fc.oneof(...steps.map(([weight, arbitrary]) => ({ weight, arbitrary }))), {
				maxLength: 2.8 * length,
				size: 'max',
			}),
			without: fc.noShrink(fc.subarray(SPICES)),
		})
		.map(({ without, ...story }) => ({ ...story, steps: story.steps.filter(({ does }) => !without.includes(does)) }));

/** A story in words, a line a step. */
export const told = ({ rules, workers, credentials, seed, steps }: Story): string =>
	[
		`${workers} workers, ${credentials} credentials of one account, chance ${seed}, a service where ${toldRules(rules)}:`,
		...steps.map((step) => `  ${step.after === 0 ? 'at once' : `after ${step.after} ms`} ${toldStep(step)}`),
	].join('\n');

function toldStep(step: Step): string {
	const who = 'worker' in step ? `worker ${step.worker}` : '';
	const what = 'credential' in step ? `credential ${CREDENTIALS[step.credential]}` : '';
	switch (step.does) {
		case 'requests':
			return `${who} sends ${step.count} times ${step.path} with ${what}, ${step.gap} ms apart`;
		case 'httpRequest':
			return `${who}'s HTTP Request node sends ${step.path} with ${what}`;
		case 'renew':
			return `${who} is told to ${step.demand === 'logIn' ? 'log in' : 'refresh'} with ${what}`;
		case 'logOut':
			return `${who} is told to log out with ${what}`;
		case 'revoke':
			return step.all ? 'all sessions are ended' : 'all access tokens are ended';
		case 'edit':
			return `${what} is edited: ${step.how}`;
		case 'fault':
			return `the service is ${step.fault} for ${step.forMs} ms`;
		case 'slow':
			return `the database's ${step.what} are slow for ${step.forMs} ms`;
		case 'refuseWrites':
			return `the database refuses writes for ${step.forMs} ms`;
		case 'jump':
			return `${who}'s clock jumps by ${step.ms} ms`;
	}
}

const toldRules = ({ lifetimeMs, refresh, ...flags }: ServiceRules): string =>
	[
		`a session lives ${lifetimeMs / SECOND} s`,
		`a refresh token ${refresh}`,
		...Object.entries(flags).flatMap(([name, isSet]) => (isSet ? [name] : [])),
	].join(', ');
