import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { plusofon } from '../../providers/plusofon';
import { sagi } from '../../providers/sagi';
import { CredentialError, InputError, type ProviderAnswer, type ProviderFault } from '../../providers/types';
import { SessionError } from '../../session/errors';
import { AnswerError, NoTextError } from '../../http/answerBody';
import {
	answerError,
	credentialName,
	requestError,
	requestFate,
	type ErrorContext,
} from '../../transport/execution/errors';
import { snapshotOf } from '../../http/credentialSnapshot';
import { CERTIFICATE_ADVICE } from '../../http/noAnswer';
import { useStoppedClock } from '../support/stoppedClock';

useStoppedClock();

const node: INode = {
	id: '1',
	name: 'Sagi',
	type: 'sagi',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { sagiApi: { id: '1', name: 'Shop' } },
};
const place: ErrorContext = { node, provider: sagi, itemIndex: 3, session: 'credential' };
const bare: INode = { ...node, credentials: undefined };

function told(
	status: number,
	fault: ProviderFault,
	rest: Partial<ErrorContext> = {},
	headers: ProviderAnswer['headers'] = {},
) {
	const error = answerError({ ...place, ...rest }, { status, headers, body: undefined }, fault, ['s3cret']);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error.httpCode).toBe(String(status));
	expect(error.context.itemIndex).toBe(3);
	return error as NodeApiError & { failure?: unknown };
}

it('a credential is called by its name, or by that of its service', () => {
	expect(credentialName(node, sagi)).toBe('Shop');
	expect(credentialName(bare, sagi)).toBe('Sagi credential');
	expect(credentialName({ ...node, credentials: {} }, sagi)).toBe('Sagi credential');
});

describe('an answer that tells of an error', () => {
	it("is shown with the provider's words, status, code and field, and without secrets", () => {
		const fault = { kind: 'refused', message: 'no s3cret', code: '42', field: 'email' } as const;
		const error = told(422, fault);
		expect(error.message).toBe('Sagi refused the request: "no •••" (HTTP 422, code 42, field email)');
		expect(error.description).toBe('Check the value of "email".');
		expect(error.errorResponse).toEqual({ providerMessage: 'no •••', httpStatus: 422, providerCode: '42' });
		const wordless = told(422, { kind: 'refused' });
		expect(wordless.errorResponse).toEqual({ providerMessage: null, httpStatus: 422, providerCode: null });
	});

	it('advises n8n’s repetition where a request only reads: all items of the node are sent again', () => {
		const advised = (status: number, method: 'GET' | 'HEAD' | 'POST') =>
			told(status, { kind: 'transient' }, { method }).description;
		for (const method of ['GET', 'HEAD'] as const) {
			expect(advised(503, method)).toBe('Try again later, or switch on "Retry On Fail" in the node\'s settings.');
			expect(advised(429, method)).toContain('at a time, or switch on "Retry On Fail"');
		}
		expect(advised(503, 'POST')).toBe('Try again later. Look first whether the request was carried out.');
		expect(advised(429, 'POST')).toBe('Send fewer requests at a time.');
	});

	it.each<[number, ErrorContext['tried'], string | undefined, string]>([
		[429, { waited: { times: 1, ms: 2_400 } }, undefined, 'It was sent once more within 2 s. Send fewer'],
		[429, { waited: { times: 5, ms: 31_000 } }, '60', 'It was sent 5 times more within 31 s. Send fewer'],
		[429, {}, '61', 'The service asks to wait 61 s. Send fewer'],
		[429, undefined, '60', 'Send fewer'],
		[
			503,
			{ waited: { times: 2, ms: 9_000 } },
			'99',
			'It was sent 2 times more within 9 s. The service asks to wait 99 s. Try again later',
		],
	])('%d tells how often and how long it was sent again: %j, Retry-After %p', (status, tried, wait, advice) => {
		const { description } = told(status, { kind: 'transient' }, { tried, method: 'GET' }, { 'retry-after': wait });
		expect(description?.startsWith(advice)).toBe(true);
	});

	it.each<[number, ProviderFault, string, string]>([
		[400, { kind: 'refused' }, 'refused the request', 'Check the values that this node sends.'],
		[400, { kind: 'refused', field: 'a', advice: 'Ask them.' }, 'refused the request', 'Ask them.'],
		[299, { kind: 'refused' }, 'refused the request', 'Check the values that this node sends.'],
		[404, { kind: 'refused' }, 'refused the request', 'Nothing is there: check the path or the ID'],
		[300, { kind: 'refused' }, 'redirected the request', 'Redirects are not followed'],
		[399, { kind: 'refused' }, 'redirected the request', 'Check the base URL in "Shop".'],
		[429, { kind: 'transient' }, 'asks to slow down', 'Send fewer requests at a time'],
		[503, { kind: 'transient', field: 'a' }, 'could not answer', 'Try again later.'],
	])('%d %j: %s, %s', (status, fault, verdict, advice) => {
		const { message, description } = told(status, fault);
		expect(message).toBe(`Sagi ${verdict} (HTTP ${status}${fault.field ? `, field ${fault.field}` : ''})`);
		expect(description).toContain(advice);
	});

	it('names the host that a redirect leads to, and no more of its address', () => {
		const leads = (location: string) => told(302, { kind: 'refused' }, {}, { location }).description;
		expect(leads('https://new.example/in?token=s3cret')).toMatch(/^It leads to https:\/\/new\.example\. Redirects are/);
		expect(leads('/in?token=s3cret')).toMatch(/^Redirects are/);
	});

	it('may be about what the account may do at 403', () => {
		const advice = 'Check whether the account may do this, and the values that this node sends.';
		expect(told(403, { kind: 'refused' }).description).toBe(advice);
	});

	it.each<[number, ProviderFault['kind'], ProviderAnswer['headers'], unknown]>([
		[429, 'transient', {}, { cause: 'rate-limited' }],
		[429, 'refused', { 'retry-after': '7' }, { cause: 'rate-limited', retryAfterMs: 7_000 }],
		[500, 'transient', {}, { cause: 'temporarily-unavailable' }],
		[503, 'transient', { 'retry-after': '7' }, { cause: 'temporarily-unavailable', retryAfterMs: 7_000 }],
		[499, 'transient', {}, undefined],
		[500, 'refused', {}, undefined],
	])('%d, %s, %j: n8n learns what that proves', (status, kind, headers, failure) => {
		expect(told(status, { kind }, {}, headers).failure).toEqual(failure);
	});
});

describe('a rejected session', () => {
	const rejected = (rest: Partial<ErrorContext>) => {
		const { message, description } = told(403, { kind: 'session' }, rest);
		const hadSession = !('session' in rest) || rest.session !== undefined;
		expect(message).toBe(`Sagi ${hadSession ? 'did not accept the session' : 'refused the request'} (HTTP 403)`);
		return description;
	};
	const now = Date.UTC(2026, 0, 1);
	const backoff = { times: 1, at: now - 1_000, waitsUntil: now + 29_000 } as never;

	it.each<[string, Partial<ErrorContext>, string]>([
		['of an item', { session: 'item' }, 'Check the access token that the item brings. Check that its account'],
		['that was none', { session: undefined }, 'The request went out without a session. Check "Shop".'],
		['of the credential', {}, 'The session of "Shop" was rejected. Check that its account may do this.'],
		['after a renewal', { tried: { renewedAt: now } }, 'was rejected, also after its renewal at 00:00:00 UTC.'],
		[
			'while none is tried',
			{ tried: { backoff } },
			'and so it was after its renewal at 23:59:59 UTC. The next renewal is tried after 00:00:29 UTC.',
		],
		[
			'that only a person can replace',
			{ tried: { isInteractionRequired: true, renewedAt: now } },
			`and only a person can log in again. ${sagi.logInAdvice} If the next session is rejected as well, check that its account may do this.`,
		],
	])('%s says what was tried', (_, rest, words) => {
		expect(rejected(rest)).toContain(words);
		expect(rejected(rest)).toContain(sagi.logInAdvice);
	});
});

it('a token that was entered is not told to be logged in with, and is what is to be checked', () => {
	const account = plusofon.account({ logInWith: 'apiToken', apiToken: 'token-of-the-portal' });
	const tried = { isInteractionRequired: true };
	const { description } = told(401, { kind: 'session' }, { provider: plusofon as never, account, tried });
	expect(description).toBe(
		'The session of "Plusofon credential" was rejected. Check that its account may do this. Open the credential and check the permanent API token, which some methods may not accept.',
	);
});

describe('no answer at all', () => {
	const shown = (error: unknown) => requestError(place, error);

	it('is told of the credential where there is no session', () => {
		const error = shown(new SessionError('refused', 'Sagi refused', 'Do this.', 401)) as NodeApiError;
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message: '"Shop": Sagi refused', description: 'Do this.', httpCode: '401' });
		expect(error.context.itemIndex).toBe(3);
		expect(error).toHaveProperty('failure', { cause: 'credential-invalid' });
		const transient = shown(new SessionError('transient', 'down'));
		expect(transient).toMatchObject({ httpCode: null, failure: { cause: 'temporarily-unavailable' } });
	});

	it('is told of the field where the input is wrong', () => {
		const error = shown(new InputError('Login is empty', 'login', 'Fill it in.'));
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error).toMatchObject({ message: 'Login is empty', description: 'Fill it in.' });
		expect(error.context).toMatchObject({ parameter: 'login', itemIndex: 3 });
	});

	it('is left as it is where it is told already', () => {
		const told = new NodeOperationError(node, 'told');
		const answered = new NodeApiError(node, { message: 'told' });
		expect([shown(told), shown(answered)]).toEqual([told, answered]);
		expect(shown(told)).toBe(told);
		expect(shown(answered)).toBe(answered);
	});

	it.each([
		[
			'a broken connection',
			Object.assign(new Error('socket at https://secret'), { code: 'ECONNRESET' }),
			'closed the connection',
		],
		['a broken body', new AnswerError('answered with too much'), 'answered with too much'],
	])('%s is told without the words of the client', (_, thrown, words) => {
		const error = shown(thrown);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toContain(`Sagi ${words}`);
		expect(error).toHaveProperty('failure', { cause: 'temporarily-unavailable' });
		expect(JSON.stringify(error)).not.toContain('secret');
		expect(error.context.itemIndex).toBe(3);
	});

	it('that is a file is not called a fault of the service, and is not tried again', () => {
		const error = shown(new AnswerError('answered with a file', 'Use another node.'));
		expect(error).toMatchObject({ message: 'Sagi answered with a file', description: 'Use another node.' });
		expect(error).not.toHaveProperty('failure.cause');
		expect(shown(new NoTextError('answered with a file')).description).toContain('Response Format');
	});

	it('names the service that the credential describes, and the time that was waited', () => {
		const error = requestError({ ...place, name: 'shop.example', timeoutMs: 5_000 }, { code: 'ECONNABORTED' });
		expect(error.message).toBe('shop.example did not answer within 5 seconds');
	});

	it('lets operations know where nothing was sent', () => {
		expect(requestFate(shown({ code: 'ECONNREFUSED' }))).toEqual({ kind: 'not sent' });
		expect(requestFate(shown({ code: 'ECONNRESET' }))).toBeUndefined();
	});

	it('by a wrong certificate says where n8n takes roots from', () => {
		expect(shown({ code: 'SELF_SIGNED_CERT_IN_CHAIN' }).description).toBe(CERTIFICATE_ADVICE);
	});

	it("is looked for inside of n8n's wrapping", () => {
		const wrapped = new NodeApiError(node, { message: 'wrapped' });
		wrapped.cause = Object.assign(new Error('x'), { code: 'ECONNREFUSED' });
		expect(shown(wrapped).message).toBe('Sagi refused the connection');
	});

	it.each([
		[new TypeError('an expression fails'), 'an expression fails'],
		['text', 'The request ended without telling why'],
		[undefined, 'The request ended without telling why'],
		[{ message: 7 }, 'The request ended without telling why'],
	])('for another reason is told as it is: %p', (thrown, words) => {
		const error = shown(thrown);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe(words);
		expect(error.context.itemIndex).toBe(3);
	});
});

describe('a field of the credential that is wrong', () => {
	it('is not looked for among the fields of the panel', () => {
		const wrongHere = new CredentialError('"X" holds characters that can not be sent', 'X', 'Correct it.');
		const error = requestError(place, wrongHere);
		expect(error.context).not.toHaveProperty('parameter');
		expect(error.description).toBe('Open the credential "Shop". Correct it.');
	});

	it('says once that the credential is to be opened', () => {
		const empty = new InputError('The credential has no Login', 'login', 'Open the credential and fill in "Login".');
		empty.isInCredential = true;
		expect(requestError(place, empty).description).toBe('Open the credential "Shop". Fill in "Login".');
	});

	const wrong = { environment: 'custom', baseUrl: 'sagi.example', login: 'a@b.kz', password: 'p' };

	it('says which credential to open: the panel shows none of its fields', () => {
		let error: unknown;
		try {
			snapshotOf(sagi, wrong);
		} catch (thrown) {
			error = thrown;
		}
		const { message, description } = requestError(place, error);
		expect(message).toBe('"Base URL" does not begin with https://');
		expect(description).toBe('Open the credential "Shop". Enter the whole address, e.g. https://sagi.example');
	});
});
