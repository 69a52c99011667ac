import { UserError, type ICredentialDataDecryptedObject, type IDataObject } from 'n8n-workflow';

import { InputError } from '../../providers/types';
import { settingsOf } from '../../session/claim';
import type { Session } from '../../session/session';
import {
	authorize,
	keepSession,
	SESSION_FIELDS,
	RequestNotSent,
	UPDATE_ONLY_REQUEST,
} from '../../transport/credential/credentialHooks';
import { setRequestContext } from '../../transport/credential/requestContext';
import type { SendOptions } from '../../transport/credential/requestOptions';
import { accountFingerprint, snapshotOf } from '../../http/credentialSnapshot';
import { accountProvider } from '../support/workers/accountProvider';
import { HOUR } from '../support/account';
import { pass, useStoppedClock } from '../support/stoppedClock';

/** A credential's two hooks, as n8n's own nodes call them: on one object of fields a request. */

useStoppedClock();

type Fields = ICredentialDataDecryptedObject;
let accounts = 0;

/** A credential of an account of its own, with a session that is fine unless its age says otherwise. */
function credential(session?: Partial<Session> | null, rest: IDataObject = {}): Fields {
	const fields = { login: `person${++accounts}`, password: 'secret', sessionCheck: '', session: '', ...rest } as Fields;
	if (session === null) return fields;
	const fingerprint = accountFingerprint(accountProvider as never, accountProvider.account(fields));
	const kept = {
		accessToken: `access-${accounts}`,
		refreshToken: `refresh-${accounts}`,
		issuedAt: Date.now() - HOUR / 2,
		expiresAt: Date.now() + HOUR,
		fingerprint,
		profile: {},
		...session,
	};
	return { ...fields, session: JSON.stringify(kept) };
}

/** Runs `preAuthentication`. The service grants `renewed-<n>` each time, or refuses. */
async function pre(fields: Fields, { isRefused = false, provider = accountProvider } = {}) {
	const sent: string[] = [];
	const httpRequest = async ({ url }: { url: string }) => {
		sent.push(new URL(url).pathname);
		const grant = { accessToken: `renewed-${sent.length}`, expiresAt: Date.now() + 2 * HOUR };
		return { statusCode: isRefused ? 400 : 200, headers: {}, body: JSON.stringify(isRefused ? {} : grant) };
	};
	const output = await keepSession(provider as never).call({ helpers: { httpRequest } } as never, fields);
	return { sent, output, session: output.session ? (JSON.parse(String(output.session)) as Session) : output.session };
}
const send = async (fields: Fields, options: SendOptions | object, provider = accountProvider) =>
	(await authorize(provider as never)(fields, options as SendOptions)) as SendOptions & Record<string, unknown>;
const get = (path = '/ok') => ({ method: 'GET', url: `https://service.test${path}` });

it('three hidden fields keep the session: one always empty, so that n8n asks, and two that it never shows', () => {
	expect(SESSION_FIELDS).toEqual([
		{
			displayName: 'Session Check',
			name: 'sessionCheck',
			type: 'hidden',
			typeOptions: { expirable: true },
			default: '',
		},
		{ displayName: 'Session', name: 'session', type: 'hidden', typeOptions: { password: true }, default: '' },
		{
			displayName: 'Session Claim',
			name: 'sessionClaim',
			type: 'hidden',
			typeOptions: { password: true },
			default: '',
		},
	]);
});

describe('before a request', () => {
	it('nothing is done where the session is fine', async () => {
		expect(await pre(credential({}))).toEqual({ sent: [], output: {}, session: undefined });
	});

	it('a session is got where there is none, or it has ended, and stored', async () => {
		const { sent, output, session } = await pre(credential(null));
		expect(sent).toEqual(['/log-in']);
		expect(output.sessionCheck).toBe('');
		expect(session).toMatchObject({ accessToken: 'renewed-1' });
		expect((await pre(credential({ expiresAt: Date.now() - 1 }))).sent).toEqual(['/refresh']);
	});

	it('nothing is done for a service that takes requests without one, unless its session has ended', async () => {
		const provider = { ...accountProvider, needsSession: () => false };
		expect((await pre(credential(null), { provider })).sent).toEqual([]);
		const ended = credential({ expiresAt: Date.now() - 1 });
		expect((await pre(ended, { provider })).sent).toEqual(['/refresh']);
	});

	it('a grant that was typed in is taken before any log-in, and not once its session has ended', async () => {
		const provider = {
			...accountProvider,
			staticGrant: () => ({ accessToken: 'typed in', expiresAt: Date.now() + HOUR }),
		};
		const { sent, session } = await pre(credential(null), { provider });
		expect({ sent, session }).toMatchObject({ sent: [], session: { accessToken: 'typed in' } });
		const ended = credential({ expiresAt: Date.now() - 1, refreshToken: undefined });
		expect((await pre(ended, { provider })).sent).toEqual(['/log-in']);
	});

	it('what the package’s nodes want written is written, and nothing is sent', async () => {
		const fields = credential({});
		const snapshot = snapshotOf(accountProvider as never, fields);
		setRequestContext(fields, { kind: 'update', snapshot, fields: { password: 'changed', session: '' } });
		expect(await pre(fields)).toMatchObject({
			sent: [],
			output: { password: 'changed', sessionCheck: '', session: '' },
		});
	});

	it('the package’s nodes look after their session themselves', async () => {
		const fields = credential({ expiresAt: Date.now() - 1 });
		setRequestContext(fields, { kind: 'node', snapshot: snapshotOf(accountProvider as never, fields) });
		expect(await pre(fields)).toMatchObject({ sent: [], output: {} });
	});

	it('a session that is due is claimed, and renewed by a request that finds the claim a second later', async () => {
		const due = credential({ issuedAt: Date.now() - HOUR, expiresAt: Date.now() + 60_000 });
		const { sent, output } = await pre({ ...due });
		expect({ sent, output }).toEqual({ sent: [], output: { sessionCheck: '', sessionClaim: expect.any(String) } });
		const claimed = { ...due, ...output } as Fields;
		const first = { ...due };
		await pre(first);
		expect((await send(claimed, get())).headers).toMatchObject({ Authorization: `access-${accounts}` });
		expect((await pre({ ...claimed })).output).toEqual({});
		pass(1_001);
		const renewed = await pre({ ...claimed });
		expect(renewed.sent).toEqual(['/refresh']);
		expect(renewed.output).toMatchObject({ sessionCheck: '', session: expect.any(String), sessionClaim: '' });
	});

	it('a session that is due is left to another worker that has claimed it', async () => {
		const due = credential({ issuedAt: Date.now() - HOUR, expiresAt: Date.now() + 60_000 });
		const { fingerprint } = snapshotOf(accountProvider as never, due);
		const sessionClaim = JSON.stringify({ id: 'theirs', of: settingsOf(fingerprint), lastsMs: 40_000 });
		expect(await pre({ ...due, sessionClaim })).toEqual({ sent: [], output: {}, session: undefined });
	});

	it('a refused log-in ends it with the message for a person, and its cause', async () => {
		const fields = credential(null);
		const error = (await pre(fields, { isRefused: true }).catch((reason: unknown) => reason)) as UserError;
		expect(error).toBeInstanceOf(UserError);
		expect(error).toMatchObject({
			message: expect.stringContaining('Service refused the log-in of per•••'),
			description: expect.stringContaining('Check the password. It is not tried again for 30 seconds'),
			cause: expect.objectContaining({ kind: 'refused' }),
		});
		// What was held is told again, without a request.
		expect((await pre({ ...fields }).catch((reason: Error) => reason)) as Error).toMatchObject({
			message: error.message,
		});
	});

	it('a field that is wrong ends it, too', async () => {
		const account = (): never => {
			throw new InputError('The credential has no password', 'password', 'Enter it.');
		};
		const provider = { ...accountProvider, account } as unknown as typeof accountProvider;
		await expect(pre(credential({}), { provider })).rejects.toMatchObject({ description: 'Enter it.' });
	});
});

describe('what n8n repeats after an error', () => {
	/** The fields of two requests of one credential, both sent. */
	async function twoRequests(): Promise<[Fields, Fields]> {
		const fields = credential({});
		const other = { ...fields };
		for (const each of [fields, other]) {
			await pre(each);
			await send(each, get());
		}
		return [fields, other];
	}

	it('is repeated with a renewed session', async () => {
		const fields = credential({});
		expect((await pre(fields)).sent).toEqual([]);
		await send(fields, get());
		const { sent, session } = await pre(fields);
		expect(sent).toEqual(['/refresh']);
		expect(session).toMatchObject({ accessToken: 'renewed-1' });
		expect((await send(fields, get())).headers).toMatchObject({ Authorization: 'renewed-1' });
	});

	it('is repeated with the session that another request has got, and writes no older one over it', async () => {
		const [fields, other] = await twoRequests();
		expect((await pre(fields)).sent).toEqual(['/refresh']);
		const { sent, session } = await pre(other);
		expect(sent).toEqual([]);
		expect(session).toMatchObject({ accessToken: 'renewed-1' });
		expect((await send(other, get())).headers).toMatchObject({ Authorization: 'renewed-1' });
	});

	it('leaves what is stored as n8n finds it, once the renewed session is known to be stored', async () => {
		const [fields, other] = await twoRequests();
		await pre(fields);
		// n8n comes here once it has written.
		await send(fields, get());
		expect((await pre(other)).output).toEqual({ sessionCheck: '' });
		// Older n8n writes this object.
		expect(JSON.parse(String(other.session))).toMatchObject({ accessToken: 'renewed-1' });
		expect((await send(other, get())).headers).toMatchObject({ Authorization: 'renewed-1' });
	});

	it('is not repeated with a session that may be another credential’s, since it had none', async () => {
		const fields = credential(null);
		const other = { ...fields };
		await expect(pre(fields, { isRefused: true })).rejects.toThrow('refused');
		pass(31_000);
		expect((await pre(other)).session).toMatchObject({ accessToken: 'renewed-1' });
		expect(await pre(fields)).toEqual({ sent: [], output: {}, session: undefined });
	});

	it('is not repeated where its session was only just issued', async () => {
		const fields = credential({ issuedAt: Date.now() });
		await pre(fields);
		await send(fields, get());
		expect(await pre(fields)).toEqual({ sent: [], output: {}, session: undefined });
	});

	it.each(['POST', 'put', 'PATCH', 'DELETE'])('is not repeated where it may have acted: %s', async (method) => {
		const fields = credential({});
		await pre(fields);
		await send(fields, { method, uri: 'https://service.test/ok' });
		expect(await pre(fields)).toEqual({ sent: [], output: {}, session: undefined });
		// The next one begins with a renewal instead.
		expect((await pre({ ...fields })).sent).toEqual(['/refresh']);
	});

	it.each(['GET', 'head', 'OPTIONS'])('is repeated where it only reads: %s', async (method) => {
		const fields = credential({});
		await pre(fields);
		await send(fields, { method, uri: 'https://service.test/ok' });
		expect((await pre(fields)).sent).toEqual(['/refresh']);
	});

	it('is what operations send as well, who look after repetition themselves', async () => {
		const fields = credential({});
		await pre(fields);
		await send(fields, { method: 'POST', url: 'https://service.test/ok' });
		expect((await pre(fields)).sent).toEqual(['/refresh']);
	});

	it('leaves a suspicion to the next of n8n’s own nodes, not to ours, which know', async () => {
		const fields = credential({});
		await pre(fields);
		await send(fields, { method: 'POST', uri: 'https://service.test/ok' });
		await pre(fields);
		const ours = { ...fields };
		const snapshot = snapshotOf(accountProvider as never, ours);
		setRequestContext(ours, { kind: 'node', snapshot, session: snapshot.session });
		expect((await pre(ours)).sent).toEqual([]);
		expect((await pre({ ...fields })).sent).toEqual(['/refresh']);
	});
});

describe('a request that goes out', () => {
	it('carries the session, and follows no redirects by any of n8n’s names for that', async () => {
		const fields = credential({});
		expect(await send(fields, get('/ok?a=1'))).toEqual({
			method: 'GET',
			url: 'https://service.test/ok?a=1',
			headers: { Authorization: `access-${accounts}` },
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
		});
	});

	const written: Array<[string, object, string]> = [
		['url', { url: 'https://service.test/a' }, 'https://service.test/a'],
		['uri', { uri: 'https://service.test/b' }, 'https://service.test/b'],
		['a path', { url: '/c' }, 'https://service.test/c'],
		['a base URL with slashes', { baseURL: 'https://service.test//', url: '/d/e' }, 'https://service.test/d/e'],
		['a base URL and a path', { baseURL: 'https://service.test/api', url: '/d/e' }, 'https://service.test/api/d/e'],
		['url before uri', { url: 'https://service.test/f', uri: 'https://service.test/g' }, 'https://service.test/f'],
		['nothing', {}, 'https://service.test/'],
	];
	it.each(written)('goes to where n8n says: %s', async (_, options, url) => {
		expect((await send(credential({}), options)).url).toBe(url);
	});

	it('goes without a session where there is none and none is needed', async () => {
		expect((await send(credential(null), get())).headers).not.toHaveProperty('Authorization');
	});

	it.each([
		['access token in its path', (n: number) => get(`/ok/access-${n}`)],
		['refresh token in its query', (n: number) => get(`/ok?t=refresh-${n}`)],
		['access token in n8n’s query', (n: number) => ({ ...get(), qs: { t: `access-${n}` } })],
	])('is refused with the %s', async (_, options) => {
		const fields = credential({});
		await expect(send(fields, options(accounts))).rejects.toThrow('The address holds the access token');
	});

	it('is refused to another host, and where the credential allows only others', async () => {
		await expect(send(credential({}), { url: 'https://elsewhere.test/' })).rejects.toBeInstanceOf(UserError);
		const allowed = { allowedHttpRequestDomains: 'domains', allowedDomains: 'other.test' };
		await expect(send(credential({}, allowed), get())).rejects.toThrow('does not allow requests to service.test');
	});

	it('notes each use of a session that ends for lack of it', async () => {
		const session = { idleMs: HOUR, expiresAt: undefined, issuedAt: Date.now() };
		const fields = credential(session);
		jest.advanceTimersByTime(HOUR - 60_000);
		await send({ ...fields }, get());
		jest.advanceTimersByTime(HOUR / 2);
		expect((await pre({ ...fields })).sent).toEqual([]);
		jest.advanceTimersByTime(HOUR);
		expect((await pre({ ...fields })).sent).toEqual(['/refresh']);
	});

	it('that exists only so that n8n writes ends before it is sent', async () => {
		const fields = credential({});
		setRequestContext(fields, { kind: 'update', snapshot: snapshotOf(accountProvider as never, fields), fields: {} });
		const error = (await send(fields, { ...UPDATE_ONLY_REQUEST }).catch((reason: unknown) => reason)) as UserError;
		expect(error.cause).toBeInstanceOf(RequestNotSent);
		expect(UPDATE_ONLY_REQUEST.method).toBe('GET');
	});
});
