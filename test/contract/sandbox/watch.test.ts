import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import axios from 'axios';

import { GIGMA_WEBHOOK_SECRET } from '../../../sandbox/gigma';
import { newsOf, shown } from '../../../sandbox/watch/state';
import { Traffic } from '../../../sandbox/watch/traffic';
import { useSandbox } from '../../support/sandbox';

const sandbox = useSandbox();
const http = axios.create({ proxy: false, validateStatus: () => true });
const control = (path: string) => `${sandbox().control.url}${path}`;
const press = async (path: string, headers = {}) => await http.post(control(`/watch/${path}`), undefined, { headers });
const PASSWORD = 'secure_password';
const logIn = async (password = PASSWORD) =>
	await http.post<{ data: { access_token: string } }>(
		`${sandbox().sagi.url}/api/v1/auth/business`,
		{ phone: 'business_user@example.com', password },
		{ headers: { 'content-type': 'application/json' } },
	);

describe('the page to watch the sandbox by', () => {
	it('is told of sessions without a token in it, and what the stand-in is logged in to with', async () => {
		const { access_token: token } = (await logIn()).data.data;
		expect(token.length).toBeGreaterThan(20);
		const told = JSON.stringify(shown(sandbox().services, new Traffic()));
		expect(told).toContain(`…${token.slice(-4)}`);
		expect(told).not.toContain(token);
		expect(told).toContain(PASSWORD);
	});

	it('is told what a session that was ended is replaced with', () => {
		const told = shown(sandbox().services, new Traffic()).map(({ key, afterEnd }) => [key, afterEnd]);
		expect(Object.fromEntries(told)).toEqual({
			sagi: 'refusedRefresh',
			gigma: 'person',
			plusofon: 'refresh',
			smartSatu: 'logIn',
		});
	});

	it('is told what happened, each thing once', async () => {
		await logIn();
		await logIn('wrong_password_1');
		const first = newsOf(sandbox().sagi, 0);
		expect(first.news.map(({ what }) => what)).toEqual(['logIn', 'logInRefused']);
		expect(newsOf(sandbox().sagi, first.last).news).toEqual([]);
	});

	it('ends sessions, shortens the next ones and lets renewals fail, and takes it back', async () => {
		await logIn();
		await press('sagi/end');
		await press('sagi/short');
		await press('sagi/failing');
		const [before] = shown([sandbox().sagi], new Traffic());
		expect(before).toMatchObject({ sessions: [{ state: 'ended' }], switches: { short: true, failing: true } });
		expect((await logIn()).status).toBe(503);
		await press('sagi/failing');
		await logIn();
		await press('sagi/short');
		const [after] = shown([sandbox().sagi], new Traffic());
		expect(after).toMatchObject({ sessions: [{ life: 60 }, {}], switches: { short: false, failing: false } });
	});

	it.each([
		['another site', { origin: 'https://evil.example' }],
		['a name that leads here', { host: 'evil.example:5600' }],
		['an origin that is none', { origin: 'null' }],
	])('is refused to %s', async (_, headers) => {
		await logIn();
		expect((await press('sagi/end', headers)).status).toBe(403);
		expect((await http.get(control('/'), { headers })).status).toBe(403);
		expect(shown([sandbox().sagi], new Traffic())[0]?.sessions[0]?.state).toBe('valid');
	});

	it('says what it lacks', async () => {
		expect((await press('sagi/storm')).status).toBe(409);
		expect((await press('sagi/explode')).status).toBe(404);
		expect((await press('nobody/end')).status).toBe(404);
		expect((await press('gigma/short')).status).toBe(500);
		expect((await http.get(control('/watch/..%2Froutes.ts'))).status).toBe(404);
		const page = await http.get(control('/watch'));
		expect(page.headers['content-security-policy']).toContain("default-src 'self'");
	});

	it('counts the executions that it starts', async () => {
		const traffic = new Traffic();
		traffic.use({ sagi: control('/clock'), gigma: `${sandbox().sagi.url}/nowhere` });
		traffic.storm('sagi');
		for (
			let waits = 0;
			waits < 100 && traffic.executions('sagi').ended + traffic.executions('sagi').failed < 20;
			waits++
		)
			await new Promise((resolve) => setTimeout(resolve, 20));
		expect(traffic.executions('sagi')).toEqual({ asked: 20, ended: 0, failed: 20 });
		expect(traffic.canRun('plusofon')).toBe(false);
		traffic.toggleSteady('sagi');
		expect(traffic.isSteady('sagi')).toBe(true);
		traffic.stop();
		expect(traffic.isSteady('sagi')).toBe(false);
	});
});

describe('what the page sends to a trigger', () => {
	const received: Array<{ type: string | undefined; body: string; signature: unknown; sent: unknown }> = [];
	const receiver = createServer((request, response) => {
		let body = '';
		request.on('data', (part: Buffer) => (body += part.toString()));
		request.on('end', () => {
			const { 'content-type': type, 'x-signature': signature, 'x-webhook-timestamp': sent } = request.headers;
			received.push({ type, body, signature, sent });
			response.writeHead(request.url === '/moved' ? 302 : 202, { location: 'http://example.com' }).end();
		});
	});
	let here: string;
	beforeAll(async () => {
		await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
		here = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
	});
	beforeEach(() => void received.splice(0));
	afterAll(() => receiver.close());
	const send = async (path: string, address: string) => {
		const [service, name] = path.split('/');
		return await http.post(control(`/watch/${service}/deliveries/${name}`), { address });
	};

	it('is signed by Gigma, and new each time', async () => {
		for (let times = 0; times < 2; times++)
			expect((await send('gigma/orderPaid', `${here}/hook`)).data).toEqual({ status: 202 });
		const [one, other] = received;
		expect(one!.body).not.toBe(other!.body);
		const digest = createHmac('sha256', GIGMA_WEBHOOK_SECRET)
			.update(`${String(one!.sent)}.${one!.body}`)
			.digest('hex');
		expect(one!.signature).toBe(`sha256=${digest}`);
	});

	it('comes from Plusofon as JSON or as a form', async () => {
		for (const name of ['messageIn', 'callEnded']) await send(`plusofon/${name}`, `${here}/hook`);
		expect(received).toMatchObject([
			{ type: 'application/json', body: expect.stringContaining('"dst_number"') },
			{ type: 'application/x-www-form-urlencoded', body: expect.stringContaining('hook_event=channel_destroy') },
		]);
	});

	it('goes where the service was told to send it, if no address is entered', async () => {
		const { numbers } = sandbox().plusofon.data as { numbers: Array<{ messageUrl?: string }> };
		numbers[0]!.messageUrl = `${here}/told`;
		expect((await send('plusofon/messageIn', '')).data).toEqual({ status: 202 });
	});

	it.each(['https://127.0.0.1', 'http://example.com', 'http://127.0.0.1.example.com', 'http://10.0.0.1', 'no', ''])(
		'goes to no other computer: %p',
		async (address) => {
			const { status, data } = await send('gigma/orderPaid', address);
			expect([status, data]).toEqual([
				400,
				{ message: expect.stringContaining('Only http addresses of this computer') },
			]);
		},
	);

	it('follows no redirect, and says where nobody answers and what is not there', async () => {
		expect((await send('gigma/orderPaid', `${here}/moved`)).data).toEqual({ status: 302 });
		expect((await send('gigma/orderPaid', 'http://127.0.0.1:9')).data).toEqual({
			message: expect.stringContaining('Nobody answers there'),
		});
		expect((await send('gigma/nothing', here)).status).toBe(400);
		expect((await send('nobody/orderPaid', here)).status).toBe(404);
	});
});
