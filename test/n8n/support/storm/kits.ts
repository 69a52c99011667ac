import type { INode } from 'n8n-workflow';
import type { Provider } from '../../../../providers/types';
import { gigma } from '../../../../providers/gigma';
import { plusofon } from '../../../../providers/plusofon';
import { sagi } from '../../../../providers/sagi';
import { smartSatu } from '../../../../providers/smartSatu';
import type { ProviderKey } from '../../../../sandbox';
import { GIGMA_APP_TOKEN } from '../../../../sandbox/gigma';
import { PLUSOFON_ACCOUNT } from '../../../../sandbox/plusofon';
import { SAGI_IDS } from '../../../../sandbox/sagi';
import { keyringNode, type SavedCredential } from '../workflows';

/** How one provider is put through a situation. */
export interface Kit {
	key: ProviderKey;
	/** The package's own reading of the provider, to plant sessions of a certain age. */
	provider: Provider;
	/** Login and password of an account that no other situation uses. */
	account(serial: number): { login: string; password: string } & Record<string, unknown>;
	/** What a person enters in the credential; the defaults of fields that a session depends on are spelt out. */
	fields(url: string, account: { login: string; password: string }): Record<string, unknown>;
	/** The node with which a person gets the first session, where the credential alone can't. */
	enters?(credential: SavedCredential, account: Record<string, unknown>): INode;
	/** A path for GET that wants the session, as API Request takes it. */
	path: string;
	/** The same below the service's address, for the HTTP Request node. */
	wholePath: string;
}

const base = (url: string) => ({ environment: 'custom', baseUrl: url });
const branch = `/api/v1/branches/${SAGI_IDS.branch}`;

/** Sagi refreshes with the access token itself. */
export const SAGI: Kit = {
	key: 'sagi',
	provider: sagi,
	account: (serial) => ({ login: `storm${serial}@example.com`, password: 'secure_password' }),
	fields: (url, account) => ({ ...base(url), ...account }),
	path: branch,
	wholePath: branch,
};

/** Plusofon has refresh tokens. */
export const PLUSOFON: Kit = {
	key: 'plusofon',
	provider: plusofon,
	account: (serial) => ({ login: `storm${serial}@mail.ru`, password: 'password', phone: `7999${1_000_000 + serial}` }),
	fields: (url, { login, password }) => ({ ...base(url), logInWith: 'emailPassword', email: login, password }),
	path: '/api/v1/authuser',
	wholePath: '/api/v1/authuser',
};

/** Plusofon once more: a person has typed a PIN in, and only the refresh token can renew the session. */
export const PLUSOFON_PHONE: Kit = {
	...PLUSOFON,
	fields: (url, account) => ({ ...base(url), logInWith: 'phonePin', phone: (account as { phone?: string }).phone }),
	enters: (credential, { phone }) =>
		keyringNode('Log In', 'plusofon', credential, {
			resource: 'session',
			operation: 'logIn',
			accountFrom: 'item',
			logInWith: 'phonePin',
			phone: String(phone),
			pin: PLUSOFON_ACCOUNT.pin,
			keepInCredential: true,
		}),
};

/** Smart Satu can only log in again. */
export const SMART_SATU: Kit = {
	key: 'smartSatu',
	provider: smartSatu,
	account: (serial) => ({ login: `storm${serial}`, password: 'qwerty' }),
	fields: (url, { login, password }) => ({
		loginAddress: 'custom',
		loginUrl: `${url}/api/users/login`,
		username: login,
		password,
		direction: 'food',
	}),
	path: '/v1/orders',
	wholePath: '/api/v1/orders',
};

/** Gigma's sessions have no known end, and only a person can log in again. */
export const GIGMA: Kit = {
	key: 'gigma',
	provider: gigma,
	account: (serial) => ({ login: `7998${1_000_000 + serial}`, password: '1111' }),
	fields: (url, { login, password }) => ({
		...base(url),
		applicationToken: GIGMA_APP_TOKEN,
		phone: login,
		codeDigits: password,
	}),
	path: '/counterparty/orders',
	wholePath: '/counterparty/orders',
};

/** Those whose sessions end by themselves and come back without a person. */
export const UNATTENDED = [SAGI, PLUSOFON, SMART_SATU];

/** Those that can refresh. */
export const REFRESHABLE = [SAGI, PLUSOFON];

/** All providers. */
export const ALL = [...UNATTENDED, GIGMA];
