import { SessionError } from '../../session/errors';
import { forgetSession } from '../../session/fates';
import { sessionFrom } from '../../session/session';
import { account, HOUR, pass, refused, useStoppedClock } from '../support/keeper';
import { VirtualClock } from '../support/workers/clock';
import { StoredCredential } from '../support/workers/credentialStore';
import { Worker } from '../support/workers/worker';
import { World, type Surroundings } from '../support/workers/world';

/** Orders of events that the model of `keeperModel.test.ts` found, each of which broke a rule once. */

const personNeeded = () => new SessionError('interactionRequired', 'a person is needed');

describe('a session that another worker stores while there is none to be had', () => {
	useStoppedClock();

	it('is taken after a refused log-in: a code works once, and the other was first', async () => {
		const { ask, source, counts } = account({ logIn: refused });
		const theirs = sessionFrom({ accessToken: 'theirs' }, undefined, source.fingerprint, Date.now(), 0);
		let looks = 0;
		const readStored = async () => (++looks > 1 ? theirs : undefined);
		expect(await ask('send', null, { readStored })).toBe(theirs);
		expect(counts).toEqual({ logIns: 1, refreshes: 0, writes: 0 });
	});

	it('leads on where it has been replaced itself, whoever finds it', async () => {
		const { ask, source, counts } = account({ refresh: () => (counts.refreshes === 1 ? undefined : refused()) });
		const [first, second] = ['first', 'second'].map((accessToken) =>
			sessionFrom({ accessToken, refreshToken: 'r' }, undefined, source.fingerprint, Date.now(), 0),
		);
		source.stored = sessionFrom(
			{ accessToken: 'theirs', refreshToken: 't' },
			undefined,
			source.fingerprint,
			Date.now(),
			0,
		);
		const theirs = await ask('rejected', first);
		const renewed = await ask('rejected', theirs);
		expect(await ask('rejected', second, { readStored: async () => theirs })).toBe(theirs);
		expect(await ask('send', theirs)).toBe(renewed);
		expect(counts.refreshes).toBe(1);
	});
});

describe('a log-out', () => {
	useStoppedClock();

	it('leaves no used refresh token to those who have read the session before', async () => {
		const { ask, source, counts } = account();
		const old = await ask();
		pass(HOUR);
		const ended = await ask('send', old);
		forgetSession(ended);
		source.stored = old;
		await ask('rejected', old);
		expect(counts).toMatchObject({ logIns: 2, refreshes: 1 });
	});
});

describe('a log-in by name that only a person can do', () => {
	useStoppedClock();

	it('does not keep others from a refresh', async () => {
		const { ask, counts } = account({ logIn: () => (counts.logIns > 1 ? personNeeded() : undefined) });
		await ask();
		await expect(ask('logIn')).rejects.toMatchObject({ kind: 'interactionRequired' });
		pass(HOUR);
		await ask();
		await expect(ask('logIn')).rejects.toMatchObject({ kind: 'interactionRequired' });
		await ask('rejected');
		expect(counts.refreshes).toBe(2);
	});
});

describe('workers', () => {
	/** Two workers with a credential of one account, where nothing is left to chance and a read takes 20 ms. */
	function twoWorkers(times: Pick<Surroundings, 'networkMs'> & { writeMs: number }, isPasswordUsedUp = false) {
		const clock = new VirtualClock();
		const rules = { lifetimeMs: HOUR, refresh: 'rotates', endsFamily: false, endsReplaced: false } as const;
		const surroundings = { ...times, readMs: () => 20, writeMs: () => times.writeMs, fault: () => undefined };
		const world = new World(clock, { ...rules, isOneSession: false, isPasswordUsedUp }, surroundings, {});
		const account = { login: 'person', password: 'secret' };
		world.service.setPassword(account.login, account.password);
		const credential = new StoredCredential('A', { ...account, isCode: isPasswordUsedUp });
		const workers = ['slow', 'quick'].map((name) => new Worker(name, world, () => 0));
		const [slow, quick] = workers as [Worker, Worker];
		const send = async (worker: Worker) => {
			const { answer } = await worker.execution(credential).sendWithRetry({ method: 'GET', path: '/ok' });
			return answer.status;
		};
		const after = async <T>(ms: number, action: () => T) => await clock.sleep(ms).then(action);
		return { clock, world, credential, slow, quick, send, after };
	}

	it('go on with what is stored where a renewal that could not read the store has failed', async () => {
		const networkMs: Surroundings['networkMs'] = ({ call: { worker } }) =>
			worker.name === 'slow' ? [200, 200] : [10, 10];
		const { clock, credential, slow, quick, send, after } = twoWorkers({ networkMs, writeMs: 20 }, true);
		void send(quick);
		await clock.runUntil(HOUR);
		const statuses = Promise.all([send(quick), after(30, async () => await send(slow))]);
		const withHttpRequestNode = slow.httpRequestNode(credential, '/ok').catch(() => 'can not look');
		await clock.runUntil(Infinity);
		expect(await statuses).toEqual([200, 200]);
		expect(await withHttpRequestNode).toBe('can not look');
	});

	it('renew where they were led to a session that had ended as well', async () => {
		const { clock, world, credential, slow, send, after } = twoWorkers({ networkMs: () => [100, 100], writeMs: 5_000 });
		void send(slow);
		await clock.runUntil(HOUR / 2);
		const renewing = slow.execution(credential, 1, true).renew('logIn');
		const status = after(30, async () => await send(slow));
		for (const ms of [115, 300]) void after(ms, () => world.service.endAccess(() => true));
		await clock.runUntil(Infinity);
		await renewing;
		expect(await status).toBe(200);
	});
});
