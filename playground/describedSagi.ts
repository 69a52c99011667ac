import type { IDataObject } from 'n8n-workflow';

import { SAGI_ACCOUNT } from '../sandbox/sagi';

/** What a person enters for the Login Session to log in at Sagi, besides the base URL: its own node says the same in code. */
export const describedSagi = ({ login, password } = SAGI_ACCOUNT): IDataObject => ({
	username: login,
	password,
	logInUrl: '/api/v1/auth/business',
	logInData: '{ "phone": "{username}", "password": "{password}" }',
	accessPath: 'data.access_token',
	expiryFrom: 'path',
	expiryPath: 'data.expire',
	expiryUnit: 'date',
	renewWith: 'refresh',
	refreshUrl: '/api/v1/auth/refresh_token',
	refreshData: '',
	refreshAuthorization: 'session',
	testUrl: '/api/v1/branches/1988850967616950272',
});
