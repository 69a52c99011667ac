import { useSharedGrounds } from './support/storm/grounds';
import { GIGMA, SAGI, UNATTENDED } from './support/storm/kits';
import { atMost } from './support/storm/limits';
import { storms } from './support/storm/shapes';
import { play } from './support/storm/situation';

const grounds = useSharedGrounds();

play(
	'S1, S4: no session yet',
	grounds,
	storms([...UNATTENDED, GIGMA], 'no session yet', { expect: { logIns: 1, refreshes: 0, refused: 0, rejected: 0 } }),
);

play('S2, S4: the session is due', grounds, [
	...storms(UNATTENDED, 'session due', { session: 'ended', expect: { renewals: 1, refused: 0, rejected: 0 } }),
	{
		name: '20 parallel items, session due',
		kit: SAGI,
		session: 'ended',
		run: async (storm) => await storm.items(20),
		expect: { logIns: 0, refreshes: 1, requests: 21, served: 21, rejected: 0 },
	},
]);

play('S3, S4: the provider has revoked the session', grounds, [
	...storms(UNATTENDED, 'session revoked', {
		session: 'fresh',
		before: async (storm) => await storm.revoke(),
		expect: { renewals: 1, refused: atMost(1), rejected: atMost(20) },
	}),
	{
		name: '200 parallel items, session revoked, no person there',
		kit: GIGMA,
		session: 'fresh',
		before: async (storm) => await storm.revoke(),
		run: async (storm) => await storm.items(200),
		expect: { ok: 0, logIns: 0, refreshes: 0, requests: atMost(10) },
		async after(storm) {
			const { message, description } = await storm.problem();
			expect(message).toContain('Gigma did not accept the session');
			expect(description).toContain(storm.credential.name);
			expect(description).toContain('Run Session → Send Code');
			expect((await storm.service.counters()).phoneCalls).toBe(0);
		},
	},
]);
