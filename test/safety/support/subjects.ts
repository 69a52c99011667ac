import type { IDataObject, INodeType } from 'n8n-workflow';

import { GigmaApi } from '../../../credentials/GigmaApi.credentials';
import { LoginSessionApi } from '../../../credentials/LoginSessionApi.credentials';
import { PlusofonApi } from '../../../credentials/PlusofonApi.credentials';
import { SagiApi } from '../../../credentials/SagiApi.credentials';
import { SmartSatuApi } from '../../../credentials/SmartSatuApi.credentials';
import { Gigma } from '../../../nodes/Gigma/Gigma.node';
import { LoginSession } from '../../../nodes/LoginSession/LoginSession.node';
import { Plusofon } from '../../../nodes/Plusofon/Plusofon.node';
import { Sagi } from '../../../nodes/Sagi/Sagi.node';
import { SmartSatu } from '../../../nodes/SmartSatu/SmartSatu.node';
import { gigma } from '../../../providers/gigma';
import { loginSession } from '../../../providers/loginSession';
import { plusofon } from '../../../providers/plusofon';
import { sagi } from '../../../providers/sagi';
import { smartSatu } from '../../../providers/smartSatu';
import type { Provider } from '../../../providers/types';
import type { ProviderKey, Sandbox } from '../../../sandbox';
import { GIGMA_ACCOUNT, GIGMA_APP_TOKEN } from '../../../sandbox/gigma';
import { PLUSOFON_ACCOUNT } from '../../../sandbox/plusofon';
import { SAGI_ACCOUNT } from '../../../sandbox/sagi';
import { SMART_SATU_ACCOUNT } from '../../../sandbox/smartSatu';
import { StoredCredential } from '../../support/n8nInProcess';
import { describedSagi } from '../../../playground/describedSagi';

/** A provider under attack: what the tests of this folder need to know of it. */
export interface Subject {
	name: string;
	provider: Provider;
	node: INodeType;
	/** The fields of a credential of the sandbox's example account. */
	fields(url: string): IDataObject;
	credential(fields: IDataObject): StoredCredential;
	service(sandbox: Sandbox): Sandbox[ProviderKey];
	/** The field that holds the address, and what stands behind the host in it. */
	address: { field: string; path: string };
	/** The path that requests are below, behind the host. */
	basePath: string;
	/** The field with the password or what stands for it. */
	secretField: string;
	/** A path that the sandbox answers to. */
	path: string;
}

const credential =
	(type: new () => StoredCredential['type']) =>
	(fields: IDataObject): StoredCredential =>
		new StoredCredential(new type(), fields as never);

/** Where the credential asks for the base URL of all requests. */
const AT_BASE_URL = { address: { field: 'baseUrl', path: '' }, basePath: '/' };

export const SUBJECTS: Subject[] = [
	{
		name: 'Gigma',
		provider: gigma as unknown as Provider,
		node: new Gigma(),
		fields: (url) => ({
			environment: 'custom',
			baseUrl: url,
			applicationToken: GIGMA_APP_TOKEN,
			phone: GIGMA_ACCOUNT.login,
			codeDigits: GIGMA_ACCOUNT.password,
		}),
		credential: credential(GigmaApi),
		service: ({ gigma: service }) => service,
		...AT_BASE_URL,
		secretField: 'codeDigits',
		path: '/counterparty/orders',
	},
	{
		name: 'Plusofon',
		provider: plusofon as unknown as Provider,
		node: new Plusofon(),
		fields: (url) => ({
			environment: 'custom',
			baseUrl: url,
			logInWith: 'emailPassword',
			email: PLUSOFON_ACCOUNT.login,
			password: PLUSOFON_ACCOUNT.password,
			clientCode: '10553',
		}),
		credential: credential(PlusofonApi),
		service: ({ plusofon: service }) => service,
		...AT_BASE_URL,
		secretField: 'password',
		path: '/api/v1/call',
	},
	{
		name: 'Sagi',
		provider: sagi as unknown as Provider,
		node: new Sagi(),
		fields: (url) => ({ environment: 'custom', baseUrl: url, ...SAGI_ACCOUNT }),
		credential: credential(SagiApi),
		service: ({ sagi: service }) => service,
		...AT_BASE_URL,
		secretField: 'password',
		path: '/api/v1/branches/1988850967616950272',
	},
	{
		name: 'Smart Satu',
		provider: smartSatu as unknown as Provider,
		node: new SmartSatu(),
		fields: (url) => ({
			loginAddress: 'custom',
			loginUrl: `${url}/api/users/login`,
			username: SMART_SATU_ACCOUNT.login,
			password: SMART_SATU_ACCOUNT.password,
			direction: 'food',
			country: 'ru',
			authorizationScheme: 'basicColon',
		}),
		credential: credential(SmartSatuApi),
		service: ({ smartSatu: service }) => service,
		address: { field: 'loginUrl', path: '/api/users/login' },
		basePath: '/api',
		secretField: 'password',
		path: '/v1/orders',
	},
	{
		name: 'Login Session',
		provider: loginSession as unknown as Provider,
		node: new LoginSession(),
		fields: (url) => ({ service: 'custom', baseUrl: url, ...describedSagi() }),
		credential: credential(LoginSessionApi),
		service: ({ sagi: service }) => service,
		...AT_BASE_URL,
		secretField: 'password',
		path: '/api/v1/branches/1988850967616950272',
	},
];
