import type { ICredentialType, IDataObject } from 'n8n-workflow';

import { LoginSessionApi } from '../../credentials/LoginSessionApi.credentials';
import { SagiApi } from '../../credentials/SagiApi.credentials';
import { SmartSatuApi } from '../../credentials/SmartSatuApi.credentials';
import { PlusofonApi } from '../../credentials/PlusofonApi.credentials';
import { Gigma } from '../../nodes/Gigma/Gigma.node';
import { LoginSession } from '../../nodes/LoginSession/LoginSession.node';
import { describedSagi } from '../../playground/describedSagi';
import { SAGI_LICENSED } from '../../sandbox/sagi';
import { SMART_SATU_ACCOUNT } from '../../sandbox/smartSatu';
import { DIGITS, gigmaCredential, session } from '../support/gigma';
import { contextOf, runNode, StoredCredential } from '../support/n8nInProcess';
import { passTime, useSandbox } from '../support/sandbox';

/** What n8n shows where the test of a credential fails. */
const sandbox = useSandbox();
const CLOSED = 'http://127.0.0.1:9';

/** As n8n 2.41.1 reads the error of a test's request (services/credentials-tester). @returns the message; `undefined`: it is green */
async function tested(credential: StoredCredential): Promise<string | undefined> {
	const { name, test } = credential.type;
	const node = new Gigma();
	node.description.credentials = [{ name }];
	const context = contextOf({ node, credential, parameters: session('getStatus') });
	try {
		await context.helpers.httpRequestWithAuthentication.call(context, name, { ...test!.request } as never);
		return undefined;
	} catch (error) {
		const { cause, message } = error as { cause?: IDataObject; message: string };
		const response = cause?.response as { statusText?: string } | undefined;
		// n8n 1.x loses the cause, and shows the message.
		if (response) expect(message).toBe(response.statusText);
		return response?.statusText ?? (cause?.code as string | undefined) ?? message;
	}
}

const credentialOf = (type: ICredentialType, fields: IDataObject) => new StoredCredential(type, fields as never);
const sagi = (fields: IDataObject = {}) =>
	credentialOf(new SagiApi(), { environment: 'custom', baseUrl: sandbox().sagi.url, ...SAGI_LICENSED, ...fields });
const byToken = (fields: IDataObject = {}) =>
	credentialOf(new PlusofonApi(), {
		environment: 'custom',
		baseUrl: sandbox().plusofon.url,
		logInWith: 'apiToken',
		apiToken: 'no_such_token',
		...fields,
	});
const described = (fields: IDataObject = {}) =>
	credentialOf(new LoginSessionApi(), {
		service: 'custom',
		baseUrl: sandbox().sagi.url,
		...describedSagi(),
		...fields,
	});

const smartSatu = (path: string) =>
	credentialOf(new SmartSatuApi(), {
		loginAddress: 'custom',
		loginUrl: `${sandbox().smartSatu.url}${path}`,
		username: SMART_SATU_ACCOUNT.login,
		password: SMART_SATU_ACCOUNT.password,
	});

/** n8n's dialog shows a message alone, so that what to do goes with it. */
it.each<[string, () => StoredCredential, string[]]>([
	[
		'a wrong password',
		() => sagi({ password: 'wrong-one' }),
		['refused the log-in of', '(HTTP 401). Check the environment, the login, the password'],
	],
	['an empty field', () => sagi({ password: '' }), ['The credential has no Password. Fill in "Password".']],
	[
		'an address without https',
		() => sagi({ baseUrl: 'gateway.sagi.kz' }),
		['"Base URL" does not begin with https://. Enter the whole address, e.g. https://gateway.sagi.kz'],
	],
	[
		'an address without encryption',
		() => sagi({ baseUrl: 'http://sagi.example' }),
		['has no encryption', 'switch on "Allow HTTP"'],
	],
	[
		'an address at which nothing listens',
		() => sagi({ baseUrl: CLOSED }),
		['Sagi refused the connection (log-in of ', `). Check the address ${CLOSED} in the credential`],
	],
	[
		'an address with more than the base: the address first',
		() => sagi({ baseUrl: `${sandbox().sagi.url}/api/v1` }),
		[
			'(HTTP 404). http://127.0.0.1',
			'/api/v1 seems to have no log-in: correct the address in the credential, or else what it logs in with. It is not',
		],
	],
	[
		'a login address that is none',
		() => smartSatu('/api/user/signin'),
		['(HTTP 404). http://127.0.0.1', '/api/user/signin seems to have no log-in', 'three login addresses'],
	],
	[
		'a session that only a person can open',
		() => byToken({ logInWith: 'phonePin', phone: '79993332210' }),
		['Plusofon needs a person to log in again. Run Plusofon → Session → Log In With Code'],
	],
	[
		'a log-in URL of its own that leads nowhere: both fields',
		() => described({ logInUrl: '/nowhere' }),
		[' with its "Log-In URL" seems to have no log-in: correct the address in the credential'],
	],
	[
		'a mistyped marker',
		() => described({ logInData: '{ "password": "{pasword}" }' }),
		['"Log-In Data" holds {pasword}', 'Known here are {username}, {password}'],
	],
	[
		'a wrong application token',
		() => gigmaCredential(sandbox(), { applicationToken: 'wrong-one' }),
		['(HTTP 401). Check the environment, the application token and the digits.'],
	],
	[
		'a permanent token that is not accepted',
		() => byToken(),
		['Plusofon did not accept the session', 'Check the permanent API token'],
	],
	[
		'an address at which nothing listens, where nobody logs in',
		() => gigmaCredential(sandbox(), { baseUrl: CLOSED }),
		[`Gigma refused the connection. Check the address ${CLOSED} in the credential.`],
	],
	[
		'an address of something else',
		() => gigmaCredential(sandbox(), { baseUrl: `${sandbox().gigma.url}/elsewhere` }),
		['(HTTP 404', '/elsewhere in the credential.'],
	],
	[
		'a service that is down',
		() => (sandbox().gigma.addFault({ match: { operation: 'other' }, status: 503 }), gigmaCredential(sandbox())),
		['Gigma could not answer', 'Try again later.'],
	],
])('says what happened and what to do about %s', async (_, credential, texts) => {
	const message = await tested(credential());
	for (const text of texts) expect(message).toContain(text);
	expect(message).not.toMatch(/wrong-one|no_such_token|Open the credential/);
});

it('leaves a message and what to do apart where it is no test', async () => {
	const credential = sagi({ password: 'wrong-one' });
	const request = { method: 'GET' as const, url: `${sandbox().sagi.url}/api/v1/branches/1` };
	const node = new Gigma();
	node.description.credentials = [{ name: credential.type.name }];
	const context = contextOf({ node, credential, parameters: session('getStatus') });
	const outcome = context.helpers.httpRequestWithAuthentication.call(context, credential.type.name, request);
	await expect(outcome).rejects.toMatchObject({
		message: expect.stringMatching(/\(HTTP 401\)$/),
		description: expect.stringMatching(/^Open the credential and check/),
	});
});

it('says of a Test URL of Login Session what it answers; without one any answer will do', async () => {
	const wrong = described({ testUrl: '/api/v1/nothing-here' });
	expect(await tested(wrong)).toMatch(/^127\.0\.0\.1:\d+ refused the request.* \(HTTP 404.*\)\. Check "Test URL"/);
	expect(await tested(described({ testUrl: '' }))).toBeUndefined();
});

it("lets Login Session's Get Status tell what the log-in of a test found, since n8n stores no session of one", async () => {
	const status = async (credential: StoredCredential) =>
		(await runNode({ node: new LoginSession(), credential, parameters: session('getStatus') })).map(({ json }) => json);
	const username = 'nobody-tested@example.com';
	expect(await status(described({ username }))).toMatchObject([{ logged_in: false }]);
	expect(await tested(described())).toBeUndefined();
	expect(await status(described())).toMatchObject([
		{
			logged_in: false,
			last_test: {
				tested_at: new Date().toISOString(),
				expires_at: expect.stringMatching(/^20/),
				token_found_at: 'body data.access_token',
				expiry_found_at: 'body data.expire',
			},
		},
	]);
	expect(await tested(described({ expiryPath: 'data.nothing' }))).toContain(
		'has nothing for Expiry Path (data.nothing)',
	);
	expect(await tested(described({ expiryUnit: 'seconds' }))).toContain(
		'Expiry Path (data.expire), or nothing that "Expiry Unit" fits. Correct',
	);
	const [without] = await status(described({ expiryPath: 'data.nothing' }));
	expect(without).toMatchObject({ last_test: { expires_at: null, expiry_found_at: null } });
	const [unknown] = await status(described({ username }));
	expect(unknown).not.toHaveProperty('last_test');
});

it('takes a refusal in the body of a 200 for one', async () => {
	sandbox().smartSatu.addFault({ match: { operation: 'other' }, status: 200, body: { success: false, message: 'No' } });
	const credential = credentialOf(new SmartSatuApi(), {
		loginAddress: 'custom',
		loginUrl: `${sandbox().smartSatu.url}/api/users/login`,
		username: SMART_SATU_ACCOUNT.login,
		password: SMART_SATU_ACCOUNT.password,
		direction: SMART_SATU_ACCOUNT.direction,
	});
	expect(await tested(credential)).toBe(
		'Smart Satu refused the request: "No" (HTTP 200). Check "Send Token As" and "Country".',
	);
	expect(sandbox().smartSatu.requests().at(-1)?.path).toBe('/api/counterparties');
});

it('renews a session that was ended, once, and is green then', async () => {
	const credential = sagi();
	expect(await tested(credential)).toBeUndefined();
	passTime(60_000);
	sandbox().sagi.revoke({ kinds: ['access'] });
	expect(await tested(credential)).toBeUndefined();
	expect(sandbox().sagi.counters().logIns).toBe(2);
});

it('is green for what works, and calls no phone', async () => {
	expect(await tested(gigmaCredential(sandbox(), DIGITS))).toBeUndefined();
	expect(await tested(gigmaCredential(sandbox()))).toBeUndefined();
	// Each is sent twice: once to say what is wrong, once by n8n.
	const [customer, prices] = ['GET /counterparty', 'GET /counterparty/prices'];
	const sent = sandbox().gigma.requests();
	expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
		...['POST /counterparty/login', customer, customer, prices, prices],
	]);
	expect(sandbox().gigma.counters().phoneCalls).toBe(0);
});
