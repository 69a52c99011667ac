import { until } from './support/storm/checks';
import { useSharedGrounds } from './support/storm/grounds';
import { UNATTENDED } from './support/storm/kits';
import { WRITES_A_RENEWAL, atMost, between } from './support/storm/limits';
import { play } from './support/storm/situation';
import { total } from './support/storm/tally';

const grounds = useSharedGrounds();
const PASSWORD = 'a_new_password';

play(
	'S9: the password is changed while runs are under way',
	grounds,
	UNATTENDED.map((kit) => ({
		name: '20 executions under way and 20 after, password changed meanwhile',
		kit,
		session: 'fresh',
		async run(storm) {
			const { service, account, grounds: where, credential } = storm;
			await service.setFaults([{ match: { operation: 'other' }, delayMs: 5_000, times: 20 }]);
			const underWay = storm.executions(20);
			// All of them: what starts between the change at the provider and the one in n8n has no right to be served.
			await until(service, ({ requests }) => requests >= 20);

			await service.setSettings({ accounts: [{ ...account, password: PASSWORD }] });
			await storm.revoke(['access', 'refresh']);
			await where.client.updateCredential(credential.id, { password: PASSWORD });
			const after = await storm.executions(20);
			const before = await underWay;
			return total([before, after]);
		},
		// The person's own, the claim and the new session; a claim for the settings before may have begun and ended.
		expect: { logIns: between(1, 2), refused: atMost(2), writes: between(3, 5) },
	})),
);

play(
	'S9: the address is changed',
	grounds,
	UNATTENDED.map((kit) => ({
		name: '20 executions after the address was changed',
		kit,
		session: 'fresh',
		async before({ service, grounds: where, credential, account }) {
			const moved = kit.fields(service.url.replace('127.0.0.1', 'localhost'), account);
			await where.client.updateCredential(credential.id, moved);
		},
		run: async (storm) => await storm.executions(20),
		expect: { logIns: 1, refreshes: 0, rejected: 0, writes: WRITES_A_RENEWAL },
	})),
);
