import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { AccountSender } from '../../../node-red/runtime/accountSender';
import {
	ConnectionLimit,
	FIRST_CONNECTIONS,
	IDLE_MS,
	MOST_CONNECTIONS,
} from '../../../node-red/runtime/connectionLimit';
import { KeptAccount } from '../../../node-red/runtime/keptAccount';
import { providerOf } from '../../../node-red/runtime/services';

/** Begins so many requests at once. @returns how many of them went out before the first was answered */
async function burst(limit: ConnectionLimit, requests: number): Promise<number> {
	let sent = 0;
	const answers: Array<() => void> = [];
	const all = Array.from({ length: requests }, async () => {
		await limit.run(async () => {
			sent++;
			await new Promise<void>((resolve) => answers.push(resolve));
		});
	});
	const atFirst = sent;
	let isOver = false;
	void Promise.all(all).then(() => (isOver = true));
	while (!isOver) {
		for (const answer of answers.splice(0)) answer();
		await jest.advanceTimersByTimeAsync(0);
	}
	return atFirst;
}

describe('of an account', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('opens connections little by little, up to the most', async () => {
		const limit = new ConnectionLimit();
		expect(await burst(limit, 400)).toBe(FIRST_CONNECTIONS);
		expect(await burst(limit, 400)).toBe(FIRST_CONNECTIONS + 100);
		for (let bursts = 0; bursts < 5; bursts++) await burst(limit, 400);
		expect(await burst(limit, MOST_CONNECTIONS + 50)).toBe(MOST_CONNECTIONS);
	});

	it('begins anew once the connections are closed', async () => {
		const limit = new ConnectionLimit();
		await burst(limit, 400);
		await jest.advanceTimersByTimeAsync(IDLE_MS);
		expect(await burst(limit, 400)).toBe(FIRST_CONNECTIONS + 100);
		await jest.advanceTimersByTimeAsync(IDLE_MS + 1);
		expect(await burst(limit, 400)).toBe(FIRST_CONNECTIONS);
	});
});

it('holds for what an account sends', async () => {
	let opened = 0;
	const answer = JSON.stringify({ access_token: 'token-1', expire: new Date(Date.now() + 86_400_000).toISOString() });
	const server = createServer((_request, response) => void response.end(answer));
	server.on('connection', () => opened++);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const account = new KeptAccount('a', { warn: () => undefined });
	const fields = { environment: 'custom', baseUrl, login: 'login', password: 'password', licenseKey: 'key' };
	account.configure(providerOf('sagi')!, fields);
	const sender = new AccountSender(account);
	await sender.renew('send');
	expect(opened).toBe(1);
	const send = async () => await sender.sendWithRetry({ method: 'GET', path: '/' });
	await Promise.all(Array.from({ length: 400 }, send));
	expect(opened).toBeGreaterThan(FIRST_CONNECTIONS);
	expect(opened).toBeLessThan(1 + FIRST_CONNECTIONS + 100);
	server.closeAllConnections();
	server.close();
});
