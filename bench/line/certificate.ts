import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Files of a certificate for 127.0.0.1 and its key, in PEM. */
export interface Certificate {
	/** Vouches for itself: whoever takes it for an authority trusts the server (`NODE_EXTRA_CA_CERTS`). */
	certificate: string;
	key: string;
}

// What services on the web have, and what Node verifies quickest.
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/**
 * Makes a certificate for this run.
 * @throws Error where there is no openssl on the path
 */
export async function makeCertificate(folder: string): Promise<Certificate> {
	const made = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') };
	const name = ['-subj', '/CN=Benchmark', '-addext', 'subjectAltName=IP:127.0.0.1'];
	const files = ['-out', made.certificate, '-keyout', made.key];
	await promisify(execFile)('openssl', ['req', '-x509', '-days', '2', ...KEY, ...name, ...files]);
	return made;
}
