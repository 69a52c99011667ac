import { settingsOf } from '../../session/claim';
import type { SessionError } from '../../session/errors';
import { sessionFrom, type SessionGrant } from '../../session/session';
import { storedFields } from '../../transport/credential/credentialHooks';
import { Sender } from '../../transport/execution/sender';
import { HOUR } from '../support/account';
import { accountProvider } from '../support/workers/accountProvider';
import { loggedIn, stage } from '../support/workers/oneWorker';

/** What requests of one execution come to. */

const OK = { method: 'GET', path: '/ok' } as const;
/** Is rejected whatever the session, as if that had ended. */
const FORBIDDEN = { method: 'GET', path: '/forbidden' } as const;

describe('what is done once an execution', () => {
	it('is done once by its name, and gives everybody the same', async () => {
		const execution = stage().execution();
		let times = 0;
		const act = async () => ++times;
		expect(
			await Promise.all([
				execution.oncePerExecution('a', act),
				execution.oncePerExecution('a', act),
				execution.oncePerExecution('b', act),
			]),
		).toEqual([1, 1, 2]);
	});

	it('is done in turn, also after one that failed', async () => {
		const execution = stage().execution();
		const order: string[] = [];
		const act = (name: string, isGood = true) =>
			execution.serialized(async () => {
				order.push(`${name} starts`);
				await Promise.resolve();
				order.push(`${name} ends`);
				if (!isGood) throw new Error(name);
				return name;
			});
		const results = await Promise.allSettled([act('a'), act('b', false), act('c')]);
		expect(results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)))).toEqual([
			'a',
			'Error: b',
			'c',
		]);
		expect(order).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
	});
});

it('a node whose credential n8n does not name can be read all the same', async () => {
	for (const credentials of [undefined, {}, { serviceApi: { id: null, name: 'old' } }]) {
		const fields = { login: 'person', password: 'secret', session: '' };
		const context = { getNode: () => ({ name: 'Node', credentials }), getCredentials: async () => fields };
		const { account } = await new Sender(context as never, accountProvider).reader.read();
		expect(account.login).toBe('person');
	}
});

describe('a session', () => {
	it('that is fine is given without a request, or a second read', async () => {
		const { execution, done, story, readsSince, pass } = await loggedIn();
		const sender = execution();
		const first = await done(sender.renew('send'));
		await pass(5_000);
		const second = await done(sender.renew('send'));
		expect(first.accessToken).toBe('S1');
		expect(second).toBe(first);
		expect(story()).toEqual([]);
		expect(readsSince()).toBe(1);
	});

	it('that there is none of is got', async () => {
		const { execution, done, story } = stage();
		expect((await done(execution().renew('send'))).accessToken).toBe('S1');
		expect(story()).toEqual(['logIn', 'stored S1']);
	});

	it('that can’t be got fails with the log-in’s own error', async () => {
		const { execution, done, world } = stage();
		world.service.setPassword('person', 'changed');
		await expect(done(execution().renew('send'))).rejects.toMatchObject({ kind: 'refused' });
		await expect(done(execution().renew('logIn'))).rejects.toMatchObject({ kind: 'refused' });
	});

	it('that is due is renewed by who asks first', async () => {
		const { execution, done, story, pass } = await loggedIn();
		await pass(HOUR - 90_000);
		expect((await done(execution().renew('send'))).accessToken).toBe('S2');
		expect(story()).toEqual(['refresh', 'stored S2']);
	});

	it('that is due is looked up once a second while another worker renews, and gone on with when it is stored', async () => {
		const { clock, world, execution, done, pass, readsSince, credential, story } = await loggedIn();
		const sender = execution();
		const reads: number[] = [];
		const send = async () => {
			await done(sender.sendWithRetry(OK));
			reads.push(readsSince());
		};
		const { fingerprint } = await done(sender.renew('send'));
		readsSince();
		await pass(HOUR - 90_000);
		const theirs = { id: 'theirs', of: settingsOf(fingerprint), lastsMs: 40_000 };
		credential.write({ sessionClaim: JSON.stringify(theirs) }, clock.now);
		await send();
		await send();
		await pass(2_000);
		await send();
		const { body } = world.service.logIn('person', 'secret');
		const session = sessionFrom(body as SessionGrant, undefined, fingerprint, clock.now, 0);
		credential.write(storedFields({ session }) as never, clock.now);
		await pass(1_000);
		await send();
		await pass(60_000);
		await send();
		// Each look of the reader is followed by one at the claim.
		expect(reads).toEqual([2, 0, 2, 1, 0]);
		expect(story()).toEqual([...Array.from({ length: 3 }, () => 'request S1'), 'request S2', 'request S2']);
	});

	it('that was renewed is used by the requests that follow in the execution, without a read', async () => {
		const { execution, done, story, readsSince, pass } = await loggedIn();
		await pass(HOUR);
		const sender = execution();
		await done(sender.sendWithRetry(OK));
		const reads = readsSince();
		await pass(5_000);
		await done(sender.sendWithRetry(OK));
		expect(story()).toEqual(['refresh', 'stored S2', 'request S2', 'request S2']);
		expect(reads).toBeGreaterThan(0);
		expect(readsSince()).toBe(0);
	});

	it('is kept, and taken out, by order', async () => {
		const { execution, done, story, credential } = await loggedIn();
		const sender = execution();
		const kept = { ...(await done(sender.renew('send'))), accessToken: 'brought' };
		await done(sender.store.write({ ...storedFields({ session: kept }), password: 'changed' }));
		expect(story()).toEqual(['stored brought']);
		expect(credential.read().password).toBe('changed');
		await done(sender.store.write({ session: '', sessionClaim: '' }));
		expect(story()).toEqual(['stored undefined']);
		expect(credential.read()).toMatchObject({ session: '', password: 'changed' });
	});
});

describe('a request', () => {
	it('goes out with the session that is fine: nothing is asked or stored', async () => {
		const { execution, done, story } = await loggedIn();
		const { answer, session, tried } = await done(execution().sendWithRetry(OK));
		expect({ status: answer.status, session: session?.accessToken, tried }).toEqual({
			status: 200,
			session: 'S1',
			tried: {},
		});
		expect(story()).toEqual(['request S1']);
	});

	it('to another host is refused before anybody logs in', async () => {
		const { execution, done, story } = stage();
		const elsewhere = { method: 'GET', path: 'https://elsewhere.test/ok' } as const;
		await expect(done(execution().sendWithRetry(elsewhere))).rejects.toThrow('not an address of this Service');
		expect(story()).toEqual([]);
		const { execution: other, done: finish, story: told } = await loggedIn();
		await expect(finish(other().sendWithRetry(elsewhere))).rejects.toThrow('not an address of this Service');
		expect(told()).toEqual([]);
	});

	it('is sent once more with a renewed session, and no more, where its session has ended', async () => {
		const { execution, done, story, world } = await loggedIn();
		world.service.endAccess(() => true);
		const { answer, session, tried } = await done(execution().sendWithRetry(OK));
		expect({ status: answer.status, session: session?.accessToken, tried }).toEqual({
			status: 200,
			session: 'S2',
			tried: {},
		});
		expect(story()).toEqual(['request S1', 'refresh', 'stored S2', 'request S2']);
	});

	it('that is rejected with each session is given up after a renewal, and says when that was', async () => {
		const { clock, execution, done, story, pass } = await loggedIn();
		await pass(HOUR / 2);
		const { answer, session, tried } = await done(execution().sendWithRetry(FORBIDDEN));
		expect(story()).toEqual(['request S1', 'refresh', 'stored S2', 'request S2']);
		expect({ status: answer.status, session: session?.accessToken }).toEqual({ status: 403, session: 'S2' });
		expect(tried).toMatchObject({ backoff: { times: 1, rejected: ['GET /forbidden'] } });
		// The store is looked at for some seconds after a renewal.
		expect(clock.now - tried.renewedAt!).toBeLessThan(6_000);
	});

	it('that is rejected with a session renewed because it was over counts that as no answer to the rejection', async () => {
		const { execution, done, story, pass } = await loggedIn();
		await pass(HOUR);
		const { tried } = await done(execution().sendWithRetry({ ...FORBIDDEN, path: '/forbidden?page=2' }));
		expect(story()).toEqual([...['refresh', 'stored S2', 'request S2'], ...['refresh', 'stored S3', 'request S3']]);
		expect(tried).toMatchObject({ renewedAt: expect.any(Number), backoff: { rejected: ['GET /forbidden'] } });
	});

	it('is not renewed for again within the wait, and after it once more', async () => {
		const { execution, done, story, pass } = await loggedIn();
		await done(execution().sendWithRetry(FORBIDDEN));
		story();
		await pass(15_000);
		const { tried } = await done(execution().sendWithRetry(FORBIDDEN));
		expect(story()).toEqual(['request S2']);
		expect(tried).toMatchObject({ backoff: { times: 1 } });
		expect(tried.renewedAt).toBeUndefined();
		await pass(30_000);
		await done(execution().sendWithRetry(FORBIDDEN));
		expect(story()).toContain('refresh');
	});

	it('that is accepted with the same session does not shorten the wait of one that is rejected', async () => {
		const { execution, done, story } = await loggedIn();
		await done(execution().sendWithRetry(FORBIDDEN));
		await done(execution().sendWithRetry(OK));
		story();
		await done(execution().sendWithRetry(FORBIDDEN));
		expect(story()).toEqual(['request S2']);
	});

	it('for which a renewal has helped ends the wait', async () => {
		const { execution, done, story, world, pass } = await loggedIn();
		await done(execution().sendWithRetry(FORBIDDEN));
		await done(execution().sendWithRetry({ ...OK, path: '/other' }));
		await pass(15_000);
		world.service.endAccess(() => true);
		await done(execution().sendWithRetry(OK));
		story();
		const { tried } = await done(execution().sendWithRetry(FORBIDDEN));
		expect(story()).toContain('refresh');
		expect(tried).toMatchObject({ backoff: { times: 1 } });
	});

	it('is answered at once where a renewal has not helped before', async () => {
		const { clock, execution, done, pass } = await loggedIn();
		await done(execution().sendWithRetry(FORBIDDEN));
		const timeOf = async () => {
			const startedAt = clock.now;
			await done(execution().sendWithRetry(FORBIDDEN));
			return clock.now - startedAt;
		};
		expect(await timeOf()).toBeLessThan(500);
		await pass(15_000);
		expect(await timeOf()).toBeLessThan(500);
	});

	it('goes on with what another worker has stored, without a renewal', async () => {
		const { execution, done, story, world, another, credential, pass } = await loggedIn();
		const sender = execution();
		await done(sender.renew('send'));
		await done(another().execution(credential, 1, true).renew('logIn'));
		world.service.endAccess(({ accessToken }) => accessToken === 'S1');
		story();
		await pass(HOUR / 4);
		const { answer } = await done(sender.sendWithRetry(OK));
		expect(answer.status).toBe(200);
		expect(story().filter((event) => !event.startsWith('request'))).toEqual([]);
	});

	it('goes on with the credential that a person has changed meanwhile', async () => {
		const { execution, done, story, world, credential } = await loggedIn();
		const sender = execution();
		await done(sender.renew('send'));
		world.service.end(() => true);
		world.service.setPassword('other', 'word');
		credential.write({ login: 'other', password: 'word' }, 0);
		const { answer, session } = await done(sender.sendWithRetry(OK));
		expect({ status: answer.status, session: session?.accessToken }).toEqual({ status: 200, session: 'S2' });
		expect(story()).toEqual(['request S1', 'logIn', 'stored S2', 'request S2']);
	});

	it('fails with the log-in’s own error where that is refused, and nobody changed anything', async () => {
		const { execution, done, story, world } = stage();
		world.service.setPassword('person', 'changed');
		const problem = await done(execution().sendWithRetry(OK)).catch((error: SessionError) => error);
		expect(problem).toMatchObject({ kind: 'refused' });
		expect(story().filter((event) => event === 'logIn')).toHaveLength(1);
	});

	it('fails with the log-in’s own error also where its session was rejected', async () => {
		const { execution, done, world } = await loggedIn();
		world.service.end(() => true);
		world.service.setPassword('person', 'changed');
		await expect(done(execution().sendWithRetry(OK))).rejects.toMatchObject({ kind: 'refused' });
	});

	it('goes on where a person has put the password right while the log-in was refused', async () => {
		const { execution, done, story, world, credential, whenSent } = stage();
		world.service.setPassword('person', 'changed');
		whenSent(({ kind }) => {
			if (kind === 'logIn') credential.write({ password: 'changed' }, 0);
		});
		expect((await done(execution().sendWithRetry(OK))).answer.status).toBe(200);
		expect(story()).toEqual(['logIn', 'logIn', 'stored S1', 'request S1']);
	});

	it('follows eight changes of the credential at most', async () => {
		const { execution, done, story, world, credential, whenSent } = stage();
		world.service.setPassword('person', 'changed');
		let edits = 0;
		whenSent(({ kind }) => {
			if (kind === 'logIn') credential.write({ login: `person${++edits}` }, 0);
		});
		await expect(done(execution().sendWithRetry(OK))).rejects.toMatchObject({ kind: 'refused' });
		expect(story()).toEqual(Array.from({ length: 8 }, () => 'logIn'));
	});

	/** At a service of one session an account, a log-in elsewhere ends the renewed session at once. */
	async function withLogInElsewhere(isStored: boolean) {
		const all = await loggedIn({ isOneSession: true });
		const { world, credential, whenSent, clock, execution, done, pass } = all;
		const { fingerprint } = await done(execution().renew('send'));
		await pass(HOUR / 2);
		world.service.endAccess(() => true);
		whenSent(({ kind, accessToken }) => {
			if (kind !== 'request' || accessToken !== 'S2') return;
			const { body } = world.service.logIn('person', 'secret');
			const session = sessionFrom(body as SessionGrant, undefined, fingerprint, clock.now, 0);
			if (isStored) credential.write(storedFields({ session }) as never, clock.now);
		});
		return all;
	}

	it('goes on with what n8n’s HTTP Request node of another worker has stored after its renewal', async () => {
		const { execution, done, story } = await withLogInElsewhere(true);
		const { answer, session } = await done(execution().sendWithRetry(OK));
		expect({ status: answer.status, session: session?.accessToken }).toEqual({ status: 200, session: 'S3' });
		expect(story()).toEqual(['request S1', 'refresh', 'stored S2', 'request S2', 'request S3']);
	});

	it('is given up where its renewed session is ended by somebody else: who logs in elsewhere would be ended in turn', async () => {
		const { execution, done, story } = await withLogInElsewhere(false);
		const { answer } = await done(execution().sendWithRetry(OK));
		expect(answer.status).toBe(401);
		expect(story()).toEqual(['request S1', 'refresh', 'stored S2', 'request S2']);
	});

	it('is answered with its own rejection where only a person could log in', async () => {
		const { execution, done, world } = await loggedIn({ isPasswordUsedUp: true, refresh: 'none' });
		world.service.end(() => true);
		const { answer, session, tried } = await done(execution().sendWithRetry(OK));
		expect({ status: answer.status, session: session?.accessToken }).toEqual({ status: 401, session: 'S1' });
		expect(tried).toEqual({ isInteractionRequired: true });
	});

	it('that never arrives fails with what stopped it', async () => {
		const { execution, done, fails, story } = await loggedIn();
		fails(({ kind }) => (kind === 'request' ? 'lost' : undefined));
		await expect(done(execution().sendWithRetry(OK))).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(story()).toEqual(['request S1']);
	});

	it('is sent eight times at most, whatever sessions others store', async () => {
		const { execution, done, story, whenSent, credential, world } = await loggedIn();
		const sender = execution();
		const { fingerprint } = await done(sender.renew('send'));
		world.service.end(() => true);
		let rivals = 0;
		// Each time another worker stores one that is no good either.
		whenSent(({ kind }) => {
			if (kind !== 'request') return;
			const accessToken = `rival${++rivals}`;
			const session = { accessToken, fingerprint, issuedAt: rivals, serial: rivals + 10, expiresAt: HOUR };
			credential.write({ session: JSON.stringify(session) }, 0);
		});
		const { answer, tried } = await done(sender.sendWithRetry(OK));
		expect(answer.status).toBe(401);
		expect(tried.renewedAt).toBeUndefined();
		expect(story().filter((event) => event.startsWith('request'))).toHaveLength(8);
	});
});
