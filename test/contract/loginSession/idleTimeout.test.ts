import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { MINUTE } from '../../support/account';
import { api, likeHttpRequestNode, run, session, stored } from '../../support/loginSession';
import { passTime, REAL_TIMERS } from '../../support/sandbox';

const IDLE_MINUTES = 10;

/** A service whose sessions end ten minutes after their last request, and which tells the minutes at log-in. */
function useIdleService() {
	const counts = { logIns: 0, rejected: 0, served: 0 };
	const lastUses = new Map<string, number>();
	const server = createServer((request, response) => {
		request.resume();
		const answer = (status: number, body: object) => {
			response.writeHead(status, { 'Content-Type': 'application/json', Date: new Date(Date.now()).toUTCString() });
			response.end(JSON.stringify(body));
		};
		if (request.url === '/login') {
			const token = `session-${++counts.logIns}`;
			lastUses.set(token, Date.now());
			return answer(200, { token, idle: IDLE_MINUTES });
		}
		const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
		const isOver = Date.now() - (lastUses.get(token) ?? 0) >= IDLE_MINUTES * MINUTE;
		if (!isOver) lastUses.set(token, Date.now());
		counts[isOver ? 'rejected' : 'served']++;
		answer(isOver ? 401 : 200, {});
	});
	let hours = 0;
	beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
	beforeEach(() => {
		Object.assign(counts, { logIns: 0, rejected: 0, served: 0 });
		jest.useFakeTimers({ now: Date.UTC(2026, 2, 1, (hours += 12)), doNotFake: [...REAL_TIMERS] });
	});
	afterEach(() => {
		jest.useRealTimers();
		jest.restoreAllMocks();
	});
	afterAll(async () => await new Promise((resolve) => server.close(resolve)));
	const credential = (fields: object) => {
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		return stored({ baseUrl, username: 'anna', password: 'secret', logInUrl: '/login', ...fields });
	};
	return { counts, credential };
}

const { counts, credential } = useIdleService();

const told = { expiryFrom: 'path', expiryPath: 'idle', expiryUnit: 'minutes', expiryCountedFrom: 'lastUse' };
const fixed = { expiryFrom: 'fixed', lifetime: IDLE_MINUTES, expiryCountedFrom: 'lastUse' };

describe.each([
	['told at log-in', told],
	['fixed', fixed],
])('idle time-out, %s', (_, fields) => {
	it('needs one log-in as long as the session is used', async () => {
		const one = credential(fields);
		for (let times = 0; times < 24; times++, passTime(9 * MINUTE)) await run(one, api('/things'));
		expect(counts).toEqual({ logIns: 1, rejected: 0, served: 24 });
		expect(one.writes).toBe(1);
	});

	it('logs in before the request after a pause, so that none is rejected', async () => {
		const one = credential(fields);
		for (const pause of [9, 11, 9, 10, 9]) {
			await run(one, api('/things'));
			passTime(pause * MINUTE);
		}
		expect(counts).toEqual({ logIns: 3, rejected: 0, served: 5 });
	});

	it("is lengthened by n8n's HTTP Request node as well", async () => {
		const one = credential(fields);
		for (let times = 0; times < 6; times++, passTime(9 * MINUTE)) {
			const { error } = await likeHttpRequestNode(one, { method: 'GET', uri: `${String(one.data.baseUrl)}/things` });
			expect(error).toBeUndefined();
		}
		expect(counts).toEqual({ logIns: 1, rejected: 0, served: 6 });
	});

	it('is told by Get Status as it is after the last request', async () => {
		const one = credential(fields);
		await run(one, api('/things'));
		passTime(9 * MINUTE);
		await run(one, api('/things'));
		passTime(5 * MINUTE);
		expect(await run(one, session('getStatus'))).toEqual([
			expect.objectContaining({ logged_in: true, due: false, seconds_left: 5 * 60 }),
		]);
		passTime(6 * MINUTE);
		expect(await run(one, session('getStatus'))).toEqual([
			expect.objectContaining({ logged_in: false, due: true, seconds_left: 0 }),
		]);
	});
});

it('a time that counts from the log-in is not lengthened by requests', async () => {
	const one = credential({ ...fixed, expiryCountedFrom: 'logIn' });
	for (let times = 0; times < 6; times++, passTime(9 * MINUTE)) await run(one, api('/things'));
	expect(counts.logIns).toBe(6);
});
