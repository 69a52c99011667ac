import { loginSession } from '../../../providers/loginSession';
import { fillLeaves, fillUrl } from '../../../providers/loginSession/substitute';
import { NASTY } from '../../support/loginSession';

const custom = (fields: object = {}) =>
	loginSession.account({
		service: 'custom',
		baseUrl: 'https://a.example/v1',
		username: 'anna',
		password: NASTY,
		logInUrl: '/login',
		logInData: '{ "user": { "name": "{username}" }, "list": ["{password}"] }',
		...fields,
	});

it('puts values in for each leaf, and reads none of them again', () => {
	expect(loginSession.logIn(custom())?.body).toEqual({ user: { name: 'anna' }, list: [NASTY] });
	expect(fillLeaves('{a}{b}', { a: '{b}', b: '1' })).toBe('{b}1');
	expect(fillUrl('/x/{a}', { a: '../y?z=1' })).toBe('/x/..%2Fy%3Fz%3D1');
});

it('reads a form as documentations write it', () => {
	const of = custom({ logInSendAs: 'form', logInData: 'grant_type=password&user={username}&pass={password}' });
	const request = loginSession.logIn(of);
	expect(Object.fromEntries(new URLSearchParams(request?.body as string))).toEqual({
		grant_type: 'password',
		user: 'anna',
		pass: NASTY,
	});
});
