import { testAccount } from '../../../node-red/runtime/accountTest';
import { KeptAccount } from '../../../node-red/runtime/keptAccount';
import { providerOf } from '../../../node-red/runtime/services';
import { SAGI_ACCOUNT } from '../../../sandbox/sagi';
import { useSandbox } from '../../support/sandbox';

const sandbox = useSandbox();

const told = async (secrets: Record<string, string>) => {
	const fields = { environment: 'custom', baseUrl: sandbox().sagi.url, login: SAGI_ACCOUNT.login };
	const account = new KeptAccount('', { warn: () => undefined });
	account.configure(providerOf('sagi')!, { ...fields, ...secrets });
	return await testAccount(account, undefined);
};

it('says in the dialog of an account what to do there, without sending anybody to open it', async () => {
	expect(await told({ password: 'wrong' })).toEqual({
		ok: false,
		message: expect.stringMatching(/^Sagi refused the log-in of .+\. Check the environment, the login, the password/),
	});
	expect(await told({ password: '' })).toEqual({
		ok: false,
		message: 'The account has no Password. Fill in "Password".',
	});
	expect(await told({ password: SAGI_ACCOUNT.password })).toMatchObject({ ok: true });
});
