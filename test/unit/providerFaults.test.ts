import { parseError, type FaultDialect } from '../../providers/faults';

const read = (status: number, body?: unknown, dialect?: FaultDialect) => {
	const fault = parseError({ status, headers: {}, body: body as never }, dialect);
	return fault && (JSON.parse(JSON.stringify(fault)) as unknown);
};

it.each([
	[200, { message: 'ok', error: 'none', errors: {}, code: 400 }],
	[204, undefined],
	[299, 'text'],
	[200, { success: true }],
	[200, { success: 'false' }],
	[200, [{ success: false }]],
	[304, undefined],
])('%i %j is a success', (status, body) => expect(read(status, body)).toBeUndefined());

it.each([
	['session', 401],
	['session', 403],
	['transient', 408],
	['transient', 425],
	['transient', 429],
	['transient', 500],
	['transient', 503],
	['refused', 300],
	['refused', 400],
	['refused', 404],
	['refused', 422],
	['refused', 499],
])('%s: HTTP %i', (kind, status) => expect(read(status)).toEqual({ kind }));

it.each([
	['the body says so', 200, { success: false }, { kind: 'refused' }],
	[
		'its code tells the kind where HTTP does not',
		200,
		{ success: false, code: 503 },
		{ code: '503', kind: 'transient' },
	],
	['its code as text', 200, { success: false, code: '429' }, { code: '429', kind: 'transient' }],
	['HTTP tells before the code', 400, { code: 503 }, { code: '503', kind: 'refused' }],
	['HTTP 300 tells before the code', 300, { code: 503 }, { code: '503', kind: 'refused' }],
	['but a code of 401 always tells', 500, { code: 401 }, { code: '401', kind: 'session' }],
	['a code of 403 does beside a success', 200, { success: false, code: 403 }, { code: '403', kind: 'session' }],
	['and not beside an error', 500, { code: 403 }, { code: '403', kind: 'transient' }],
	['a code above 599 is a reason of its own', 200, { success: false, code: 3001 }, { code: '3001', kind: 'refused' }],
	['the last code of a server', 200, { success: false, code: 599 }, { code: '599', kind: 'transient' }],
	['the first one after it', 200, { success: false, code: 600 }, { code: '600', kind: 'refused' }],
	['a code in words', 200, { success: false, code: 'E503' }, { code: 'E503', kind: 'refused' }],
	['a code with words behind', 200, { success: false, code: '503 x' }, { code: '503 x', kind: 'refused' }],
])('%s', (_, status, body, fault) => expect(read(status, body)).toEqual(fault));

it.each([
	['message', { message: 'a', error: 'b' }, { message: 'a' }],
	['error', { message: ' ', error: 'b' }, { message: 'b' }],
	[
		'message.message and its field',
		{ message: { message: 'a', field: 'f' }, error: 'b' },
		{ message: 'a', field: 'f' },
	],
	['error.message', { error: { message: 'a', field: 'f' } }, { message: 'a', field: 'f' }],
	['errors as a list', { errors: [1, '', 'a'] }, { message: 'a' }],
	['errors by field, of several texts', { errors: { f: ['', 'a', 'b'], g: ['c'] } }, { message: 'a', field: 'f' }],
	['errors by field, of one text', { errors: { f: 'a' } }, { message: 'a', field: 'f' }],
	['errors as text', { errors: 'a' }, { message: 'a' }],
	['no errors', { errors: {} }, {}],
	['detail', { detail: 'a' }, { message: 'a' }],
	['message before errors before detail', { errors: ['b'], detail: 'c', message: 'a' }, { message: 'a' }],
	['errors before detail', { errors: ['b'], detail: 'c' }, { message: 'b' }],
	['a number is no words', { message: 7 }, {}],
	['a list of messages', { message: ['a', 'b'] }, { message: 'a' }],
	[
		'errors[0].message, as GraphQL and Directus have it',
		{ errors: [{ message: 'a', extensions: {} }] },
		{ message: 'a' },
	],
	['msg', { code: 400, error_code: 'invalid_credentials', msg: 'a' }, { message: 'a', code: '400' }],
	[
		'error.data before its message',
		{ error: { code: -1, message: 'Application error.', data: 'a' } },
		{ message: 'a' },
	],
	[
		'error.data.message',
		{ error: { message: 'Odoo Server Error', data: { name: 'x', message: 'a' } } },
		{ message: 'a' },
	],
	['error.message.value', { error: { code: 1, message: { lang: 'en-us', value: 'a' } } }, { message: 'a' }],
	['detail[0].msg and where', { detail: [{ loc: ['body', 'f'], msg: 'a' }] }, { message: 'a', field: 'f' }],
	['detail of problem+json', { type: 'about:blank', title: 'Forbidden', detail: 'a', status: 403 }, { message: 'a' }],
	['title of problem+json', { type: 'about:blank', title: 'a', status: 403 }, { message: 'a' }],
	['Message', { Message: 'a', MessageDetail: 'b' }, { message: 'a' }],
	['errorMessage', { errorCode: 7, errorMessage: 'a' }, { message: 'a' }],
	['error_description before error', { error: 'invalid_grant', error_description: 'a' }, { message: 'a' }],
	['reason before error', { error: 'unauthorized', reason: 'a' }, { message: 'a' }],
	['data.message', { success: false, data: { name: 'x', message: 'a' } }, { message: 'a' }],
	['the field of errors beside a message', { message: 'a', errors: { 'f.0': ['b'] } }, { message: 'a', field: 'f.0' }],
	['fields at the top', { username: ['a'] }, { message: 'a', field: 'username' }],
	['JSON:API', { errors: [{ status: '422', title: 'Invalid', detail: 'a' }] }, { message: 'a' }],
	['status.message', { status: { code: 401, message: 'a' } }, { message: 'a' }],
	['statusMessage', { statusMessage: 'a' }, { message: 'a' }],
	['errmsg', { errcode: 40001, errmsg: 'a' }, { message: 'a' }],
	['errorSummary', { errorCode: 'E', errorSummary: 'a', errorCauses: [] }, { message: 'a' }],
	['violations', { violations: [{ propertyPath: 'f', message: 'a' }] }, { message: 'a' }],
	['odata.error', { 'odata.error': { code: 'x', message: { lang: 'en', value: 'a' } } }, { message: 'a' }],
	['failure.reason', { failure: { reason: 'a' } }, { message: 'a' }],
	['error.text', { error: { code: 5, text: 'a' } }, { message: 'a' }],
	['message by field', { message: { f: ['a'] } }, { message: 'a', field: 'f' }],
	['error by field', { error: { f: ['a'] } }, { message: 'a', field: 'f' }],
	['form.errors', { form: { errors: ['a'] } }, { message: 'a' }],
	['a status in one word is a code', { status: 'a' }, {}],
	['XML', '<?xml version="1.0"?><error><code>7</code><message>a</message></error>', { message: 'a' }],
	[
		'SOAP',
		'<s:Envelope><s:Body><s:Fault><faultcode>x</faultcode><faultstring xml:lang="en">a</faultstring></s:Fault></s:Body></s:Envelope>',
		{ message: 'a' },
	],
	['a form', 'error=invalid_grant&error_description=a+b', { message: 'a b' }],
	['plain text', ' a b\n', { message: 'a b' }],
	['a page is no words', '<!doctype html><title>a</title>', {}],
	['data that is a text is no words', { data: 'a' }, {}],
	['a value outside of a message is no words', { value: { a: 'a' } }, {}],
	['what lies too deep', { error: { error: { error: { error: { error: { error: { error: 'a' } } } } } } }, {}],
])('the words of an error: %s', (_, body, words) => {
	expect(read(400, body)).toEqual({ kind: 'refused', ...words });
});

describe('a dialect', () => {
	it('tells from the body that a request went wrong', () => {
		const bodyFails = (body: object) => 'oops' in body;
		expect(read(200, { oops: 1 }, { bodyFails })).toEqual({ kind: 'refused' });
		expect(read(200, { fine: 1 }, { bodyFails })).toBeUndefined();
	});

	it('names codes from 500 on that another try does not change', () => {
		const refusedCodes = [500];
		expect(read(500, undefined, { refusedCodes })).toEqual({ kind: 'refused' });
		expect(read(503, undefined, { refusedCodes })).toEqual({ kind: 'transient' });
		expect(read(200, { success: false, code: 500 }, { refusedCodes })).toEqual({ code: '500', kind: 'refused' });
	});
});
