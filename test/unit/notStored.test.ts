import { LoggerProxy } from 'n8n-workflow';

import type { Session } from '../../session/session';
import { notStored } from '../../transport/credential/credentialStore';
import { HOUR, MINUTE } from '../support/account';
import { loggedIn, stage } from '../support/workers/oneWorker';

/** What becomes of a renewed session that n8n can't store, as when its database is locked or away. */

/** A renewal where n8n stores neither claim nor session, each tried twice. */
const NOT_STORED = ['not stored undefined', 'not stored undefined', 'refresh', 'not stored S2', 'not stored S2'];

const OK = { method: 'GET', path: '/ok' } as const;
/** A code works once: whoever loses the refresh token needs a person. */
const CODE = { isPasswordUsedUp: true };

const warnings: string[] = [];
beforeEach(() => {
	warnings.length = 0;
	jest.spyOn(LoggerProxy, 'warn').mockImplementation((line) => void warnings.push(line));
});

/** A session of an hour that is over, in a credential that can't be written. */
async function ended() {
	const all = await loggedIn(CODE);
	const send = async () => await all.done(all.execution().sendWithRetry(OK));
	await all.pass(HOUR);
	all.lock(true);
	return { ...all, send };
}

it('goes out with the request all the same, and n8n’s log tells why it was not stored', async () => {
	const { send, story } = await ended();
	expect((await send()).answer.status).toBe(200);
	expect(story()).toEqual([...NOT_STORED, 'request S2']);
	expect(new Set(warnings)).toEqual(
		new Set(['Keyring: n8n could not store the session: SQLITE_BUSY: database is locked']),
	);
});

it('is used by each execution that follows, and tried to store once a second until it is stored', async () => {
	const { send, story, lock, credential, pass } = await ended();
	await send();
	await pass(1_000);
	await send();
	await send();
	lock(false);
	await pass(1_000);
	await send();
	await send();
	expect(story()).toEqual([
		...[...NOT_STORED, 'request S2'],
		...['not stored S2', 'request S2', 'request S2'],
		...['stored S2', 'request S2'],
		'request S2',
	]);
	expect(credential.accessToken).toBe('S2');
});

it('is stored by one of those that ask at the same moment', async () => {
	const { send, story, lock, execution, done, pass } = await ended();
	await send();
	lock(false);
	await pass(1_000);
	story();
	await done(Promise.all([1, 2, 3].map(async () => await execution().sendWithRetry(OK))));
	expect(story().filter((what) => what.startsWith('stored'))).toEqual(['stored S2']);
});

it('that another worker has stored is not stored once more', async () => {
	const { send, story, lock, pass, another, credential, done } = await ended();
	lock(false);
	await done(another().execution(credential).sendWithRetry(OK));
	await send();
	await pass(31_000);
	await send();
	expect(story()).toEqual(['refresh', 'stored S2', ...Array<string>(3).fill('request S2')]);
});

it('that is a first one, of a node that n8n does not tell the credential of, is not led to for longer than others', async () => {
	const { worker, credential, done, story, lock, pass, execution } = stage();
	lock(true);
	await expect(done(worker.httpRequestNode(credential, '/ok'))).rejects.toThrow('SQLITE_BUSY');
	lock(false);
	await pass(31_000);
	await done(worker.httpRequestNode(credential, '/ok'));
	await done(execution().sendWithRetry(OK));
	expect(story()).toEqual(['logIn', 'not stored S1', 'logIn', 'stored S2', 'request S2', 'request S2']);
});

it.each([
	[new Error('outer', { cause: new Error('inner') }), 'inner'],
	[new Error('alone'), 'alone'],
	[new Error('outer', { cause: new Error('') }), 'it did not say why'],
	[undefined, 'it did not say why'],
])('is told in the words of the database: %p', (thrown, words) => {
	expect(notStored(thrown).message).toBe(`n8n could not store the session: ${words}`);
});

it.each([10 * MINUTE, 25 * HOUR - MINUTE])(
	'is not lost within %i ms: nobody refreshes with the used token',
	async (ms) => {
		const { send, story, lock, pass } = await ended();
		await send();
		lock(false);
		story();
		await pass(ms);
		await send();
		expect(story()).toEqual(ms < HOUR ? ['stored S2', 'request S2'] : ['refresh', 'stored S3', 'request S3']);
	},
);

it('is led to for as long as readers are under way, also where the renewal was long ago', async () => {
	const { send, story, lock, pass, execution, done } = await ended();
	await send();
	await pass(10 * MINUTE);
	lock(false);
	const slow = execution();
	await done(slow.reader.read());
	await send();
	await pass(20_000);
	await done(slow.sendWithRetry(OK));
	expect(story().filter((what) => what === 'refresh')).toEqual(['refresh']);
});

it('that n8n’s HTTP Request node has got is stored by the next request a while later, not before', async () => {
	const { send, story, lock, pass, worker, credential, done } = await ended();
	await expect(done(worker.httpRequestNode(credential, '/ok'))).rejects.toThrow('SQLITE_BUSY');
	lock(false);
	await send();
	await pass(31_000);
	await send();
	expect(story()).toEqual(['refresh', 'not stored S2', 'request S2', 'stored S2', 'request S2']);
});

it('that was got otherwise is tried to store twice; then the error says what n8n said, and what to do', async () => {
	const { worker, execution, done, story, lock } = await ended();
	lock(false);
	const session = (await done(execution().renew('send'))) as Session;
	lock(true);
	story();
	const client = worker.client(execution());
	const keeping = done(client.saveToCredential({ ...session, accessToken: 'brought' }, { password: 'changed' }));
	await expect(keeping).rejects.toMatchObject({
		message: 'n8n could not store the session: SQLITE_BUSY: database is locked',
		description: expect.stringContaining('Enter in the credential what has changed'),
	});
	expect(story()).toEqual(['not stored brought', 'not stored brought']);
});
