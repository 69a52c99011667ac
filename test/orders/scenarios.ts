import type { ServiceRules } from '../support/workers/accountService';
import type { Scenario, SessionState, Worst } from './scenario';

const SERVICES: Record<string, Partial<ServiceRules>> = {
	'tokens rotate': {},
	'a used token ends the family': { endsFamily: true },
	'one session an account': { isOneSession: true, endsReplaced: true },
	'no refresh': { refresh: 'none' },
	'the token is repeated': { refresh: 'none', repeatsToken: true },
};
const STATES: SessionState[] = ['none', 'shouldRenew', 'expired', 'rejected', 'revoked'];

const scenario = (
	rest: Partial<Scenario> & Pick<Scenario, 'name' | 'state'>,
	expected: Partial<Worst> = {},
): Scenario => ({
	workers: ['node', 'node'],
	credentials: 1,
	service: {},
	expected: { renewals: 1, rejected: 0, unserved: 0, dead: 0, seconds: 10, ...expected },
	...rest,
});

const named = (service: string) => SERVICES[service] as Partial<ServiceRules>;
const twoOrThree = [2, 3].map((count) => Array.from({ length: count }, () => 'node' as const));
const canRefresh = (rules: Partial<ServiceRules>) => rules.refresh !== 'none';

/** No fault, nodes of the package: one renewal whatever the order. */
const quiet = twoOrThree.flatMap((workers) =>
	Object.entries(SERVICES).flatMap(([service, rules]) =>
		STATES.map((state) =>
			scenario(
				{
					name: `${workers.length} nodes, ${service}`,
					state,
					service: rules,
					workers,
					...(state === 'revoked' &&
						canRefresh(rules) && { reason: 'the refresh is refused, and then a log-in granted' }),
				},
				{ renewals: state === 'revoked' && canRefresh(rules) ? 2 : 1 },
			),
		),
	),
);

/** Only a person can log in: a session that is lost is a call to a person. */
const codes = twoOrThree.flatMap((workers) =>
	(['shouldRenew', 'expired', 'rejected'] as const).map((state) =>
		scenario({
			name: `${workers.length} nodes, a code, a used token ends the family`,
			state,
			service: named('a used token ends the family'),
			isCode: true,
			workers,
		}),
	),
);

/** A claim or session that could not be written is written once more: nothing is renewed again for that. */
const MOST_WITH_FAULT = { unavailable: 2, lostAnswer: 2, refusedWrite: 1 };

/** One fault at any moment: a second try is granted. */
const faults = (['unavailable', 'lostAnswer', 'refusedWrite'] as const).flatMap((fault) =>
	STATES.map((state) =>
		scenario(
			{
				name: `2 nodes, ${fault}`,
				state,
				fault,
				service: named('a used token ends the family'),
				reason: 'what failed is tried once more',
			},
			{ renewals: MOST_WITH_FAULT[fault] + (state === 'revoked' ? 1 : 0), seconds: 10 },
		),
	),
);

/** A write takes longer than others wait for it, and may take back what was stored meanwhile: that is given again. */
const slowWrites = twoOrThree.flatMap((workers) =>
	STATES.map((state) =>
		scenario(
			{
				name: `${workers.length} nodes, a used token ends the family, slowWrite`,
				state,
				fault: 'slowWrite',
				service: named('a used token ends the family'),
				workers,
				...(state === 'revoked' && { reason: 'the refresh is refused, and then a log-in granted' }),
			},
			{ renewals: state === 'revoked' ? 2 : 1 },
		),
	),
);

/** A worker dies, also while it holds the claim: the others are served within 45 s. */
const deaths = STATES.map((state) =>
	scenario(
		{
			name: '2 nodes, one dies',
			state,
			fault: 'death',
			service: named('tokens rotate'),
			reason: 'the worker that died may have renewed without storing it',
		},
		{ renewals: state === 'revoked' ? 4 : 3, seconds: 45 },
	),
);

/** Two credentials of one account keep a session each. */
const twoCredentials = STATES.map((state) =>
	scenario(
		{
			name: '2 nodes, 2 credentials',
			state,
			service: named('tokens rotate'),
			credentials: 2,
			reason: 'one renewal each',
		},
		{ renewals: state === 'revoked' ? 4 : 2 },
	),
);

/** n8n's HTTP Request node beside a node of the package: it can't read the store again within a request. */
const httpRequests = Object.entries(SERVICES).map(([service, rules]) =>
	scenario(
		{
			name: `a node and an HTTP Request node, ${service}`,
			state: 'shouldRenew',
			service: rules,
			workers: ['node', 'httpRequest'],
			...(rules.endsReplaced && { reason: 'a refresh ends the token with which the other request is under way' }),
		},
		{ renewals: rules.endsReplaced ? 5 : 1 },
	),
);
const httpRequestsAndCode = scenario({
	name: 'a node and an HTTP Request node, a code, a used token ends the family',
	state: 'shouldRenew',
	service: named('a used token ends the family'),
	isCode: true,
	workers: ['node', 'httpRequest'],
});

/** By what is played side by side. */
export const SCENARIOS = {
	twoNodes: quiet.filter(({ workers }) => workers.length === 2),
	threeNodes: quiet.filter(({ workers }) => workers.length === 3),
	codes: [...codes, ...twoCredentials],
	slowWrites,
	faults: [...faults, ...deaths, ...httpRequests, httpRequestsAndCode],
};
