import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlain, get as getPlain } from 'node:http';
import { createServer, get, type RequestOptions, type ServerOptions } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { noAnswerOf, type NoAnswer } from '../../http/noAnswer';

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
afterAll(() => rmSync(folder, { recursive: true }));

function certificate(name: string, ...days: string[]) {
	const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
	const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
	execFileSync(
		'openssl',
		['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject, ...days],
		{
			stdio: 'ignore',
		},
	);
	return { key: readFileSync(key), cert: readFileSync(cert) };
}

const own = certificate('localhost', '-days', '2');
const other = certificate('other.example', '-days', '2');

async function fault(server: Server, options: RequestOptions = {}, ask: typeof get = get): Promise<NoAnswer> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const error = await new Promise((resolve) => {
		ask({ host: '127.0.0.1', servername: 'localhost', port, agent: false, ...options }, resolve).on('error', resolve);
	});
	await new Promise((resolve) => server.close(resolve));
	return noAnswerOf(error);
}

const tls = (options: ServerOptions) => createServer(options, (_, response) => response.end());

describe('what is wrong with a certificate or TLS, as Node tells it', () => {
	it('an authority that is not known', async () => {
		const { reason, advice } = await fault(tls(own));
		expect(reason).toBe('showed a certificate that is not trusted here');
		expect(advice).toContain('NODE_EXTRA_CA_CERTS');
	});

	it('another host name', async () => {
		const { reason, advice } = await fault(tls(other), { ca: other.cert });
		expect(reason).toBe('showed a certificate of another host name');
		expect(advice).not.toContain('NODE_EXTRA_CA_CERTS');
	});

	it('https spoken to a port of http', async () => {
		const { reason } = await fault(createPlain((_, response) => response.end()));
		expect(reason).toBe('does not speak https at this port');
	});

	it('a version of TLS that is too old', async () => {
		const old = tls({ ...own, maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
		expect((await fault(old, { ca: own.cert })).reason).toBe('speaks a version of TLS that is too old');
	});

	it('no kind of encryption that both know', async () => {
		const narrow = tls({ ...own, maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA256' });
		const options: RequestOptions = { ca: own.cert, ciphers: 'ECDHE-RSA-AES256-GCM-SHA384', maxVersion: 'TLSv1.2' };
		expect((await fault(narrow, options)).reason).toBe('ended the TLS handshake');
	});

	it('http spoken to a port of https ends without an answer, or with one that is none', async () => {
		const { reason } = await fault(tls(own), {}, getPlain as typeof get);
		expect(reason).toMatch(/closed the connection|not HTTP/);
	});
});

it.each([
	['CERT_HAS_EXPIRED', 'has expired', 'clock'],
	['CERT_NOT_YET_VALID', 'not valid yet', 'clock'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not trusted', 'NODE_EXTRA_CA_CERTS'],
	['CERT_REVOKED', 'was revoked', 'taken back'],
	['INVALID_PURPOSE', 'is not trusted', 'NODE_EXTRA_CA_CERTS'],
	['ERR_OSSL_EVP_UNSUPPORTED', 'ended the TLS handshake', 'client certificate'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not trusted', 'NODE_EXTRA_CA_CERTS'],
])('%s: %s', (code, words, advice) => {
	const told = noAnswerOf(Object.assign(new Error(), { code }));
	expect(told.reason).toContain(words);
	expect(told.advice).toContain(advice);
});

it.each([
	[45_000, '45 seconds'],
	[1_000, '1 second'],
	[500, '0.5 seconds'],
])('tells the time that was waited for: %i ms', (timeoutMs, time) => {
	expect(noAnswerOf({ code: 'ECONNABORTED' }, timeoutMs).reason).toBe(`did not answer within ${time}`);
});

it('whatever else is not known may be the address, and nothing of TLS', () => {
	expect(noAnswerOf({ code: 'EOTHER' })).toEqual({
		reason: 'could not be reached',
		advice: 'Check the address in the credential, or try again later.',
		isAboutAddress: true,
	});
});
