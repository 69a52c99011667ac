import { AccountSender } from '../../../node-red/runtime/accountSender';
import { KeptAccount } from '../../../node-red/runtime/keptAccount';
import { providerOf } from '../../../node-red/runtime/services';
import { logOut } from '../../../node-red/runtime/sessionActions';
import { PLUSOFON_ACCOUNT } from '../../../sandbox/plusofon';
import { useSandbox } from '../../support/sandbox';

const sandbox = useSandbox();

it('asks nobody to accept digits again that were used up by the session that was logged out', async () => {
	const { plusofon } = sandbox();
	const given: object[] = [];
	const account = new KeptAccount('a', { give: (kept) => void given.push(kept), warn: () => undefined });
	const provider = providerOf('plusofon')!;
	const { phone, pin } = PLUSOFON_ACCOUNT;
	account.configure(provider, { environment: 'custom', baseUrl: plusofon.url, logInWith: 'phonePin', phone, pin });
	const sender = new AccountSender(account);
	await sender.renew('send');
	const { logIns } = plusofon.counters();
	expect(logIns).toBe(1);
	expect(await logOut(sender)).toMatchObject({ success: true, was_logged_in: true });
	expect(given).toContainEqual({ pin: '' });
	await expect(sender.renew('send')).rejects.toMatchObject({ kind: 'interactionRequired' });
	expect(plusofon.counters().logIns).toBe(logIns);
});
