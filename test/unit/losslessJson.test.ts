import { jsonProblem, parseLossless } from '../../http/json';

describe('JSON without loss', () => {
	it.each([
		['[1234567890123456]', ['1234567890123456']],
		['[-1988850967616950272]', ['-1988850967616950272']],
		['[123456789012345]', [123456789012345]],
		['[1.2345678901234567]', [1.2345678901234567]],
		['[1234567890123456.5]', [1234567890123456.5]],
		['[1e3, 2E2]', [1000, 200]],
		['[1e999, -1e999]', ['1e999', '-1e999']],
		['{"id": 1988850967616950272, "sum": 10.5}', { id: '1988850967616950272', sum: 10.5 }],
	])('%s', (text, value) => {
		expect(parseLossless(text)).toEqual(value);
	});

	it.each([
		['{"a": 1, "a": 2}', 2],
		['{"a": 1, "a": 1988850967616950272}', '1988850967616950272'],
	])('takes the last of two values of one name: %s', (text, last) => {
		expect(parseLossless(text)).toEqual({ a: last });
	});

	it.each([
		'{"__proto__": {"admin": true}, "a": 1}',
		'{"\\u005f_proto__": {"admin": true}, "a": 1}',
		'{"__proto__": {"admin": true}, "a": 1, "id": 1988850967616950272}',
	])('replaces no prototype: %s', (text) => {
		const value = parseLossless(text) as Record<string, unknown>;
		expect(value).toMatchObject({ a: 1 });
		expect(Object.keys(value)).not.toContain('__proto__');
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
	});

	it('says what keeps a text from being JSON', () => {
		expect(jsonProblem('{"a": 1}')).toBeUndefined();
		expect(jsonProblem('{"a": 1, "a": 1988850967616950272}')).toBeUndefined();
		expect(jsonProblem('{"a": ')).toBe("Object value expected after ':' at line 1, column 7");
		expect(jsonProblem('{\n\t"a": 1,\n}')).toBe("Quoted object key expected but got '}' at line 3, column 1");
		expect(jsonProblem('[1988850967616950272')).toEqual(expect.any(String));
	});

	it('says it without the text, which can be a secret', () => {
		for (const text of ['{ "password": hunter2-secret }', '{ "password": "hunter2-secret" "x": 1 }', 'hunter2-secret'])
			expect(jsonProblem(text)).not.toMatch(/hunter|secret/);
	});
});
