import { answerWords, maskLogin, secretsIn, withoutSecrets } from '../../http/redact';

const answer = { status: 422, headers: {}, body: undefined };

describe('the words of an answer', () => {
	it('are told with status, code and field', () => {
		const fault = { kind: 'refused', message: 'no such branch', code: '42', field: 'branch_id' } as const;
		expect(answerWords(answer, fault, [])).toEqual({
			words: 'no such branch',
			code: '42',
			field: 'branch_id',
			said: ': "no such branch"',
			status: 'HTTP 422, code 42, field branch_id',
		});
	});

	it.each([undefined, { kind: 'refused', code: '422' } as const])('do not say the status twice (%p)', (fault) => {
		expect(answerWords(answer, fault, [])).toMatchObject({ said: '', status: 'HTTP 422' });
	});

	it('are cut where they are long, a code and a field sooner', () => {
		const long = 'x'.repeat(1_000);
		const { words, code, field } = answerWords(answer, { kind: 'refused', message: long, code: long, field: long }, []);
		expect([words, code, field].map((text) => text?.length)).toEqual([301, 61, 61]);
		expect(withoutSecrets('x'.repeat(300), [])).toBe('x'.repeat(300));
	});

	it('hold nothing of a secret that begins like another one', () => {
		expect(withoutSecrets('Token 1042|kH3xYz may not do this', ['1042', '1042|kH3xYz'])).toBe(
			'Token ••• may not do this',
		);
	});

	it('keep no control characters, which could write into a terminal or turn the text around', () => {
		expect(withoutSecrets('one\u001b[2J\r\ntwo\u2028\u202ethree', [])).toBe('one [2J two three');
	});
});

describe('a secret that comes back', () => {
	const secret = 'pä"ss/w+?rd';

	it.each([
		['as it was', secret],
		['in an address', encodeURIComponent(secret)],
		['in JSON', JSON.stringify(`not ${secret}, no`)],
		['in base64', Buffer.from(secret).toString('base64')],
		['in base64url', Buffer.from(secret).toString('base64url')],
		['in a Basic header without a password', Buffer.from(`${secret}:`).toString('base64')],
	])('%s is left out, each time', (_, form) => {
		const safe = withoutSecrets(`before ${form} between ${form} after`, [secret]);
		expect(safe.match(/•••/g)).toHaveLength(2);
		expect(safe).not.toContain(form);
		expect(safe).not.toContain(secret);
	});

	it('is looked for from four characters on, and only where it is text', () => {
		expect(withoutSecrets('a pin: 1234, 123', ['1234', '123', undefined, 7, ''])).toBe('a pin: •••, 123');
	});

	it('is what the fields of a body hold whose names say so', () => {
		const body = {
			user_password: 'a',
			PIN: 'b',
			refreshToken: 'c',
			licence_key: 'd',
			code: 'e',
			phone: '7',
			client: 'f',
		};
		expect(secretsIn(body)).toEqual(['a', 'b', 'c', 'd', 'e']);
		expect([secretsIn('password=a'), secretsIn(null), secretsIn(undefined)]).toEqual([[], [], []]);
	});
});

describe('a login in a log', () => {
	it.each([
		['', '(none)'],
		['bob@example.com', 'b•••@example.com'],
		['@example', '@ex•••le'],
		['79999999910', '799•••10'],
		['1234567', '123•••67'],
		['123456', '1•••'],
	])('%p is written %p', (login, masked) => {
		expect(maskLogin(login)).toBe(masked);
	});
});

it("looks for no secrets among a file's bytes", () => {
	const bytes = Object.assign(Buffer.from('file'), { token: 'a-secret-token' });
	expect(secretsIn(bytes)).toEqual([]);
	expect(secretsIn({ token: 'a-secret-token' })).toEqual(['a-secret-token']);
});
