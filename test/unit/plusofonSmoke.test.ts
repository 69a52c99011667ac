import { run, usePlusofon } from '../support/plusofon';
const pf = usePlusofon();
test('smoke', async () => {
	const c = pf.byEmail();
	const out: unknown[] = [];
	for (const [op, p] of [
		['account.get', {}], ['account.getManager', {}],
		['account.register', { email: 'n@m.ru', phone: '+7 (999) 333-22-19', password: 's', pin: '1234' }],
		['flashCall.send', { phone: '79993332210' }], ['flashCall.sendToMe', {}],
		['session.getStatus', {}], ['session.logIn', {}], ['session.refresh', {}],
		['token.getAll', { limit: 2 }], ['token.create', {}], ['token.delete', { tokenId: { __rl: true, mode: 'id', value: 42 } }],
		['password.update', { currentPassword: 'password', newPassword: 'newpassword' }],
		['session.logOut', {}], ['session.logOut', {}], ['account.getManager', {}],
		['password.sendResetEmail', { email: 'user@mail.ru' }], ['password.setNew', { resetToken: 'D9qT7Wf9k8PrMQ', newPassword: 'third', passwordOptions: { keepPassword: true } }], ['account.getManager', {}],
		['apiRequest.send', { path: '/api/v1/payment/balance' }],
	] as Array<[string, object]>) {
		try { out.push([op, await run(c, op, p as never)]); } catch (e) { out.push([op, (e as Error).message, (e as any).description]); }
	}
	console.log(JSON.stringify(out, null, 1));
	console.log(JSON.stringify(pf.service.requests().map((r) => [r.method, r.path, r.status, r.refusedByDocument, r.body, r.headers.authorization]), null, 0).replaceAll('],[', '],\n['));
	console.log(c.data);
});
