import { isAlive } from './support/storm/checks';
import { useSharedGrounds } from './support/storm/grounds';
import { GIGMA, REFRESHABLE, SAGI, SMART_SATU, UNATTENDED } from './support/storm/kits';
import { WRITES_A_RENEWAL, atMost } from './support/storm/limits';
import { dueAndValid, untilRenewed } from './support/storm/margin';
import { MANY_OF_MANY, SHAPES, storms } from './support/storm/shapes';
import { play, type Situation } from './support/storm/situation';

const grounds = useSharedGrounds();
const ALL_SHAPES = [...SHAPES, MANY_OF_MANY];
/**
 * A log-in ends the session before it, a refresh the token before it, a refresh token works once, and its second use ends the session
 * for good. Whatever such a service serves, any other serves as well.
 */
const STRICT = {
	oneSessionPerAccount: true,
	revokeAccessOnRefresh: true,
	oneTimeRefresh: true,
	killFamilyOnReuse: true,
};
const MARGIN_SECONDS = 6;

play(
	'S1, S4: no session yet',
	grounds,
	storms(
		[...UNATTENDED, GIGMA],
		'no session yet',
		{
			settings: STRICT,
			expect: { logIns: 1, refreshes: 0, refused: 0, rejected: 0, writes: WRITES_A_RENEWAL },
			after: isAlive,
		},
		ALL_SHAPES,
	),
);

const due: Omit<Situation, 'name' | 'kit' | 'run'> = {
	settings: STRICT,
	session: 'ended',
	expect: { refused: 0, rejected: 0, writes: WRITES_A_RENEWAL },
	after: isAlive,
};
play('S2, S4, S6: the session is due', grounds, [
	...storms(REFRESHABLE, 'session due', { ...due, expect: { ...due.expect, logIns: 0, refreshes: 1 } }, ALL_SHAPES),
	...storms([SMART_SATU], 'session due', { ...due, expect: { ...due.expect, logIns: 1 } }, ALL_SHAPES),
	{
		name: '20 parallel items, session due',
		kit: SAGI,
		session: 'ended',
		run: async (storm) => await storm.items(20),
		expect: { logIns: 0, refreshes: 1, requests: 21, served: 21, rejected: 0, writes: WRITES_A_RENEWAL },
	},
]);

play(
	'S2, S4: the session is due and valid',
	grounds,
	UNATTENDED.map((kit) => ({
		name: '20 parallel executions of 5 items until it is renewed, and again, session due and valid',
		kit,
		session: dueAndValid(MARGIN_SECONDS),
		run: async (storm) => await untilRenewed([storm], MARGIN_SECONDS),
		expect: { renewals: 1, refused: 0, rejected: 0, writes: WRITES_A_RENEWAL },
	})),
);

play('S3, S4: the provider has revoked the session', grounds, [
	...storms(
		UNATTENDED,
		'session revoked',
		{
			session: 'fresh',
			before: async (storm) => await storm.revoke(),
			expect: { renewals: 1, refused: atMost(1), rejected: atMost(20), writes: WRITES_A_RENEWAL },
		},
		SHAPES,
	),
	...storms(
		UNATTENDED,
		'session revoked',
		{
			session: 'fresh',
			before: async (storm) => await storm.revoke(),
			// Each execution learns of it by itself, with as many requests in flight as it has items.
			expect: { renewals: 1, refused: atMost(1), rejected: atMost(200), writes: WRITES_A_RENEWAL },
		},
		[MANY_OF_MANY],
	),
	{
		name: '200 parallel items, session revoked, no person there',
		kit: GIGMA,
		session: 'fresh',
		before: async (storm) => await storm.revoke(),
		run: async (storm) => await storm.items(200),
		expect: { ok: 0, logIns: 0, refreshes: 0, requests: atMost(10), writes: 0 },
		async after(storm) {
			const { message, description } = await storm.problem();
			expect(message).toContain('Gigma did not accept the session');
			expect(description).toContain(storm.credential.name);
			expect(description).toContain('Run Gigma → Session → Log In With Code');
			expect((await storm.service.counters()).phoneCalls).toBe(0);
		},
	},
]);
