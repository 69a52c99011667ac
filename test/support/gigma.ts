import type { IDataObject } from 'n8n-workflow';

import { GigmaApi } from '../../credentials/GigmaApi.credentials';
import { Gigma } from '../../nodes/Gigma/Gigma.node';
import type { Sandbox } from '../../sandbox';
import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN, GIGMA_SECOND } from '../../sandbox/gigma';
import { runnerOf, StoredCredential } from './n8nInProcess';

/** Phone and digits of the sandbox's two counterparties, as the credential and Session → Log In have them. */
export const DIGITS = { phone: GIGMA_ACCOUNT.login, codeDigits: GIGMA_ACCOUNT.password };
export const SECOND = { phone: GIGMA_SECOND.login, codeDigits: GIGMA_SECOND.password };

/** Parameters of Session → `operation`. */
export const session = (operation: string, rest: IDataObject = {}) => ({ resource: 'session', operation, ...rest });

/** Parameters of API Request → Send. */
export const api = (path: string, rest: IDataObject = {}) => ({
	resource: 'apiRequest',
	operation: 'send',
	path,
	...rest,
});

/** A Gigma credential of the sandbox with the application token alone, unless `fields` say more. */
export const gigmaCredential = (sandbox: Sandbox, fields: object = {}): StoredCredential =>
	new StoredCredential(new GigmaApi(), {
		environment: 'custom',
		baseUrl: sandbox.gigma.url,
		applicationToken: GIGMA_APP_TOKEN,
		...fields,
	});

/** Runs the Gigma node and gives the JSON of its items. */
export const runGigma = runnerOf(Gigma);
