import { HEADERS, run, usePlusofon, USER } from '../support/plusofon';

const pf = usePlusofon();

/** Logs in, so that what follows is the operation's own request. */
async function loggedIn() {
	const credential = pf.byEmail();
	await run(credential, 'session.logIn');
	return { credential, headers: { ...HEADERS, authorization: `Bearer ${credential.session?.accessToken}` } };
}

describe('PF1 GET /api/v1/authuser', () => {
	const EXAMPLE = {
		user: USER,
		token: 'hsU0XgtVX4sxkLoHZEGk6gheXvDnD8ti',
		token_expire: 1665474011,
		refresh_token: 'OeDdqfSCOlXPGSW6kgMPwNL4aUoxLotL',
		refresh_token_expire: 1665556811,
		success: true,
	};

	test('sends the documented request', async () => {
		const { credential, headers } = await loggedIn();
		await run(credential, 'account.get');
		expect(pf.sent('/api/v1/authuser')).toEqual([{ method: 'GET', path: '/api/v1/authuser', headers }]);
	});

	test('gives the example without its live tokens, and with them on request', async () => {
		pf.service().addFault({ match: { operation: 'PF1 getUser' }, body: EXAMPLE });
		const { credential } = await loggedIn();
		const { token, refresh_token, ...rest } = EXAMPLE;
		expect(await run(credential, 'account.get')).toEqual([rest]);
		expect(await run(credential, 'account.get', { returnTokens: true })).toEqual([{ ...rest, token, refresh_token }]);
	});
});

describe('PF2 POST /api/v1/register', () => {
	const REQUEST = { email: 'user@mail.ru', phone: '79993332210', password: 'password', pin: '1234' };
	const EXAMPLE = {
		user: USER,
		token: 'hsU04ZEGk6ghesxkLoVXDnDHXvXgt8ti',
		token_expire: 1665474011,
		refresh_token: 'OeDL4aUoqfSCPwNlXPGSxLotOW6kgML',
		refresh_token_expire: 1665556811,
		success: true,
	};

	test('sends the example request, without a session', async () => {
		pf.service().addFault({ match: { operation: 'PF2 register' }, body: EXAMPLE });
		const [item] = await run(pf.byEmail(), 'account.register', { ...REQUEST, promocode: 'promo' });
		expect(pf.service().requests()).toHaveLength(1);
		expect(pf.sent('/api/v1/register')).toEqual([
			{
				method: 'POST',
				path: '/api/v1/register',
				headers: HEADERS,
				body: { ...REQUEST, password_confirmation: 'password', promocode: 'promo' },
			},
		]);
		const { token, refresh_token, ...rest } = EXAMPLE;
		expect(item).toEqual(rest);
		const [open] = await run(pf.byEmail(), 'account.register', { ...REQUEST, returnTokens: true });
		expect(open).toEqual({ ...rest, token, refresh_token });
	});

	test('leaves an empty promo code out, and keeps the session nowhere', async () => {
		const credential = pf.byEmail();
		const person = { email: 'new@mail.ru', phone: '79993332219', password: 'secret', pin: '1234' };
		await run(credential, 'account.register', person);
		expect(pf.sent('/api/v1/register')).toMatchObject([{ body: { ...person, password_confirmation: 'secret' } }]);
		expect(pf.sent('/api/v1/register')[0]?.body).not.toHaveProperty('promocode');
		expect(credential.data.session).toBeUndefined();
	});
});

describe('PF5 POST /api/v1/flashcall', () => {
	const EXAMPLE = { phone: '79993332210', token: 'n6XXNIHlmUG2mqyYszJ3CTHKKQZtqxzB', success: true };

	test('sends the example request, without a session, and gives the example answer', async () => {
		pf.service().addFault({ match: { operation: 'PF5 sendFlashCall' }, body: EXAMPLE });
		expect(await run(pf.byEmail(), 'flashCall.send', { phone: '+7 999 333-22-10' })).toEqual([EXAMPLE]);
		expect(pf.service().requests()).toHaveLength(1);
		expect(pf.sent('/api/v1/flashcall')).toEqual([
			{ method: 'POST', path: '/api/v1/flashcall', headers: HEADERS, body: { phone: '79993332210' } },
		]);
	});
});

describe('PF6 POST /api/v1/authuser/flashcall', () => {
	const EXAMPLE = { phone: '79993332210', token: 'n6XXNIHlmUG2mqyYszJ3CTHKKQZtqxzB', success: true };

	test('sends no body, and gives the example answer', async () => {
		const { credential, headers } = await loggedIn();
		pf.service().addFault({ match: { operation: 'PF6 sendOwnFlashCall' }, body: EXAMPLE, times: 1 });
		expect(await run(credential, 'flashCall.sendToMe')).toEqual([EXAMPLE]);
		expect(pf.sent('/api/v1/authuser/flashcall')).toEqual([
			{ method: 'POST', path: '/api/v1/authuser/flashcall', headers },
		]);
		await run(credential, 'flashCall.sendToMe');
		expect(pf.service().counters()).toMatchObject({ phoneCalls: 1, refusedByDocument: 0 });
	});
});

describe('PF14 GET /api/v1/manager', () => {
	const EXAMPLE = {
		name: 'Иван Иванов',
		email: 'ivan.ivanov@plusofon.ru',
		phone: '+7 495 133-22-11',
		success: true,
	};

	test('sends the documented request, and gives the example answer', async () => {
		const { credential, headers } = await loggedIn();
		pf.service().addFault({ match: { operation: 'PF14 getManager' }, body: EXAMPLE });
		expect(await run(credential, 'account.getManager')).toEqual([EXAMPLE]);
		expect(pf.sent('/api/v1/manager')).toEqual([{ method: 'GET', path: '/api/v1/manager', headers }]);
	});
});
