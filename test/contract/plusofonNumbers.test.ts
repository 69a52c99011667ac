import { PLUSOFON_API_TOKEN, PLUSOFON_NUMBERS } from '../../sandbox/plusofon';
import { HEADERS, run, usePlusofon } from '../support/plusofon';

const pf = usePlusofon();

const headers = { ...HEADERS, authorization: `Bearer ${PLUSOFON_API_TOKEN}` };
const { city, mobile, second, free } = PLUSOFON_NUMBERS;
const numbers = async (whichNumbers: string) =>
	(await run(pf.byToken(), 'number.getAll', { returnAll: true, whichNumbers })).map(({ number }) => number);

describe('P5 GET /api/v1/number', () => {
	test('sends the documented request, and gives an item a number', async () => {
		expect(await run(pf.byToken(), 'number.getAll', { returnAll: false, limit: 1 })).toEqual([
			{ id: 501, number: city },
		]);
		expect(pf.sent('/api/v1/number')).toEqual([{ method: 'GET', path: '/api/v1/number', headers }]);
	});

	test.each(['either', 'body'] as const)('gives one kind alone, whether the filter counts in %s', async (filtersIn) => {
		pf.service().setSettings({ filtersIn });
		expect(await numbers('abc')).toEqual([city]);
		expect(await numbers('def')).toEqual([mobile, second]);
		expect(await numbers('800')).toEqual([free]);
		expect(pf.sent('/api/v1/number').map(({ path }) => path)).toContain('/api/v1/number?phone_type=800');
	});

	test('takes a list that comes in pages', async () => {
		pf.service().setSettings({ lists: 'pages' });
		expect(await numbers('all')).toEqual([city, mobile, free, second]);
	});
});

describe('P6 GET /api/v1/number/sms', () => {
	test('sends no parameters, and gives the numbers that can send', async () => {
		expect(await numbers('sms')).toEqual([mobile, second]);
		expect(pf.sent('/api/v1/number/sms')).toEqual([{ method: 'GET', path: '/api/v1/number/sms', headers }]);
	});
});

describe('P27 GET /api/v1/sip', () => {
	test.each(['whole', 'pages'] as const)('gives an item a line, without its password: lists %s', async (lists) => {
		pf.service().setSettings({ lists });
		const lines = await run(pf.byToken(), 'line.getAll', { returnAll: true });
		expect(lines).toHaveLength(3);
		expect(lines[0]).toMatchObject({ id: 701, name: 'Line 101', number: 101, login: 'line101' });
		expect(JSON.stringify(lines)).not.toContain('sip-secret');
		expect(pf.sent('/api/v1/sip')[0]).toEqual({ method: 'GET', path: '/api/v1/sip', headers });
	});
});

describe('P1 GET /api/v1/payment/balance', () => {
	test.each([255, 1520.75, 0, -3.5])('sends no parameters, and gives %p as it comes', async (balance) => {
		pf.service().setSettings({ balance });
		expect(await run(pf.byToken(), 'account.getBalance')).toEqual([{ balance }]);
		expect(pf.sent('/api/v1/payment/balance')).toEqual([{ method: 'GET', path: '/api/v1/payment/balance', headers }]);
	});
});
