import { branchesOf, sagi } from '../../providers/sagi';
import { parseLossless } from '../../http/json';
import { SAGI_ACCOUNT, SAGI_IDS, SAGI_LICENSED } from '../../sandbox/sagi';
import { reading } from '../support/provider';
import { runSagi, sagiCredential } from '../support/sagi';
import { useSandbox } from '../support/sandbox';

const sandbox = useSandbox();
const DAY_MS = 24 * 60 * 60 * 1000;

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
	it('sends the licence key only when there is one', async () => {
		const logIn = { resource: 'session', operation: 'logIn' };
		await runSagi(sagiCredential(sandbox(), SAGI_LICENSED), logIn);
		await runSagi(sagiCredential(sandbox()), logIn);
		const requests = sandbox().sagi.requests();
		const [{ login, password, licenseKey }, plain] = [SAGI_LICENSED, SAGI_ACCOUNT];
		expect(requests.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
			{ phone: login, password, license_key: licenseKey },
			{ phone: plain.login, password: plain.password },
		]);
		const sent = { operation: 'SA1 logIn', path: '/api/v1/auth/business', status: 200, refusedByDocument: null };
		expect(requests).toMatchObject([sent, sent]);
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
});

describe('SA2 POST /api/v1/auth/refresh_token', () => {
	it('sends the example request: the current token, and no body', async () => {
		const credential = sagiCredential(sandbox());
		await runSagi(credential, { resource: 'session', operation: 'logIn' });
		const token = credential.session?.accessToken;
		await runSagi(credential, { resource: 'session', operation: 'refresh' });
		expect(sandbox().sagi.requests()[1]).toMatchObject({
			operation: 'SA2 refresh',
			path: '/api/v1/auth/refresh_token',
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
});
