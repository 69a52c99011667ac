import type { NodeApiError } from 'n8n-workflow';

import { PLUSOFON_API_TOKEN, PLUSOFON_VERIFICATION } from '../../sandbox/plusofon';
import { failureOf } from '../support/failure';
import { HEADERS, run, usePlusofon } from '../support/plusofon';

const pf = usePlusofon();

const [SITE] = PLUSOFON_VERIFICATION;
const headers = { ...HEADERS, authorization: `Bearer ${SITE!.access_token}` };
const account = (value: unknown = 301) => ({ verificationAccount: { __rl: true, mode: 'list', value } });
const PHONE = { ...account(), phone: '+7 (999) 333-22-10' };

describe('P16 GET /api/v1/flash-call', () => {
	test("is sent once for all items, with the portal's session; no token of an account comes out", async () => {
		const items = [{ json: {} }, { json: {} }];
		const output = await run(pf.byToken(), 'verificationCall.send', PHONE, { items });
		expect(pf.sent('/api/v1/flash-call')).toEqual([
			{
				method: 'GET',
				path: '/api/v1/flash-call',
				headers: { ...HEADERS, authorization: `Bearer ${PLUSOFON_API_TOKEN}` },
			},
		]);
		expect(output).toHaveLength(2);
		expect(JSON.stringify(output)).not.toContain(SITE!.access_token);
	});

	test('tells that nobody was called where the list is refused', async () => {
		pf.service().addFault({ match: { operation: 'P16 listVerificationAccounts' }, status: 503 });
		const { description } = await failureOf(run(pf.byToken(), 'verificationCall.send', PHONE));
		expect(description).toMatch(/^Nobody was called\. /);
	});
});

describe('P21 POST /api/v1/flash-call/send', () => {
	test("sends the phone with the account's own token, and gives the key", async () => {
		expect(await run(pf.byToken(), 'verificationCall.send', PHONE)).toEqual([
			{ key: expect.any(String), operator: 'MegaFon', success: true },
		]);
		expect(pf.sent('/api/v1/flash-call/send')).toEqual([
			{ method: 'POST', path: '/api/v1/flash-call/send', headers, body: { phone: '79993332210' } },
		]);
		expect(pf.service().counters()).toMatchObject({ phoneCalls: 1 });
	});

	test('sends a PIN of the own choice, and gives what the portal is set to tell', async () => {
		pf.service().setSettings({ returnPin: true });
		const [item] = await run(pf.byToken(), 'verificationCall.send', { ...PHONE, ownPin: '0482' });
		expect(item).toMatchObject({ pin: '0482' });
		expect(pf.sent('/api/v1/flash-call/send')[0]!.body).toEqual({ phone: '79993332210', pin: '0482' });
	});

	test.each([
		['an account that there is not', account(999), 'There is no verification account 999'],
		['no account', account(''), '"Verification Account" is not an ID'],
		['a phone of another country', { phone: '380501112233' }, 'not a Russian one'],
		['a PIN of three digits', { ownPin: '123' }, '"Own PIN" is not 4 to 6 digits'],
	])('calls nobody with %s', async (_, change, words) => {
		const { message, description } = await failureOf(
			run(pf.byToken(), 'verificationCall.send', { ...PHONE, ...change }),
		);
		expect(message).toContain(words);
		expect(description).toMatch(/^Nobody was called\. /);
		expect(pf.sent('/api/v1/flash-call/send')).toEqual([]);
	});

	test('tells of a token that is not accepted, without it', async () => {
		pf.service().addFault({
			match: { operation: 'P21 sendVerification' },
			status: 403,
			body: { message: `Недостаточно прав: ${SITE!.access_token}` },
		});
		const error = await failureOf(run(pf.byToken(), 'verificationCall.send', PHONE));
		expect(error.description).toMatch(/^Nobody was called\. Plusofon did not accept the token of this/);
		expect(JSON.stringify([error.message, error.description])).not.toContain(SITE!.access_token);
		expect(pf.sent('/api/v1/flash-call/send')).toHaveLength(1);
	});
});

describe('P22 POST /api/v1/flash-call/check', () => {
	const check = async (parameters: object) =>
		await run(pf.byToken(), 'verificationCall.check', { ...account(), ...parameters });

	test('sends key and digits, a leading zero as well', async () => {
		const [sent] = await run(pf.byToken(), 'verificationCall.send', { ...PHONE, ownPin: '0482' });
		const verificationKey = sent!.key as string;
		expect(await check({ verificationKey, digits: '0482' })).toEqual([{ success: true }]);
		expect(pf.sent('/api/v1/flash-call/check')).toEqual([
			{
				method: 'POST',
				path: '/api/v1/flash-call/check',
				headers,
				body: { key: verificationKey, pin: '0482' },
			},
		]);
		await expect(check({ verificationKey, digits: '0482' })).rejects.toThrow('"Flashcall key not found"');
	});

	test('tells of a key that has ended in the words of Plusofon', async () => {
		await expect(check({ verificationKey: 'old', digits: '1234' })).rejects.toThrow('"Flashcall key not found"');
	});

	test('tells of wrong digits', async () => {
		const [sent] = await run(pf.byToken(), 'verificationCall.send', PHONE);
		await expect(check({ verificationKey: sent!.key, digits: '9999' })).rejects.toThrow('"Wrong pin"');
	});
});

describe('what was typed into Check', () => {
	const TYPED = { ...account(), verificationKey: 'key', digits: ' herring ' };
	/** All that a person sees of it; the node in it holds what was typed, as the workflow does. */
	const shown = (error: object) => {
		const { message, description, errorResponse } = error as NodeApiError;
		return [message, description, errorResponse];
	};
	const words = { message: 'not herring', code: 'aGVycmluZw==', errors: { herring: ['no'] } };

	test.each([
		['the list of accounts, which never saw it', 'P16 listVerificationAccounts', () => pf.byToken()],
		['the log-in that comes first', 'logIn', () => pf.byEmail()],
		['the check itself', 'P22 checkVerification', () => pf.byToken()],
	])('is not repeated where a service tells it in its answer to %s', async (_, operation, credential) => {
		pf.service().addFault({ match: { operation }, status: 422, body: words });
		const error = await failureOf(run(credential(), 'verificationCall.check', TYPED));
		expect(error.message).toContain('not •••');
		expect(JSON.stringify(shown(error))).not.toMatch(/herring|aGVycmluZw/);
	});
});

describe('P23 POST /api/v1/flash-call/call-to-auth', () => {
	const ORDER = { ...PHONE, hookUrl: 'https://n8n.example/webhook/1' };

	test.each(['data', 'top'] as const)('sends phone and address, and reads the answer in %s', async (authAnswer) => {
		pf.service().setSettings({ authAnswer });
		expect(await run(pf.byToken(), 'verificationCall.callToAuthorize', ORDER)).toEqual([
			{ phone: '78005553536', key: expect.any(String), success: true },
		]);
		expect(pf.sent('/api/v1/flash-call/call-to-auth')).toEqual([
			{
				method: 'POST',
				path: '/api/v1/flash-call/call-to-auth',
				headers,
				body: { phone: '79993332210', hook_url: 'https://n8n.example/webhook/1' },
			},
		]);
	});

	test.each(['', 'my server', 'ftp://x'])('refuses %p as the address to report to', async (hookUrl) => {
		const { description } = await failureOf(
			run(pf.byToken(), 'verificationCall.callToAuthorize', { ...ORDER, hookUrl }),
		);
		expect(description).toMatch(/^No number was given out|Nothing has been sent/);
		expect(pf.service().requests()).toEqual([]);
	});

	test('tells of a refusal, and of an answer without a number', async () => {
		const match = { operation: 'P23 callToAuthorize' };
		pf.service().addFault({ match, times: 1, status: 400, body: { message: 'no', code: 400 } });
		const order = async () => await failureOf(run(pf.byToken(), 'verificationCall.callToAuthorize', ORDER));
		expect(await order()).toMatchObject({ description: expect.stringMatching(/^No number was given out\. /) });
		pf.service().addFault({ match, body: { success: true } });
		expect(await order()).toMatchObject({ message: 'Plusofon answered without a number to call' });
	});

	test('tells that the address to report to lacks its scheme', async () => {
		const order = { ...ORDER, hookUrl: 'n8n.example/webhook/1' };
		const { message } = await failureOf(run(pf.byToken(), 'verificationCall.callToAuthorize', order));
		expect(message).toContain('"Report To" does not begin with https://');
	});
});
