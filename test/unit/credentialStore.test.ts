import { LoggerProxy } from 'n8n-workflow';

import { settingsOf, type Claim } from '../../session/claim';
import { NotStoredError } from '../../transport/credential/credentialStore';
import { loggedIn, stage } from '../support/workers/oneWorker';

/** The credential as all workers share it, session and claim. */

const OK = { method: 'GET', path: '/ok' } as const;

/** A store of one execution, and a claim of another worker. */
async function stored() {
	const all = await loggedIn();
	const sender = all.execution();
	const snapshot = await all.done(sender.reader.read());
	const theirs: Claim = { id: 'theirs', of: settingsOf(snapshot.fingerprint), lastsMs: 40_000 };
	const store = sender.store.of(snapshot);
	return { ...all, sender, snapshot, theirs, store, read: async () => await all.done(store.read()) };
}

describe('what is read', () => {
	it('is session and claim as they are now', async () => {
		const { read, credential, theirs, snapshot } = await stored();
		expect(await read()).toEqual({ session: snapshot.session, claim: undefined, isVoid: false });
		credential.write({ sessionClaim: JSON.stringify(theirs) }, 0);
		expect(await read()).toEqual({ session: snapshot.session, claim: theirs, isVoid: false });
		credential.write({ session: 'ended' }, 0);
		expect(await read()).toEqual({ session: undefined, claim: theirs, isVoid: true });
	});

	it('is nothing once a person has changed the settings: neither session nor claim is theirs', async () => {
		const { read, credential, theirs } = await stored();
		credential.write({ sessionClaim: JSON.stringify(theirs), password: 'changed' }, 0);
		expect(await read()).toEqual({ isVoid: true });
	});
});

describe('what is written', () => {
	it('is a claim alone, and a session with the end of the claim', async () => {
		const { done, store, credential, theirs, snapshot } = await stored();
		const session = { ...snapshot.session!, accessToken: 'S9' };
		await done(store.write({ claim: theirs }));
		expect(credential.read()).toMatchObject({ sessionClaim: JSON.stringify(theirs) });
		expect(credential.accessToken).toBe('S1');
		await done(store.write({ session }));
		expect(credential.read()).toMatchObject({ sessionClaim: '', session: JSON.stringify(session) });
		await done(store.write({ claim: theirs }));
		await done(store.write({}));
		expect(credential.read().sessionClaim).toBe('');
		expect(credential.accessToken).toBe('S9');
	});

	it('and not taken by n8n is told with its words, and logged', async () => {
		const { done, store, lock, theirs } = await stored();
		const warn = jest.spyOn(LoggerProxy, 'warn').mockImplementation(() => undefined);
		lock(true);
		const error: unknown = await done(store.write({ claim: theirs })).catch((reason: unknown) => reason);
		expect(error).toBeInstanceOf(NotStoredError);
		expect(error).toMatchObject({ message: 'n8n could not store the session: SQLITE_BUSY: database is locked' });
		expect(warn).toHaveBeenCalledTimes(1);
	});
});

describe('a claim of another worker', () => {
	it('keeps a worker that has no session from logging in', async () => {
		const { clock, credential, execution, done, story } = stage();
		const { fingerprint } = await done(execution().reader.read());
		const theirs = { id: 'theirs', of: settingsOf(fingerprint), lastsMs: 40_000 };
		credential.write({ sessionClaim: JSON.stringify(theirs) }, 0);
		const startedAt = clock.now;
		await done(execution().sendWithRetry(OK));
		expect(story()).toEqual(['logIn', 'stored S1', 'request S1']);
		expect(clock.now - startedAt).toBeGreaterThan(40_000);
	});

	it('for settings that a person has changed since keeps nobody from it', async () => {
		const { clock, world, credential, execution, done, story } = stage();
		const { fingerprint } = await done(execution().reader.read());
		const theirs = { id: 'theirs', of: settingsOf(fingerprint), lastsMs: 40_000 };
		world.service.setPassword('person', 'changed');
		credential.write({ sessionClaim: JSON.stringify(theirs), password: 'changed' }, 0);
		const startedAt = clock.now;
		await done(execution().sendWithRetry(OK));
		expect(story()).toEqual(['logIn', 'stored S1', 'request S1']);
		// The store is looked at for some seconds after a renewal.
		expect(clock.now - startedAt).toBeLessThan(6_000);
	});
});
