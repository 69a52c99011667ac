import { plusofon } from '../../providers/plusofon';
import { HEADERS, run, usePlusofon } from '../support/plusofon';

const pf = usePlusofon();

const REQUIRED = (field: string, named = field) => ({
	message: { message: `The ${field} field is required.`, field: named },
	code: 400,
});

describe('PF4 POST /api/v1/update-password', () => {
	const EXAMPLE = {
		token: 'tsGE8V1JnjjL6lARa8WM6MqgnWm1O84H',
		token_expire: 1654883878,
		refresh_token: 'uUQxDEcSOS8fK99LPs09SPoi48LEgzOz',
		refresh_token_expire: 1654966678,
	};
	const change = { currentPassword: 'password', newPassword: 'newpassword' };

	test('sends the example request; pair and password are kept with the credential', async () => {
		const credential = pf.byEmail();
		await run(credential, 'session.logIn');
		const before = credential.session;
		const [item] = await run(credential, 'password.update', change);
		expect(pf.sent('/api/v1/update-password')).toEqual([
			{
				method: 'POST',
				path: '/api/v1/update-password',
				headers: { ...HEADERS, authorization: `Bearer ${before?.accessToken}` },
				body: { current_password: 'password', password: 'newpassword', password_confirmation: 'newpassword' },
			},
		]);
		expect(item).toMatchObject({ success: true, seconds_left: expect.any(Number) });
		expect(item).not.toHaveProperty('token');
		expect(credential.data.password).toBe('newpassword');
		expect(credential.session?.accessToken).not.toBe(before?.accessToken);
		await run(credential, 'account.getManager');
		expect(pf.service().counters()).toMatchObject({ logIns: 1, refreshes: 0, rejectedTokens: 0 });
	});

	test('reads the example answer, which has no `success`', async () => {
		jest.setSystemTime((EXAMPLE.token_expire - 3600) * 1000);
		pf.service().addFault({ match: { operation: 'PF4 updatePassword' }, body: EXAMPLE });
		const credential = pf.byEmail();
		const [item] = await run(credential, 'password.update', { ...change, returnTokens: true });
		expect(item).toMatchObject({ token: EXAMPLE.token, refresh_token: EXAMPLE.refresh_token });
		expect(credential.session).toMatchObject({
			accessToken: EXAMPLE.token,
			refreshToken: EXAMPLE.refresh_token,
			refreshExpiresAt: 1_654_966_678_000,
		});
	});

	test('an answer without a pair still leaves the new password in the credential', async () => {
		pf.service().addFault({ match: { operation: 'PF4 updatePassword' }, body: { success: true } });
		const credential = pf.byEmail();
		expect(await run(credential, 'password.update', change)).toEqual([{ success: true }]);
		expect(credential.data).toMatchObject({ password: 'newpassword', session: 'ended' });
	});

	test('«Не указан старый пароль»: the field is that of the text, not the one that the example names', () => {
		const answer = { status: 400, headers: {}, body: REQUIRED('current_password', 'token') };
		expect(plusofon.parseError(answer)).toEqual({
			message: 'The current_password field is required.',
			field: 'current_password',
			code: '400',
			kind: 'refused',
		});
	});

	test('«Указан неверный старый пароль»: nothing is stored', async () => {
		const credential = pf.byEmail();
		await expect(run(credential, 'password.update', { ...change, currentPassword: 'wrong' })).rejects.toThrow(
			'Plusofon refused the request: "Password not right." (HTTP 400)',
		);
		expect(credential.data.password).toBe('password');
	});
});

describe('PF8 POST /api/v1/restore-token', () => {
	test('sends the example request, without a session', async () => {
		expect(await run(pf.byEmail(), 'password.sendResetEmail', { email: 'user@mail.ru' })).toEqual([{ success: true }]);
		expect(pf.service().requests()).toHaveLength(1);
		expect(pf.sent('/api/v1/restore-token')).toEqual([
			{
				method: 'POST',
				path: '/api/v1/restore-token',
				headers: HEADERS,
				body: { email: 'user@mail.ru', url: 'https://lk.plusofon.ru/password-restore' },
			},
		]);
	});

	test('leaves an empty page out', async () => {
		await run(pf.byEmail(), 'password.sendResetEmail', { email: 'user@mail.ru', resetPage: '' });
		expect(pf.sent('/api/v1/restore-token')[0]?.body).toEqual({ email: 'user@mail.ru' });
	});

	test('«Обязательное поле не заполнено»', async () => {
		pf.service().addFault({ match: { operation: 'PF8 sendRestoreToken' }, status: 400, body: REQUIRED('email') });
		await expect(run(pf.byEmail(), 'password.sendResetEmail', { email: 'x' })).rejects.toThrow(
			'Plusofon refused the request: "The email field is required." (HTTP 400, field email)',
		);
	});

	test.each([500, 200])(
		'«Пользователь не найден», with HTTP %i: refused for good, no transient fault',
		async (status) => {
			const body = { message: 'User not found.', code: 500 };
			pf.service().addFault({ match: { operation: 'PF8 sendRestoreToken' }, status, body });
			const code = status === 200 ? ', code 500' : '';
			await expect(run(pf.byEmail(), 'password.sendResetEmail', { email: 'nobody@mail.ru' })).rejects.toThrow(
				`Plusofon refused the request: "User not found." (HTTP ${status}${code})`,
			);
			expect(plusofon.parseError({ status, headers: {}, body })?.kind).toBe('refused');
		},
	);
});

describe('PF9 POST /api/v1/change-password', () => {
	const change = { resetToken: 'D9qT7Wf9k8PrMQ', newPassword: 'newpassword' };

	test('sends the example request; the credential logs in anew at the next request', async () => {
		const credential = pf.byEmail();
		await run(credential, 'session.logIn');
		expect(await run(credential, 'password.setNew', change)).toEqual([{ success: true }]);
		expect(pf.sent('/api/v1/change-password')).toEqual([
			{
				method: 'POST',
				path: '/api/v1/change-password',
				headers: HEADERS,
				body: { token: 'D9qT7Wf9k8PrMQ', password: 'newpassword', password_confirmation: 'newpassword' },
			},
		]);
		expect(credential.data).toMatchObject({ password: 'password', session: 'ended' });
	});

	test('stores the new password on request, so that the next log-in works', async () => {
		const credential = pf.byEmail();
		await run(credential, 'password.setNew', { ...change, passwordOptions: { keepPassword: true } });
		await run(credential, 'account.getManager');
		expect(pf.sent('/api/v1/login')).toMatchObject([{ body: { password: 'newpassword' } }]);
	});

	test("leaves the credential's session where the password was another's", async () => {
		const credential = pf.byEmail();
		await run(credential, 'session.logIn');
		const { session } = credential;
		await run(credential, 'password.setNew', { ...change, passwordOptions: { forgetSession: false } });
		expect(credential.session).toEqual(session);
	});

	test.each([
		['Не указаны обязательные параметры', REQUIRED('token'), '"The token field is required." (HTTP 400, field token)'],
		['Введён некорректный пароль', { message: 'Password not right.', code: 400 }, '"Password not right." (HTTP 400)'],
	])('«%s»: nothing is forgotten', async (_name, body, words) => {
		const credential = pf.byEmail();
		await run(credential, 'session.logIn');
		pf.service().addFault({ match: { operation: 'PF9 changePassword' }, status: 400, body });
		await expect(run(credential, 'password.setNew', change)).rejects.toThrow(`Plusofon refused the request: ${words}`);
		expect(credential.session).toBeDefined();
	});
});
