import { Plusofon } from '../../../../nodes/Plusofon/Plusofon.node';
import { PLUSOFON_ACCOUNT } from '../../../../sandbox/plusofon';
import { nextSerial } from '../serial';
import { accountCases } from './plusofonAccount';
import { businessCases } from './plusofonBusiness';
import { sessionCases } from './plusofonSession';
import type { NodeCases } from './types';

/** Every operation of the Plusofon node. */
export const plusofon: NodeCases = {
	node: new Plusofon(),
	provider: 'plusofon',
	credentialType: 'plusofonApi',
	async credential({ plusofon: service }) {
		const serial = nextSerial();
		const email = `user-of-case-${serial}@mail.ru`;
		const phone = String(79_100_000_000 + serial);
		const { accounts } = await service.getSettings();
		await service.setSettings({ accounts: [...accounts, { ...accounts[0]!, login: email, phone, id: 1000 + serial }] });
		const { password } = PLUSOFON_ACCOUNT;
		return { environment: 'custom', baseUrl: service.url, logInWith: 'emailPassword', email, password };
	},
	cases: [...accountCases, ...businessCases, ...sessionCases],
};
