import { PLUSOFON_ACCOUNT } from '../../../sandbox/plusofon';

export const ACCOUNT_ID = 'a1';
export const SECRET = 'a secret of the tests alone';

/** An account that logs in with a PIN that is used up: no machine can log in again. */
export const fieldsFor = (baseUrl: string): Record<string, unknown> => ({
	...{ environment: 'custom', baseUrl, logInWith: 'phonePin' },
	...{ phone: PLUSOFON_ACCOUNT.phone, pin: '' },
});
