import { PLUSOFON_API_TOKEN, PLUSOFON_NUMBERS } from '../../sandbox/plusofon';
import { failureOf } from '../support/failure';
import { HEADERS, run, usePlusofon } from '../support/plusofon';

const pf = usePlusofon();

const headers = { ...HEADERS, authorization: `Bearer ${PLUSOFON_API_TOKEN}` };
const from = (value: number | string = 502) => ({ numberId: { __rl: true, mode: 'id', value } });
const MESSAGE = { ...from(), to: '+7 (999) 333-22-10', text: 'Ваш заказ готов' };

describe('P10 POST /api/v1/sms', () => {
	test('sends the documented parameters, and gives the ID of the answer', async () => {
		expect(await run(pf.byToken(), 'message.send', MESSAGE)).toEqual([{ success: true, id: '9001', segments: 1 }]);
		expect(pf.sent('/api/v1/sms')).toEqual([
			{
				method: 'POST',
				path: '/api/v1/sms',
				headers,
				body: { text: 'Ваш заказ готов', number_id: 502, to: 79993332210 },
			},
		]);
		expect(await run(pf.byToken(), 'message.getAll', { limit: 1 })).toMatchObject([{ msg: 'Ваш заказ готов' }]);
	});

	test('sends what the options say, and takes an ID that is a number', async () => {
		pf.service().setSettings({ messageId: 'number' });
		const messageOptions = { deliveryReport: 'both', rejectLong: false, countSegments: true };
		const text = 'я'.repeat(140);
		expect(await run(pf.byToken(), 'message.send', { ...MESSAGE, text, messageOptions })).toEqual([
			{ success: true, id: 9001, pdu: 2, segments: 3 },
		]);
		expect(pf.sent('/api/v1/sms')[0]!.body).toMatchObject({ dlr_level: 3, reject_long: false, count_pdu: true });
	});

	test.each([
		['a number that can not send', from(501), 'Номер не подключён к услуге SMS'],
		['a receiver abroad', { to: '380501112233' }, 'Неверный номер получателя'],
		['a text that is too long', { text: 'я'.repeat(71), messageOptions: { rejectLong: true } }, 'слишком длинное'],
	])('tells of %s in the words of Plusofon, and that nothing was sent', async (_, change, words) => {
		const { message, description } = await failureOf(run(pf.byToken(), 'message.send', { ...MESSAGE, ...change }));
		expect(message).toContain(words);
		expect(description).toMatch(/^The message was not sent\. /);
	});

	test.each([
		['a status of its own', { status: 500 }],
		['a gateway', { status: 502 }],
		['a lost answer', { closeAfterEffect: true }],
		['a page', { status: 200, body: '<html>', contentType: 'text/html' }],
		['an answer that says nothing', { status: 200, body: { data: {} } }],
		['an error code in a 200', { status: 200, body: { success: false, code: 500, message: 'нет доступа' } }],
	])('says after %s that it may have been sent, and sends it once', async (_, fault) => {
		pf.service().addFault({ match: { operation: 'P10 sendMessage' }, ...fault });
		const { description } = await failureOf(run(pf.byToken(), 'message.send', MESSAGE));
		expect(description).toMatch(/^The message may have been sent: look in Message → Get Many/);
		// Once is enough.
		expect(description).not.toContain('Look first');
		expect(pf.sent('/api/v1/sms')).toHaveLength(1);
	});

	test.each([
		['no phone', { to: 'call me' }],
		['no text', { text: ' ' }],
		['no number', from('')],
		['a number that is none', from('12a')],
	])('with %s sends nothing, and says so', async (_, change) => {
		const { description } = await failureOf(run(pf.byToken(), 'message.send', { ...MESSAGE, ...change }));
		expect(description).toMatch(/^The message was not sent\.|Nothing has been sent/);
		expect(pf.service().requests()).toEqual([]);
	});

	test('is not sent where nobody can log in, or nobody answers, and that is said', async () => {
		const wrong = await failureOf(run(pf.byEmail({ password: 'wrong' }), 'message.send', MESSAGE));
		expect(wrong.description).toMatch(/^The message was not sent\. /);
		const nowhere = await failureOf(run(pf.byToken({ baseUrl: 'http://127.0.0.1:9' }), 'message.send', MESSAGE));
		expect(nowhere.description).toMatch(/^The message was not sent\. /);
	});

	test('goes out again with a renewed session: the rejected one sent nothing', async () => {
		const credential = pf.byEmail();
		await run(credential, 'account.getManager');
		pf.service().revoke({});
		expect(await run(credential, 'message.send', MESSAGE)).toMatchObject([{ success: true }]);
		expect(
			pf
				.service()
				.requests()
				.filter(({ operation, status }) => operation === 'P10 sendMessage' && status === 200),
		).toHaveLength(1);
	});
});

describe('P11 GET /api/v1/sms', () => {
	const all = { returnAll: true };

	test('sends its filters in the query, in days and digits', async () => {
		const messageFilters = {
			direction: 'outgoing',
			dateFrom: '2025-12-31T00:00:00.000+03:00',
			dateTo: '2026-01-01',
			sender: '+7 999 111-00-01',
			receiver: '79993332211',
		};
		const items = await run(pf.byToken(), 'message.getAll', { ...all, messageFilters });
		expect(items.length).toBeGreaterThan(3);
		for (const item of items)
			expect(item).toMatchObject({ sender: PLUSOFON_NUMBERS.mobile, receiver: '79993332211', incoming: false });
		expect(pf.sent('/api/v1/sms')).toEqual([
			{
				method: 'GET',
				path: '/api/v1/sms?date_from=2025-12-31&date_to=2026-01-01&incoming=0&sender=79991110001&receiver=79993332211&limit=100',
				headers,
			},
		]);
	});

	test('gives the same where Plusofon looks for filters in the body alone', async () => {
		const messageFilters = {
			direction: 'incoming',
			dateFrom: '2025-12-31',
			dateTo: '2025-12-31',
			sender: '89993332210',
		};
		const read = async () => await run(pf.byToken(), 'message.getAll', { ...all, messageFilters });
		pf.service().setSettings({ filtersIn: 'body' });
		const items = await read();
		expect(items.length).toBeGreaterThan(0);
		for (const { incoming, sender, created_datetime: at } of items)
			expect([incoming, sender, String(at).slice(0, 10)]).toEqual([true, '79993332210', '2025-12-31']);
	});

	test('reads page after page, and takes flags as numbers and text', async () => {
		pf.service().setSettings({ messageFlags: 'text', filtersIn: 'body' });
		const items = await run(pf.byToken(), 'message.getAll', all);
		expect(items).toHaveLength(60);
		expect(items[0]).toMatchObject({ incoming: true, pdu: 1 });
		expect(items[1]).toMatchObject({ incoming: false, sent_datetime: null });
		expect(pf.sent('/api/v1/sms').map(({ path }) => path)).toEqual([
			'/api/v1/sms?limit=100',
			...[2, 3, 4].map((page) => `/api/v1/sms?limit=100&page=${page}`),
		]);
	});

	test('stops at the limit', async () => {
		expect(await run(pf.byToken(), 'message.getAll', { returnAll: false, limit: 5 })).toHaveLength(5);
		expect(pf.sent('/api/v1/sms').map(({ path }) => path)).toEqual(['/api/v1/sms?limit=5']);
	});

	test.each([
		['a day that is none', { dateFrom: '2026-02-31' }, '"From Date" is not a date that there is'],
		['what is no date', { dateTo: 'yesterday' }, '"To Date" is not a date that there is'],
		['days in the wrong order', { dateFrom: '2026-02-02', dateTo: '2026-02-01' }, '"From Date" is after "To Date"'],
		['a sender that is no phone', { sender: 'me' }, 'The phone is not a phone number'],
	])('refuses %s before anything is sent', async (_, messageFilters, words) => {
		await expect(run(pf.byToken(), 'message.getAll', { messageFilters })).rejects.toThrow(words);
		expect(pf.service().requests()).toEqual([]);
	});

	test('tells of an answer without a list', async () => {
		pf.service().addFault({ match: { operation: 'P11 listMessages' }, body: { success: true } });
		await expect(run(pf.byToken(), 'message.getAll')).rejects.toThrow('Plusofon answered without a list in "data"');
	});
});

describe('P12 GET /api/v1/sms/dialog/{number}', () => {
	test("sends the other party's digits in the path, and gives an item a message", async () => {
		const items = await run(pf.byToken(), 'message.getDialog', { phone: '+7 999 333-22-10' });
		expect(items).toHaveLength(30);
		expect(items[0]).toEqual({
			sender: '79993332210',
			receiver: PLUSOFON_NUMBERS.mobile,
			created_datetime: expect.any(String),
			sent_datetime: expect.any(String),
			msg: 'Message 0',
			incoming: true,
		});
		expect(pf.sent('/api/v1/sms/dialog/79993332210')).toEqual([
			{ method: 'GET', path: '/api/v1/sms/dialog/79993332210', headers },
		]);
	});
});
