import { setTimeout as sleep } from 'node:timers/promises';
import { PLUSOFON_API_TOKEN } from '../../../sandbox/plusofon';
import { bearer, plain, useSandbox } from './plain';

const held = useSandbox();
const HEADERS = {
	...{ 'content-type': 'application/json', accept: 'application/json', client: '10553' },
	...bearer(PLUSOFON_API_TOKEN),
};
const http = () => plain(held.sandbox.plusofon.url, HEADERS);
const manager = () => http().get('/api/v1/manager');
const login = () => http().post('/api/v1/login', { email: 'user@mail.ru', password: 'password' });

test('a status hits as often as it is told, with the provider’s error body', async () => {
	const { plusofon } = held.sandbox;
	plusofon.addFault({ status: 503, times: 2, headers: { 'retry-after': '7' } });
	const first = await manager();
	expect([first.status, first.headers['retry-after'], first.json().code]).toEqual([503, '7', 503]);
	expect([(await manager()).status, (await manager()).status]).toEqual([503, 200]);
	expect(plusofon.requests().map(({ fault }) => fault)).toEqual(['#1 status 503', '#1 status 503', null]);
	expect(plusofon.getFaults()).toEqual([]);
});

test('rules match by method, path, regular expression, kind and name', async () => {
	const { plusofon } = held.sandbox;
	const hits = async (match: object) => {
		plusofon.setFaults([{ match, status: 418 }]);
		const answers = [await manager(), await login(), await http().get('/api/v1/tokens?page=2')];
		return answers.map(({ status }) => status === 418);
	};
	expect(await hits({})).toEqual([true, true, true]);
	expect(await hits({ method: 'post' })).toEqual([false, true, false]);
	expect(await hits({ path: '/api/v1/ma' })).toEqual([true, false, false]);
	expect(await hits({ path: 'page=\\d$' })).toEqual([false, false, true]);
	expect(await hits({ operation: 'logIn' })).toEqual([false, true, false]);
	expect(await hits({ operation: 'PF11 listTokens' })).toEqual([false, false, true]);
	expect(await hits({ operation: 'refresh' })).toEqual([false, false, false]);
});

test('any body, as text or as JSON, with any type', async () => {
	const { plusofon } = held.sandbox;
	plusofon.addFault({ times: 1, body: { id: 1 } });
	plusofon.addFault({ times: 1, status: 502, body: '<html>', contentType: 'text/html' });
	plusofon.addFault({ times: 1, emptyBody: true });
	const [json, html, empty] = [await manager(), await manager(), await manager()];
	expect([json.status, json.data]).toEqual([200, '{"id":1}']);
	expect([html.status, html.data, html.headers['content-type']]).toEqual([502, '<html>', 'text/html']);
	expect([empty.status, empty.data]).toEqual([200, '']);
	expect(plusofon.counters().served).toBe(0);
});

test('a closed connection: nothing done', async () => {
	const { plusofon } = held.sandbox;
	plusofon.addFault({ times: 1, closeSocket: true });
	await expect(login()).rejects.toThrow();
	expect(plusofon.requests().at(-1)).toMatchObject({ status: null, fault: '#1 socket closed' });
	expect(plusofon.counters()).toMatchObject({ logIns: 1, logInsRefused: 1, served: 0 });
	expect((await manager()).status).toBe(200);
});

test('a lost answer: everything done', async () => {
	const { plusofon } = held.sandbox;
	const { refresh_token } = (await login()).json();
	plusofon.setSettings({ oneTimeRefresh: true });
	plusofon.addFault({ match: { operation: 'refresh' }, times: 1, closeAfterEffect: true });
	const refresh = () => http().post('/api/v1/refresh', { token: refresh_token });
	await expect(refresh()).rejects.toThrow();
	expect((await refresh()).status).toBe(401);
	expect(plusofon.requests().map(({ status }) => status)).toEqual([200, null, 401]);
});

test('a delay alone serves as usual, and shows how many were in flight', async () => {
	const { plusofon } = held.sandbox;
	plusofon.addFault({ delayMs: 150 });
	const start = Date.now();
	const answers = await Promise.all([manager(), manager(), manager(), login()]);
	expect(Date.now() - start).toBeGreaterThanOrEqual(145);
	expect(answers.every(({ status }) => status === 200)).toBe(true);
	expect(plusofon.counters().maxInFlight).toMatchObject({ 'PF14 getManager': 3, 'PF3 logIn': 1, total: 4 });
});

test('a delayed request from before a reset is dropped, and counts nowhere', async () => {
	const { plusofon } = held.sandbox;
	plusofon.addFault({ delayMs: 60 });
	const ended = expect(Promise.all([manager(), login()])).rejects.toThrow();
	while (plusofon.counters().requests < 2) await sleep(5);
	held.sandbox.reset();
	await ended;
	await sleep(100);
	expect(plusofon.counters()).toMatchObject({ requests: 0, logIns: 0, logInsRefused: 0, rejectedTokens: 0 });
	expect(plusofon.requests()).toEqual([]);
});
