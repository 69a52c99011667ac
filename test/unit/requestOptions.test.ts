import { originalOptions, withAuth, fieldsBody } from '../../transport/credential/requestOptions';

const headers = { 'X-Token': 't' };
const prepared = (rest = {}) => ({ method: 'GET', path: '/x', headers, ...rest }) as const;
const url = 'https://example.com/x';

describe('the body that fields can be added to', () => {
	it('is an object of fields, a form or a text', () => {
		const fields = { a: 1 };
		expect(fieldsBody({ url, body: fields })).toBe(fields);
		expect(fieldsBody({ url, form: fields })).toBe(fields);
		expect(fieldsBody({ url, body: fields, form: { b: 2 } })).toBe(fields);
		expect(fieldsBody({ url, body: '{"a":1}' })).toBe('{"a":1}');
	});

	it.each([
		['a list', [1]],
		['bytes', Buffer.from('a')],
		['a list of parameters', new URLSearchParams('a=1')],
		['an upload', new (class Upload {})()],
		['nothing', undefined],
	])('is not %s', (_, body) => {
		expect(fieldsBody({ url, body: body as never })).toBeUndefined();
		expect(fieldsBody({ url, form: body instanceof URLSearchParams ? (body as never) : undefined })).toBeUndefined();
	});
});

describe('options that carry a session', () => {
	it('leave the given ones as they are, and lead back to them', () => {
		const options = { url: '/x', baseURL: 'https://example.com', headers: { a: '1' }, body: { a: 1 } };
		const before = structuredClone(options);
		const sent = withAuth(options, prepared({ query: { key: 'k' }, body: { a: 1, token: 't' } }), url);
		expect(sent).toEqual({ url, headers, body: { a: 1, token: 't' }, qs: { key: 'k' } });
		expect(options).toEqual(before);
		expect(originalOptions(sent)).toBe(options);
		expect(originalOptions(options)).toBe(options);
	});

	it('refuse to put a session in the place of a file', () => {
		const body = Buffer.from('file');
		const carrying = prepared({ body: { token: 't' } });
		expect(() => withAuth({ url, body }, carrying, url)).toThrow('A file can not be sent with this credential');
		expect(withAuth({ url, body }, prepared(), url).body).toBe(body);
		expect(withAuth({ url, body: '' }, carrying, url).body).toEqual({ token: 't' });
	});

	it('add to the query that is there', () => {
		expect(withAuth({ url, qs: { a: 1 } }, prepared({ query: { b: 2 } }), url).qs).toEqual({ a: 1, b: 2 });
		expect(withAuth({ url, qs: { a: 1 } }, prepared(), url).qs).toEqual({ a: 1 });
		expect(withAuth({ url }, prepared(), url)).not.toHaveProperty('qs');
	});

	it('name the address as older nodes do, where they did', () => {
		expect(withAuth({ url: '', uri: '/x' }, prepared(), url)).toMatchObject({ url, uri: url });
		expect(withAuth({ url: '/x' }, prepared(), url)).not.toHaveProperty('uri');
	});

	it('put fields into the form where there is one, and leave a body alone that nothing was added to', () => {
		const body = { a: 1, token: 't' };
		expect(withAuth({ url, form: { a: 1 } }, prepared({ body }), url)).toEqual({ url, headers, form: body });
		const both = withAuth({ url, form: { a: 1 }, body: { b: 2 } }, prepared({ body }), url);
		expect(both).toMatchObject({ form: { a: 1 }, body });
		const form = { a: 1 };
		expect(withAuth({ url, form }, prepared({ body: form }), url)).not.toHaveProperty('body');
		expect(withAuth({ url }, prepared(), url)).not.toHaveProperty('body');
		expect(withAuth({ url, body: form }, prepared(), url).body).toBe(form);
		expect(withAuth({ url }, prepared({ body }), url).body).toBe(body);
	});
});
