import { smartSatu } from '../../providers/smartSatu';
import { reading } from '../support/provider';
import { useSandbox } from '../support/sandbox';
import {
	EXPIRY,
	LOG_IN_ANSWER,
	runSmartSatu,
	SMART_SATU_ANSWER as ANSWER,
	SMART_SATU_TOKEN as TOKEN,
	smartSatuCredential,
} from '../support/smartSatu';

const sandbox = useSandbox();
const service = () => sandbox().smartSatu;
const logIn = { resource: 'session', operation: 'logIn' };
const orders = { resource: 'apiRequest', operation: 'send', path: '/v1/orders' };
describe('SS1 POST /api/users/login', () => {
	it('sends the example request with the two headers that may not be empty', async () => {
		await runSmartSatu(smartSatuCredential(sandbox()), logIn);
		const [request] = service().requests();
		expect(request).toMatchObject({ method: 'POST', path: '/api/users/login', status: 200, refusedByDocument: null });
		expect(request?.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', country: 'ru' });
		expect(request?.headers).not.toHaveProperty('authorization');
		expect(request?.body).toBe('{"username":"supplier","password":"qwerty","direction":"food"}');
	});

	it('reads the example answer: token, expiry, and the rest as the profile', () => {
		expect(reading(smartSatu, LOG_IN_ANSWER)).toEqual({
			grant: { accessToken: TOKEN, expiresAt: EXPIRY, profile: ANSWER },
			fault: undefined,
		});
	});

	it('gives the documented fields, and the token only when it is switched on', async () => {
		service().addFault({ match: { operation: 'logIn' }, status: 200, body: LOG_IN_ANSWER });
		const credential = smartSatuCredential(sandbox());
		const [without] = await runSmartSatu(credential, { ...logIn, simplify: false });
		expect(without).toMatchObject(ANSWER);
		expect(without).not.toHaveProperty('access_token');
		const [withToken] = await runSmartSatu(credential, { ...logIn, simplify: false, returnTokens: true });
		expect(withToken).toMatchObject({ ...ANSWER, access_token: TOKEN });
		const [simple] = await runSmartSatu(credential, logIn);
		const times = ['expires_at', 'refresh_expires_at', 'renews_at', 'seconds_left'];
		const told = ['company_id', 'id', 'role', 'url_api', 'username'].filter((name) => name in ANSWER);
		expect(Object.keys(simple!).sort()).toEqual([...told, ...times].sort());
	});
});

describe('headers', () => {
	it('reach the service on a request without a body as well', async () => {
		await runSmartSatu(smartSatuCredential(sandbox()), orders);
		expect(service().requests().at(-1)).toMatchObject({
			method: 'GET',
			path: '/api/v1/orders',
			headers: { 'content-type': 'application/json; charset=utf-8', country: 'ru' },
		});
	});
});

describe('errors', () => {
	it("are read from its framework's body", () => {
		const unauthorized = { name: 'Unauthorized', message: 'Your request was made with …', code: 0, status: 401 };
		expect(reading(smartSatu, unauthorized, 401).fault).toEqual({
			kind: 'session',
			message: 'Your request was made with …',
			field: undefined,
			code: undefined,
		});
		expect(reading(smartSatu, { message: 'no', code: 7 }, 400).fault).toMatchObject({ kind: 'refused', code: '7' });
		expect(reading(smartSatu, { comment: 'нет такого sku' }, 422).fault).toMatchObject({ kind: 'refused' });
		expect(reading(smartSatu, 'Bad Gateway', 502).fault).toMatchObject({ kind: 'transient' });
	});
});
