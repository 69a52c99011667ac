import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { ProviderKey } from '../../../sandbox';
import type { RemoteSandbox, RemoteService } from '../../../sandbox/client';
import { GIGMA_ACCOUNT } from '../../../sandbox/gigma';
import { PLUSOFON_ACCOUNT } from '../../../sandbox/plusofon';
import { SAGI_ACCOUNT } from '../../../sandbox/sagi';
import { SMART_SATU_ACCOUNT } from '../../../sandbox/smartSatu';
import { describedSagi } from '../../../playground/describedSagi';
import { CARRIED } from './carrier';
import { SECRETS } from './marks';

/** A credential full of marked secrets, and everything that is run with it. */
export interface LeakSubject {
	name: string;
	node: string;
	credentialType: string;
	service(sandbox: RemoteSandbox): Pick<RemoteService<unknown>, 'url' | 'setFaults' | 'requests' | 'revoke'>;
	/** Where the service wants the token that the sandbox wants as a bearer token. */
	carriedIn?: keyof typeof CARRIED;
	/** Lets the sandbox know the marked secrets. */
	prepare(sandbox: RemoteSandbox): Promise<unknown>;
	fields(url: string): IDataObject;
	/** Every operation, with typed secrets given by expressions. */
	operations: INodeParameters[];
	/** A path that the HTTP Request node reads. */
	path: string;
}

const typed = (name: string) => `={{ $env.TYPED_${name} }}`;
/** What the form of a log-in by code is sent in a search for leaks: nothing else holds these digits. */
export const TYPED_DIGITS = '583920174665';
const logInWithCode: INodeParameters = { resource: 'session', operation: 'logInWithCode' };
const logIn: INodeParameters = { resource: 'session', operation: 'logIn' };
const request = (path: string): INodeParameters => ({ resource: 'apiRequest', operation: 'send', path });
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const status: INodeParameters = { resource: 'session', operation: 'getStatus' };
const of = (key: ProviderKey): Pick<LeakSubject, 'node' | 'credentialType' | 'service'> => ({
	node: key,
	credentialType: `${key}Api`,
	service: (sandbox) => sandbox[key],
});
const account = async (service: { setSettings(patch: never): Promise<unknown> }, first: object, more: object = {}) =>
	await service.setSettings({ accounts: [first], journalSecrets: true, ...more } as never);

const plusofonFields = (logIn: IDataObject) => (baseUrl: string) => ({
	environment: 'custom',
	baseUrl,
	clientCode: '10553',
	...logIn,
});

/** What the Plusofon node does after the log-in. */
const plusofonBusiness: INodeParameters[] = [
	{ resource: 'account', operation: 'getBalance' },
	{ resource: 'message', operation: 'send', numberId: byId('502'), to: PLUSOFON_ACCOUNT.phone, text: 'hello' },
	{ resource: 'message', operation: 'getAll', returnAll: true },
	{ resource: 'message', operation: 'getDialog', phone: PLUSOFON_ACCOUNT.phone },
	{ resource: 'call', operation: 'getAll' },
	{ resource: 'call', operation: 'getRecording', callId: 'call-0', waitSeconds: 0 },
	{ resource: 'call', operation: 'start', numberToReach: PLUSOFON_ACCOUNT.phone, ownNumber: '74951332211' },
	{ resource: 'number', operation: 'getAll' },
	{ resource: 'line', operation: 'getAll' },
	...[
		{ operation: 'send', phone: PLUSOFON_ACCOUNT.phone, ownPin: typed('CODE') },
		{ operation: 'check', verificationKey: 'key', digits: typed('CODE') },
		{ operation: 'callToAuthorize', phone: PLUSOFON_ACCOUNT.phone, hookUrl: 'https://n8n.example/webhook/1' },
	].map((each) => ({ resource: 'verificationCall', verificationAccount: byId('301'), ...each })),
];

export const LEAK_SUBJECTS: LeakSubject[] = [
	{
		name: 'Sagi',
		...of('sagi'),
		prepare: async ({ sagi }) =>
			await account(sagi, { ...SAGI_ACCOUNT, password: SECRETS.sagiPassword, licenseKey: SECRETS.sagiLicence }),
		fields: (url) => ({
			environment: 'custom',
			baseUrl: url,
			login: SAGI_ACCOUNT.login,
			password: SECRETS.sagiPassword,
			licenseKey: SECRETS.sagiLicence,
		}),
		operations: [
			logIn,
			{
				...logIn,
				accountFrom: 'item',
				login: 'nobody@example.com',
				password: typed('PASSWORD'),
				licenseKey: typed('CODE'),
			},
			{ resource: 'session', operation: 'refresh' },
			{ resource: 'session', operation: 'refresh', accountFrom: 'item', accessToken: typed('TOKEN') },
			status,
			{ resource: 'branch', operation: 'get' },
			{ resource: 'branch', operation: 'getAll' },
			request('/api/v1/promoters/find?phone=1'),
			{ ...request('/__file/bill.pdf'), options: { responseFormat: 'file' } },
			{
				...request('/__echo'),
				method: 'POST',
				bodyType: 'multipart',
				bodyParts: { parameters: [{ parameterType: 'formData', name: 'title', value: 'bill' }] },
			},
			{ resource: 'customer', operation: 'find', phone: '+77010000001', withAward: true, withCashback: true },
			{ resource: 'order', operation: 'create', phone: '+77010000001', amount: '100', orderNumber: 'CHECK-1' },
			{ resource: 'order', operation: 'complete', orderId: '42' },
			{ resource: 'order', operation: 'revert', orderId: '42' },
			{ resource: 'award', operation: 'get', customerId: '1988850967616950999' },
			{ resource: 'award', operation: 'give', customerId: '1988850967616950999', awardId: '42', stamps: 1 },
		],
		path: '/api/v1/branches/1988850967616950272',
	},
	{
		name: 'Plusofon',
		...of('plusofon'),
		prepare: async ({ plusofon }) =>
			await account(
				plusofon,
				{ ...PLUSOFON_ACCOUNT, password: SECRETS.plusofonPassword },
				{ pin: SECRETS.plusofonPin },
			),
		fields: plusofonFields({
			logInWith: 'emailPassword',
			email: PLUSOFON_ACCOUNT.login,
			password: SECRETS.plusofonPassword,
		}),
		operations: [
			logIn,
			{ ...logIn, accountFrom: 'item', email: 'nobody@example.com', password: typed('PASSWORD') },
			{ ...logIn, accountFrom: 'item', logInWith: 'phonePin', phone: '+7 999 333-22-10', pin: typed('CODE') },
			{ ...logInWithCode, phone: PLUSOFON_ACCOUNT.phone },
			{ resource: 'session', operation: 'refresh' },
			{ resource: 'session', operation: 'refresh', accountFrom: 'item', refreshToken: typed('TOKEN') },
			{ resource: 'session', operation: 'logOut', accountFrom: 'item', accessToken: typed('TOKEN') },
			{ resource: 'session', operation: 'logOut', tokenToEnd: 'custom', customToken: typed('TOKEN') },
			{ resource: 'session', operation: 'logOut' },
			status,
			{ resource: 'account', operation: 'get' },
			{ resource: 'account', operation: 'getManager' },
			...plusofonBusiness,
			{
				resource: 'account',
				operation: 'register',
				email: 'new@example.com',
				phone: '79990001122',
				password: typed('NEW_PASSWORD'),
				pin: typed('CODE'),
			},
			{ resource: 'flashCall', operation: 'send', phone: PLUSOFON_ACCOUNT.phone },
			{ resource: 'flashCall', operation: 'sendToMe' },
			{ resource: 'password', operation: 'sendResetEmail', email: PLUSOFON_ACCOUNT.login },
			{ resource: 'password', operation: 'setNew', resetToken: typed('TOKEN'), newPassword: typed('NEW_PASSWORD') },
			{
				resource: 'password',
				operation: 'update',
				currentPassword: typed('PASSWORD'),
				newPassword: typed('NEW_PASSWORD'),
			},
			{ resource: 'token', operation: 'getAll', returnAll: true },
			{ resource: 'token', operation: 'create', returnTokens: false },
			{ resource: 'token', operation: 'delete', tokenId: byId('5') },
			request('/api/v1/call'),
		],
		path: '/api/v1/manager',
	},
	{
		name: 'Plusofon with an API token',
		...of('plusofon'),
		prepare: async () => undefined,
		fields: plusofonFields({ logInWith: 'apiToken', apiToken: SECRETS.plusofonApiToken }),
		operations: [status, { resource: 'account', operation: 'getManager' }, request('/api/v1/call')],
		path: '/api/v1/manager',
	},
	{
		name: 'Plusofon with a PIN',
		...of('plusofon'),
		prepare: async () => undefined,
		fields: plusofonFields({ logInWith: 'phonePin', phone: PLUSOFON_ACCOUNT.phone, pin: SECRETS.plusofonPin }),
		operations: [logIn, status, { resource: 'account', operation: 'get' }],
		path: '/api/v1/manager',
	},
	{
		name: 'Smart Satu',
		...of('smartSatu'),
		prepare: async ({ smartSatu }) =>
			await account(smartSatu, { ...SMART_SATU_ACCOUNT, password: SECRETS.smartSatuPassword }),
		fields: (url) => ({
			loginAddress: 'custom',
			loginUrl: `${url}/api/users/login`,
			username: SMART_SATU_ACCOUNT.login,
			password: SECRETS.smartSatuPassword,
		}),
		operations: [
			logIn,
			{ ...logIn, accountFrom: 'item', username: 'nobody', password: typed('PASSWORD') },
			status,
			{ resource: 'order', operation: 'getAll', returnAll: true },
			{ resource: 'order', operation: 'update', orderId: byId('50001'), changes: '{ "status": 2 }' },
			{ resource: 'shop', operation: 'getAll', returnAll: true },
			{ resource: 'offer', operation: 'getAll', returnAll: true },
			{ resource: 'offer', operation: 'update', sku: byId('SKU-1001'), changes: '{ "price": "990.50" }' },
			{ resource: 'offer', operation: 'delete', sku: byId('SKU-1002') },
			{ resource: 'offer', operation: 'import', offer: '{ "sku": "SKU-1003", "price": "990.50" }' },
			request('/v1/orders'),
		],
		path: '/api/counterparties',
	},
	{
		name: 'Gigma',
		...of('gigma'),
		prepare: async ({ gigma }) =>
			await account(
				gigma,
				{ ...GIGMA_ACCOUNT, password: SECRETS.gigmaDigits },
				{ applicationTokens: [SECRETS.gigmaApplicationToken] },
			),
		fields: (url) => ({
			environment: 'custom',
			baseUrl: url,
			applicationToken: SECRETS.gigmaApplicationToken,
			phone: GIGMA_ACCOUNT.login,
			codeDigits: SECRETS.gigmaDigits,
			webhookSecret: SECRETS.gigmaWebhookSecret,
		}),
		operations: [
			request('/counterparty/orders'),
			{ resource: 'customer', operation: 'get', simplify: false },
			{ resource: 'order', operation: 'getAll' },
			{ resource: 'order', operation: 'get', orderId: '1001' },
			{ resource: 'order', operation: 'get', orderId: '1001', accountFrom: 'item', accessToken: typed('TOKEN') },
			{ resource: 'order', operation: 'calculate', products: { lines: [{ id: '1', quantity: 1 }] } },
			{
				resource: 'order',
				operation: 'create',
				products: { lines: [{ id: '1', quantity: 1 }] },
				deliveryType: byId('1'),
				shopId: '1',
			},
			{ resource: 'product', operation: 'getAll' },
			{ resource: 'product', operation: 'get', product: byId('1') },
			status,
			{ ...logIn, phone: GIGMA_ACCOUNT.login, codeDigits: typed('CODE') },
			{ ...logInWithCode, phone: GIGMA_ACCOUNT.login },
			{ resource: 'session', operation: 'sendCode', phone: GIGMA_ACCOUNT.login },
			{ resource: 'session', operation: 'logOut', accountFrom: 'item', accessToken: typed('TOKEN') },
			{ ...request('/counterparty/orders'), accountFrom: 'item', accessToken: typed('TOKEN') },
			{ resource: 'session', operation: 'logOut' },
		],
		path: '/counterparty/prices',
	},
	described(undefined),
	...(['header', 'query', 'cookie', 'body'] as const).map(described),
];

/** The Login Session, whose service wants the token in this place. */
function described(carriedIn: keyof typeof CARRIED | undefined): LeakSubject {
	const licensed = { login: 'described@example.com', password: SECRETS.describedPassword };
	const post: INodeParameters = { ...request('/api/v1/things'), method: 'POST', body: '{ "some": "text" }' };
	return {
		name: `Login Session, token in ${carriedIn ?? 'Authorization'}`,
		node: 'loginSession',
		credentialType: 'loginSessionApi',
		service: ({ sagi }) => sagi,
		carriedIn,
		prepare: async ({ sagi }) =>
			await account(sagi, { ...SAGI_ACCOUNT, ...licensed, licenseKey: SECRETS.describedKey }),
		fields: (url) => ({
			service: 'custom',
			baseUrl: url,
			...describedSagi(licensed),
			logInData: '{ "phone": "{username}", "password": "{password}", "license_key": "{key}" }',
			moreValues: { values: [{ name: 'key', secret: SECRETS.describedKey }] },
			...(carriedIn && { carryAs: 'template', carryTemplate: JSON.stringify(CARRIED[carriedIn]) }),
		}),
		operations: [
			request('/api/v1/branches/1988850967616950272'),
			post,
			{ ...post, bodyType: 'form', bodyForm: { parameters: [{ name: 'some', value: 'text' }] } },
			logIn,
			{ resource: 'session', operation: 'refresh' },
			status,
			{ resource: 'session', operation: 'logOut' },
		],
		path: '/api/v1/branches/1988850967616950272',
	};
}
