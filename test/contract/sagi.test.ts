import { branchesOf, sagi } from '../../providers/sagi';
import { parseLossless } from '../../http/json';
import { SAGI_ACCOUNT, SAGI_IDS, SAGI_LICENSED } from '../../sandbox/sagi';
import { prepared, reading, sessionWith } from '../support/provider';
import { runSagi, sagiCredential } from '../support/sagi';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const DAY_MS = 24 * 60 * 60 * 1000;
const account = sagi.account({ environment: 'test', login: 'business_user@example.com', password: 'secure_password' });

/** sagi.ru.txt, «Успешный ответ (200)» of POST /api/v1/auth/business, as text: its ids are beyond JavaScript's numbers. */
const LOGIN_ANSWER = parseLossless(`{
	"access_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
	"expire": "2024-10-15T10:30:00Z",
	"muted": false,
	"organization": {
		"id": 1231456789,
		"role": "administrator",
		"branches": [1234567890123456789, 9876543210987654321],
		"branches_details": [{ "id": 1988850967616950272, "name": "BranchName", "subscription_active": true }]
	}
}`);

describe('SA1 POST /api/v1/auth/business', () => {
	it('sends the example request', () => {
		expect(prepared(sagi, account, sagi.logIn(account))).toEqual({
			method: 'POST',
			path: '/api/v1/auth/business',
			headers: { 'Content-Type': 'application/json' },
			body: { phone: 'business_user@example.com', password: 'secure_password' },
		});
	});

	it('sends the licence key only when there is one', async () => {
		await runSagi(sagiCredential(sandbox(), SAGI_LICENSED), { resource: 'session', operation: 'logIn' });
		const [request] = sandbox().sagi.requests();
		expect(JSON.parse(request?.body ?? '')).toEqual({
			phone: SAGI_LICENSED.login,
			password: SAGI_LICENSED.password,
			license_key: SAGI_LICENSED.licenseKey,
		});
		expect(request).toMatchObject({ operation: 'SA1 logIn', status: 200, refusedByDocument: null });
	});

	it('reads the example answer, every digit of its ids', () => {
		const { grant, fault } = reading(sagi, LOGIN_ANSWER);
		expect(fault).toBeUndefined();
		expect(grant).toMatchObject({
			accessToken: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...',
			expiresAt: Date.parse('2024-10-15T10:30:00Z'),
			refreshWindowMs: 365 * DAY_MS,
			profile: { muted: false, organization: { id: 1231456789, role: 'administrator' } },
		});
		expect(branchesOf(grant?.profile ?? {})).toEqual([
			{ id: '1234567890123456789' },
			{ id: '9876543210987654321' },
			{ id: '1988850967616950272', name: 'BranchName', subscription_active: true },
		]);
	});

	it.each([0, 200])('reads the same in {code: %i, message, data}', (code) => {
		const { grant, fault } = reading(sagi, { code, message: 'OK', data: LOGIN_ANSWER as object });
		expect(fault).toBeUndefined();
		expect(grant?.profile).toHaveProperty('organization');
	});

	it.each([
		[400, 'Неверный формат данных', 'refused'],
		[401, 'Неверный логин или пароль', 'session'],
		[500, 'Внутренняя ошибка сервера', 'transient'],
	])('reads %i «%s» as %s, by status and in the envelope of a 200', (code, message, kind) => {
		expect(reading(sagi, { code, message }, code).fault).toMatchObject({ kind, message });
		expect(reading(sagi, { code, message, data: null }, 200).fault).toMatchObject({
			kind,
			message,
			code: String(code),
		});
	});

	it.each([3000, 3999])('reads the code %i of an order as refused: another try would not change it', (code) => {
		const body = { code, message: 'not enough bonus', data: null };
		expect(reading(sagi, body).fault).toMatchObject({ kind: 'refused', code: String(code) });
	});

	it('falls back to the expiry inside the JWT, then to 30 days', () => {
		const exp = Math.floor(Date.UTC(2027, 0, 1) / 1000);
		const jwt = `x.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.y`;
		expect(reading(sagi, { access_token: jwt }).grant?.expiresAt).toBe(Date.UTC(2027, 0, 1));
		expect(reading(sagi, { access_token: 'opaque' }).grant).toMatchObject({
			expiresAt: undefined,
			lifetimeMs: 30 * DAY_MS,
		});
	});
});

describe('SA2 POST /api/v1/auth/refresh_token', () => {
	it('sends the example request: the current token, and no body', async () => {
		expect(prepared(sagi, account, sagi.refresh(account, sessionWith('eyJ…')))).toEqual({
			method: 'POST',
			path: '/api/v1/auth/refresh_token',
			headers: { Authorization: 'Bearer eyJ…' },
		});
		const credential = sagiCredential(sandbox());
		await runSagi(credential, { resource: 'session', operation: 'logIn' });
		const token = credential.session?.accessToken;
		await runSagi(credential, { resource: 'session', operation: 'refresh' });
		expect(sandbox().sagi.requests()[1]).toMatchObject({
			operation: 'SA2 refresh',
			status: 200,
			refusedByDocument: null,
			body: '',
			headers: { authorization: `Bearer ${token}` },
		});
		expect(credential.session?.accessToken).not.toBe(token);
	});

	it('reads the example answer and keeps the organization of the log-in', async () => {
		const answer = { access_token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...', expire: '2024-11-15T10:30:00Z' };
		expect(reading(sagi, answer).grant).toMatchObject({ expiresAt: Date.parse('2024-11-15T10:30:00Z') });
		const credential = sagiCredential(sandbox());
		await runSagi(credential, { resource: 'session', operation: 'logIn' });
		const [output] = await runSagi(credential, { resource: 'session', operation: 'refresh' });
		expect(output).toMatchObject({ organization: { branches: [SAGI_IDS.branch, SAGI_IDS.secondBranch] } });
	});
});

describe('SA3 GET /api/v1/branches/{branch_id}', () => {
	it.each(['bare', 'code0', 'code200'] as const)(
		'reads the main branch and its group_id, answers %s',
		async (envelope) => {
			sandbox().sagi.setSettings({ envelope });
			const [branch] = await runSagi(sagiCredential(sandbox()), { resource: 'branch', operation: 'get' });
			expect(branch).toMatchObject({ id: SAGI_IDS.branch, name: 'BranchName', group_id: SAGI_IDS.group });
			expect(sandbox().sagi.requests()[1]).toMatchObject({
				operation: 'SA3 getBranch',
				path: `/api/v1/branches/${SAGI_IDS.branch}`,
				refusedByDocument: null,
			});
		},
	);

	it('says clearly that an account has no branches', async () => {
		const [first, ...others] = sandbox().sagi.settings.accounts;
		sandbox().sagi.setSettings({ accounts: [{ ...first!, branches: [] }, ...others] });
		const run = runSagi(sagiCredential(sandbox()), { resource: 'branch', operation: 'get' });
		await expect(run).rejects.toMatchObject({ message: 'This account has no branches' });
	});
});

describe('recommendations of the document', () => {
	it('renews 2 days before expiry by default, 1 to 5 by choice', () => {
		const fields = { login: 'l', password: 'p' };
		expect(sagi.account(fields).renewBeforeMs).toBe(2 * DAY_MS);
		expect(sagi.account({ ...fields, renewBeforeDays: 1 }).renewBeforeMs).toBe(DAY_MS);
		expect(sagi.account({ ...fields, renewBeforeDays: 30 }).renewBeforeMs).toBe(5 * DAY_MS);
	});

	it('never puts a token into an address', async () => {
		const credential = sagiCredential(sandbox());
		await runSagi(credential, { resource: 'session', operation: 'logIn' });
		const query = { parameters: [{ name: 'access_token', value: credential.session?.accessToken }] };
		const run = runSagi(credential, { resource: 'apiRequest', operation: 'send', path: '/__echo', query });
		await expect(run).rejects.toMatchObject({ message: 'The address holds the access token' });
		expect(sandbox().sagi.counters().requests).toBe(1);
	});

	it('keeps branches[0] as the main branch', async () => {
		const [output] = await runSagi(sagiCredential(sandbox()), { resource: 'session', operation: 'logIn' });
		expect(output).toMatchObject({ main_branch_id: SAGI_IDS.branch });
		expect(JSON.stringify(output)).not.toContain(SAGI_ACCOUNT.password);
	});

	it('uses the addresses of the public endpoints page', () => {
		const fields = { login: 'l', password: 'p' };
		expect(sagi.account({ ...fields, environment: 'production' }).baseUrl).toBe('https://gateway.sagi.kz');
		expect(sagi.account({ ...fields, environment: 'test' }).baseUrl).toBe('https://test.sagi.kz');
	});
});
