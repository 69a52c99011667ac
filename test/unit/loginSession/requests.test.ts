import type { EveryRequest, Step } from '../../../providers/loginSession/description';
import { carried, requestOf } from '../../../providers/loginSession/requests';
import type { ProviderRequest } from '../../../providers/types';

const VALUES = { username: 'ann', password: 'p&w', accessToken: 'abc' };
const step = (fields: Partial<Step> = {}): Step => ({ url: '/login', method: 'POST', sendAs: 'json', ...fields });
const data = { user: '{username}', list: ['{password}', 7], nested: { a: 1 } };
const basic = `Basic ${Buffer.from('ann:p&w').toString('base64')}`;

describe('the request of a step', () => {
	it.each<[string, Partial<Step>, Partial<ProviderRequest>]>([
		['json', { data }, { body: { user: 'ann', list: ['p&w', 7], nested: { a: 1 } } }],
		['a list as json', { data: ['{username}'] }, { body: '["ann"]' }],
		['a text as json', { data: '{username}' }, { body: '"ann"' }],
		['no data as json', {}, {}],
		[
			'a form, whose lists repeat their name',
			{ sendAs: 'form', data },
			{
				headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
				body: 'user=ann&list=p%26w&list=7&nested=%7B%22a%22%3A1%7D',
			},
		],
		[
			'a list has no fields for a form',
			{ sendAs: 'form', data: ['a'] },
			{ headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: '' },
		],
		[
			'a form with a type of its own',
			{ sendAs: 'form', data: { a: 1 }, headers: { 'content-type': 'x/y' } },
			{ headers: { 'content-type': 'x/y' }, body: 'a=1' },
		],
		['a text', { sendAs: 'text', data: '{username}!' }, { headers: { 'Content-Type': 'text/plain' }, body: 'ann!' }],
		[
			'json as a text',
			{ sendAs: 'text', data: { a: 1 } },
			{ headers: { 'Content-Type': 'text/plain' }, body: '{"a":1}' },
		],
		['a query', { sendAs: 'query', data: { a: '{username}' } }, { query: { a: 'ann' } }],
		['a query of nothing', { sendAs: 'query' }, { query: {} }],
		['a query of a list', { sendAs: 'query', data: ['a'] }, { query: {} }],
		['HTTP Basic', { sendAs: 'basic' }, { headers: { Authorization: basic } }],
		['HTTP Basic with no fields', { sendAs: 'basic', data: {} }, { headers: { Authorization: basic } }],
		['HTTP Basic with a list', { sendAs: 'basic', data: ['a'] }, { headers: { Authorization: basic } }],
		[
			'HTTP Basic and a form',
			{ sendAs: 'basic', data: { a: 1 } },
			{ headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: basic }, body: 'a=1' },
		],
		['headers', { headers: { 'X-A': '{username}' } }, { headers: { 'X-A': 'ann' } }],
		['an address', { url: '/login/{password}', method: 'GET' }, { method: 'GET', path: '/login/p%26w' }],
	])('%s', (_, fields, expected) => {
		expect(requestOf(step(fields), VALUES)).toEqual({ method: 'POST', path: '/login', headers: {}, ...expected });
	});

	it('is Basic of nothing where there is nobody', () => {
		expect(requestOf(step({ sendAs: 'basic' }), {}).headers!.Authorization).toBe(
			`Basic ${Buffer.from(':').toString('base64')}`,
		);
	});
});

describe('what every request carries', () => {
	const request: ProviderRequest = { method: 'POST', path: '/x' };
	const carry = (every: EveryRequest, of: Partial<ProviderRequest> = {}) =>
		carried({ ...request, ...of }, every, VALUES);

	it('is nothing unless the description says so', () => {
		expect(carry({})).toEqual({ ...request, headers: {} });
	});

	it('is headers, which replace those of the same name', () => {
		expect(carry({ headers: { 'X-Session': '{accessToken}' } }, { headers: { 'x-session': 'mine', a: 'b' } })).toEqual({
			...request,
			headers: { 'X-Session': 'abc', a: 'b' },
		});
	});

	it('is a query, which replaces what is of the same name', () => {
		expect(carry({ query: { sid: '{accessToken}' } }, { query: { sid: 'mine', a: 1 } }).query).toEqual({
			sid: 'abc',
			a: 1,
		});
		expect(carry({}, { query: {} })).toHaveProperty('query', {});
		expect('query' in carry({ query: {} })).toBe(false);
	});

	it('is cookies beside those that there are', () => {
		const headers = { COOKIE: 'a=1; sid=mine', b: 'c' };
		expect(carry({ cookies: { sid: '{accessToken}', x: 'y' } }, { headers }).headers).toEqual({
			...{ Cookie: 'a=1; sid=abc; x=y', b: 'c' },
		});
		expect(carry({ headers: { cookie: 'b=2' } }, { headers: { Cookie: 'a=1' } }).headers).toEqual({
			...{ Cookie: 'a=1; b=2' },
		});
	});

	describe('is fields of the body', () => {
		const body = (of: Partial<ProviderRequest>, fields: Record<string, string> = { sid: '{accessToken}' }) =>
			carry({ body: fields }, of);
		const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

		it.each<[Partial<ProviderRequest>, ProviderRequest['body']]>([
			[{}, { sid: 'abc' }],
			[{ body: { a: 1, sid: 'mine' } }, { a: 1, sid: 'abc' }],
			[{ body: '{"n": 12345678901234567890}' }, '{"n": 12345678901234567890,"sid":"abc"}'],
			[{ body: ' {"a": 1 \n} ' }, '{"a": 1,"sid":"abc"}'],
			[{ body: '{ }' }, '{"sid":"abc"}'],
			[{ body: '[1]' }, '[1]'],
			[{ body: 'x{}' }, 'x{}'],
			[{ body: '{}x' }, '{}x'],
			[{ body: 'a=1', headers: form }, 'a=1&sid=abc'],
			[{ body: '', headers: form }, 'sid=abc'],
			[{ body: 'a=1', headers: { 'content-type': 'text/plain' } }, 'a=1'],
			[{ body: '{}', headers: { 'x-type': form['content-type'] } }, '{"sid":"abc"}'],
			[{ method: 'GET' }, undefined],
			[{ method: 'HEAD' }, undefined],
			[{ method: 'DELETE' }, { sid: 'abc' }],
		])('%j', (of, expected) => expect(body(of).body).toEqual(expected));

		it('where there are any', () => {
			expect('body' in body({}, {})).toBe(false);
			expect('body' in body({ method: 'GET' })).toBe(false);
		});
	});
});

it('sends Basic and JSON together', () => {
	expect(requestOf(step({ sendAs: 'basicJson', data: { a: '{username}' } }), VALUES)).toMatchObject({
		...{ headers: { Authorization: basic }, body: { a: 'ann' } },
	});
	expect(requestOf(step({ sendAs: 'basicJson' }), VALUES).body).toBeUndefined();
});

describe('a value that no header can carry', () => {
	const refused = { message: '"X-User" holds characters that can not be sent', field: 'X-User' };
	const values = { ...VALUES, username: 'Иванов' };

	it.each(['{username}', 'a\nb: {password}', 'a\u007f'])('is refused in the header of a step: %j', (text) => {
		expect(() => requestOf(step({ headers: { 'X-User': text } }), values)).toThrow(expect.objectContaining(refused));
	});

	it('is refused in a request and its cookies', () => {
		const send = (every: EveryRequest) => carried({ method: 'GET', path: '/' }, every, values);
		expect(() => send({ headers: { 'X-User': '{username}' } })).toThrow(expect.objectContaining(refused));
		expect(() => send({ cookies: { user: '{username}' } })).toThrow('"Cookie" holds characters that can not be sent');
		expect(send({ headers: { 'X-User': 'é{password}' } }).headers).toEqual({ 'X-User': 'ép&w' });
	});
});

it('sends the name of a cookie once', () => {
	const session = { accessToken: 'SESS=abc; ROUTE=1' };
	const cookie = (cookies: Record<string, string>) =>
		carried({ method: 'GET', path: '/' }, { cookies }, session).headers;
	expect(cookie({ SESS: '{accessToken}' })).toEqual({ Cookie: 'SESS=abc; ROUTE=1' });
	expect(cookie({ other: 'x{accessToken}' })).toEqual({ Cookie: 'other=xSESS=abc; ROUTE=1' });
});
