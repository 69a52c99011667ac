import { isReadable, withoutTokens } from '../../providers/readable';

const JWT = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"sub":"1"}').toString('base64url')}.s1gnatur3`;

it.each([
	...['Wrong password.', 'Неверный пароль', 'invalid_grant', 'LOGIN_FAILED', 'WrongPassword', 'Unauthorized', 'Fails.'],
	...['The user name or password is incorrect', 'Try again in 30s (HTTP 429)', 'OAuth2 is off', 'E1001: locked'],
	...['downstream passphrase', 'jwtString', 'HTTPS', 'вздрогнул'],
	...['No user ann@example.com at https://a.example/api/login', 'field "username", code -32602', 'zu lang für Ärger'],
])('%s is shown', (text) => expect(withoutTokens(text)).toBe(text));

it.each([
	['tok1251abcdef', '•••'],
	['S3cr3t', '•••'],
	['abc123', '•••'],
	['123456', '•••'],
	['a9a1f569d10d6339f23c4d122a7f5c46', '•••'],
	['0dacaec2-f5fa-11e7-8000-002655851f48', '•••'],
	['abc1-def2-ghi3-jkl4', '•••'],
	['abcdefghijklmnopqrstu', '•••'],
	['qWeRtYuIoP', '•••'],
	['deadbeefcafe', '•••'],
	['session QWRTPSDFGH is over', 'session ••• is over'],
	['zxcvbnmaeqk', '•••'],
	['aaaabbbbcc', '•••'],
	[JWT, '•••'],
	[`Denied\n${JWT}`, 'Denied\n•••'],
	[`<token>${JWT}</token>`, '<token>•••</token>'],
	['your code is 482915.', 'your code is •••'],
	['{"access_token":"r:pnktnjyb996sj4p156gjtp4im"}', '{"access_token":"•••"}'],
	['token=9f8e7d6c5b is good', '••• is good'],
])('%s becomes %s', (text, shown) => expect(withoutTokens(text)).toBe(shown));

it('a mixture of letters and digits is a word only in a sentence', () => {
	expect([isReadable('E1001'), isReadable('E1001', true)]).toEqual([true, false]);
	expect(withoutTokens(undefined)).toBeUndefined();
});
