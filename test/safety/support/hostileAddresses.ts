import fc from 'fast-check';

/**
 * Addresses that try to make a request with a session leave its host.
 * @param own `127.0.0.1:port` of the credential's service
 * @param foreign `127.0.0.1:port` of somebody else's
 */
export function hostileAddresses(own: string, foreign: string): string[] {
	const port = own.split(':')[1];
	return [
		// Whole addresses.
		`http://${foreign}/x`,
		`http://${foreign}`,
		`https://${foreign}/x`,
		`HTTP://${foreign}/x`,
		`http:${foreign}/x`,
		`http:/${foreign}/x`,
		`http:///${foreign}/x`,
		`http:\\\\${foreign}\\x`,
		`http:/\\${foreign}/x`,
		`ht\ttp://${foreign}/x`,
		`http://\t${foreign}/x`,
		`\u0000http://${foreign}/x`,
		` http://${foreign}/x`,
		`\nhttp://${foreign}/x`,
		`ftp://${foreign}/x`,
		`ws://${foreign}/x`,
		`file://${foreign}/x`,
		'file:///etc/passwd',
		'data:text/plain,x',
		'javascript:alert(1)',
		`http://127.0.0.1:1/x`,
		`http://localhost:${foreign.split(':')[1]}/x`,
		`http://localhost:${port}/x`,
		`https://${own}/x`,
		// A user before the host.
		`http://${own}@${foreign}/x`,
		`http://${own}%40${foreign}/x`,
		`http://user@${own}/x`,
		`http://user:word@${own}/x`,
		`http://:word@${own}/x`,
		`http://user:word@${foreign}/x`,
		`http://${own}\\@${foreign}/x`,
		`http://${foreign}\\@${own}/x`,
		`http://${foreign}#@${own}/x`,
		`http://${foreign}?@${own}/x`,
		`http://${foreign};@${own}/x`,
		'https://user:word@food.smartsatu.com/api/v1/orders',
		'https://:word@food.smartsatu.com/api/v1/orders',
		// Hosts that only look like it.
		`http://${own}.${foreign}/x`,
		`http://127.0.0.1.evil.example:${port}/x`,
		`http://127。0。0。2:${port}/x`,
		`http://⑫7.0.0.2:${port}/x`,
		'https://smartsatu.com.evil.example/x',
		'https://evilsmartsatu.com/x',
		'https://smаrtsatu.com/x',
		'https://food.smartsatu.com。evil.example/x',
		'https://food.smartsatu.com%2eevil.example/x',
		'https://food.smartsatu.com%2fevil.example/x',
		'https://food.smartsatu.com:8443/x',
		'http://food.smartsatu.com/x',
		'https://gateway.sagi.kz.evil.example/x',
		'https://gateway.sagı.kz/x',
		'https://restapi.plusofon.ru.evil.example/x',
		'https://аpi.gigma.ru/x',
		`http://0x7f.0.0.2:${port}/x`,
		`http://2130706434:${port}/x`,
		`http://[::ffff:127.0.0.2]:${port}/x`,
		// Paths that try to become a host.
		`//${foreign}/x`,
		`///${foreign}/x`,
		`////${foreign}/x`,
		`/\\${foreign}/x`,
		`\\\\${foreign}\\x`,
		`\\/${foreign}/x`,
		`/\t/${foreign}/x`,
		`/\n/${foreign}/x`,
		`／／${foreign}/x`,
		`@${foreign}/x`,
		`:80@${foreign}/x`,
		`.${foreign}/x`,
		`:${foreign.split(':')[1]}/x`,
		`;@${foreign}/x`,
		`?@${foreign}/x`,
		`#@${foreign}/x`,
		`%40${foreign}/x`,
		`%2f%2f${foreign}/x`,
		`/%5c%5c${foreign}/x`,
		// Paths that try to leave the base.
		`/../../${foreign}/x`,
		'/../../../etc/passwd',
		'/..\\..\\x',
		'/%2e%2e/%2e%2e/x',
		'/.%2e/x',
		'/..%2f..%2fx',
		'/..%2F..%2Fx',
		'/..%5c..%5cx',
		'/%2e%2e%2f%2e%2e%2fx',
		'/%252e%252e/x',
		'/..%252f..%252fx',
		'/x/..;/..;/y',
		`/x?next=http://${foreign}/`,
		`/x/http://${foreign}/`,
	];
}

/** Texts put together of what addresses are made of, whole and encoded, and of what only looks like it. */
export const anyAddress = (own: string, foreign: string): fc.Arbitrary<string> =>
	fc
		.array(
			fc.oneof(
				fc.constantFrom('http:', 'https:', '//', '/', '\\', '..', '.', '@', ':', '#', '?', '%2f', '%5c', '%2e', '%40'),
				fc.constantFrom('\t', '\n', ' ', '\u0000', '．', '。', '／', '＠', '⁄', '：', '%00', '%252e', ';', '[', ']'),
				fc.constantFrom(
					...[own, foreign, 'evil.example', 'smartsatu.com', '.smartsatu.com', 'localhost', '127.0.0.1', 'api'],
				),
				fc.webUrl(),
				fc.string({ unit: 'grapheme', maxLength: 4 }),
			),
			{ minLength: 1, maxLength: 9 },
		)
		.map((parts) => parts.join(''));
