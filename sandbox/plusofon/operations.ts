import { dateTime, paginate } from '../machinery/laravel';
import { randomText } from '../machinery/random';
import { Refusal } from '../machinery/refusal';
import { decimal, exactly, text } from '../machinery/schema';
import { logIn, renew, takeRefresh } from '../machinery/sessions';
import { addApiToken, type PlusofonAccount } from './accounts';
import {
	phone,
	newPassword,
	wrongField,
	PAIR,
	SESSION,
	CALLED,
	DONE,
	byLogin,
	own,
	session,
	loggedIn,
	flashCall,
	checkPin,
	setPassword,
	documented,
	pair,
	PAGES,
	type PlusofonOperation,
} from './answers';
import { accountOperations } from './account';
import { callOperations } from './calls';
import { messageOperations } from './messages';
import { verificationOperations } from './verification';

/** The methods of plusofon.ru.txt, and what public client code knows besides. */
export const operations: PlusofonOperation[] = [
	documented('PF1 getUser', 'GET', 'authuser', 'Получить информацию о текущем пользователе', {
		auth: 'session',
		example: SESSION,
		handle(call) {
			const account = own(call);
			const { token, service } = call;
			const refresh = service.tokens.list(({ kind, family }) => kind === 'refresh' && family === token.family).at(-1);
			return session(call, account, token, refresh);
		},
	}),
	documented('PF2 register', 'POST', 'register', 'Зарегистрироваться в личном кабинете', {
		auth: 'none',
		body: exactly({ email: text(), phone, ...newPassword, pin: text(), promocode: text() }, [
			'email',
			'phone',
			'password',
			'password_confirmation',
			'pin',
		]),
		example: SESSION,
		handle(call) {
			const { body, settings } = call;
			checkPin(call);
			for (const field of ['email', 'phone'] as const) {
				const taken = settings.accounts.some((one) => (field === 'email' ? one.login : one.phone) === body[field]);
				if (taken) throw wrongField(field, `The ${field} has already been taken.`);
			}
			if (body.password !== body.password_confirmation)
				throw wrongField('password', 'The password confirmation does not match.');
			const { email: login, password } = body;
			const id = Math.max(81, ...settings.accounts.map((one) => one.id)) + 1;
			const account: PlusofonAccount = { login, password, phone: body.phone, id, role: 'lk_admin' };
			settings.accounts.push(account);
			return loggedIn(call, account);
		},
	}),
	documented('PF3 logIn', 'POST', 'login', 'Авторизоваться: email и password (по умолчанию) или phone и pin', {
		kind: 'logIn',
		auth: 'none',
		body: {
			...exactly({ email: text(), password: text(), phone, pin: text() }, []),
			anyOf: [{ required: ['email', 'password'] }, { required: ['phone', 'pin'] }],
		},
		example: SESSION,
		handle(call) {
			const { body, settings } = call;
			const byMail = body.email !== undefined && body.password !== undefined;
			const account = settings.accounts.find((one) => (byMail ? one.login === body.email : one.phone === body.phone));
			if (!account) throw new Refusal('business', 500, 'User not found.');
			if (!byMail) checkPin(call);
			else if (account.password !== body.password) throw new Refusal('business', 400, 'Password not right.');
			return loggedIn(call, account);
		},
	}),
	documented('PF4 updatePassword', 'POST', 'update-password', 'Поменять пароль текущего пользователя', {
		auth: 'session',
		body: exactly({ current_password: text(), ...newPassword }),
		example: PAIR,
		handle(call) {
			const account = own(call);
			const { body } = call;
			if (account.password !== body.current_password) throw new Refusal('business', 400, 'Password not right.');
			if (body.password !== body.password_confirmation)
				throw wrongField('password', 'The password confirmation does not match.');
			setPassword(call, account, body.password);
			const { access, refresh } = logIn(call.service, account.login);
			return pair(call, access, refresh);
		},
	}),
	documented('PF5 sendFlashCall', 'POST', 'flashcall', 'Отправить звонок FlashCall', {
		auth: 'none',
		body: exactly({ phone }),
		example: CALLED,
		handle: (call) => flashCall(call, call.body.phone),
	}),
	documented('PF6 sendOwnFlashCall', 'POST', 'authuser/flashcall', 'Отправить FlashCall текущему пользователю', {
		auth: 'session',
		example: CALLED,
		handle: (call) => flashCall(call, own(call).phone),
	}),
	documented('PF7 refresh', 'POST', 'refresh', 'Новый токен доступа по refresh-токену', {
		kind: 'refresh',
		auth: 'none',
		body: exactly({ token: text('refresh token') }),
		example: PAIR,
		handle(call) {
			const { access, refresh } = renew(call.service, takeRefresh(call, call.body.token, 'refresh'));
			return pair(call, access, refresh);
		},
	}),
	documented('PF8 sendRestoreToken', 'POST', 'restore-token', 'Письмо с токеном для сброса пароля', {
		auth: 'none',
		body: exactly({ email: text(), url: text() }, ['email']),
		example: DONE,
		handle({ body, settings, data }) {
			const account = settings.accounts.find(({ login }) => login === body.email);
			if (!account) throw new Refusal('business', 500, 'User not found.');
			data.restoreFor = account.login;
			return DONE;
		},
	}),
	documented('PF9 changePassword', 'POST', 'change-password', 'Новый пароль взамен забытого', {
		auth: 'none',
		body: exactly({ token: text('restore token'), ...newPassword }),
		example: DONE,
		handle(call) {
			const { body, settings, data } = call;
			if (body.token !== settings.restoreToken || data.restoreFor === null)
				throw wrongField('token', 'Token not right.');
			if (body.password !== body.password_confirmation) throw new Refusal('business', 400, 'Password not right.');
			setPassword(call, byLogin(call, data.restoreFor), body.password);
			data.restoreFor = null;
			return DONE;
		},
	}),
	documented('PF10 logOut', 'POST', 'logout', 'Разлогинить текущего пользователя', {
		kind: 'logOut',
		auth: 'session',
		body: exactly({ token: text() }),
		example: DONE,
		handle(call) {
			const { service, settings, token, body } = call;
			const named = service.tokens.find(body.token);
			const kinds = settings.logOutToken === 'either' ? ['access', 'refresh'] : [settings.logOutToken];
			if (!named || named.revoked || named.account !== token.account || !kinds.includes(named.kind)) {
				throw wrongField('token', 'Not logout user.');
			}
			service.tokens.revoke({ kinds: ['access', 'refresh'], family: named.family });
			return DONE;
		},
	}),
	documented(
		'PF11 listTokens',
		'GET',
		'tokens',
		'Список токенов. `page` is not documented, but implied by the answer',
		{
			auth: 'session',
			query: { page: decimal() },
			example: {
				...paginate(
					[{ id: 5, token: 'CSMjBmWW0d41oOESLlFQ0QqGmm4afMQZxDUD', created_at: '2022-10-12 11:05:41' }],
					'1',
					'',
				),
				success: true,
			},
			handle(call) {
				const { login } = own(call);
				const list = call.data.apiTokens.filter(({ account }) => account === login);
				const shown = list.map(({ id, token, created_at }) => ({ id, token, created_at }));
				return { ...paginate(shown, call.query.page, `${PAGES}/tokens`), success: true };
			},
		},
	),
	documented('PF12 createToken', 'POST', 'tokens', 'Создать токен для доступа к API', {
		auth: 'session',
		example: { token: 'B687X5McLfibt7qNyQ80fw5HlftliFPn', success: true },
		handle(call) {
			const { login: account } = own(call);
			const { service, data } = call;
			const token = randomText(36);
			addApiToken(service, data, {
				id: data.lastTokenId + 1,
				token,
				created_at: dateTime(service.clock.now()),
				account,
			});
			return { token, success: true };
		},
	}),
	documented('PF13 deleteToken', 'DELETE', 'tokens/:token_id', 'Удалить конкретный токен', {
		auth: 'session',
		params: { token_id: decimal() },
		example: DONE,
		handle(call) {
			const { login } = own(call);
			const { apiTokens } = call.data;
			const at = apiTokens.findIndex(({ id, account }) => String(id) === call.params.token_id && account === login);
			if (at < 0) throw new Refusal('business', 404, 'Token not found.');
			const [gone] = apiTokens.splice(at, 1);
			call.service.tokens.revoke({ kinds: ['permanent'], family: gone.token });
			return DONE;
		},
	}),
	documented('PF14 getManager', 'GET', 'manager', 'Контактные данные менеджера', {
		auth: 'session',
		example: { name: 'Иван Иванов', email: 'ivan.ivanov@plusofon.ru', phone: '+7 495 133-22-11', success: true },
		handle: () => ({ name: 'Иван Иванов', email: 'ivan.ivanov@plusofon.ru', phone: '+7 495 133-22-11', success: true }),
	}),
	...accountOperations,
	...messageOperations,
	...callOperations,
	...verificationOperations,
];
