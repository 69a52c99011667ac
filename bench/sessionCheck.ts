import type { ICredentialDataDecryptedObject, IHttpRequestHelper } from 'n8n-workflow';

import { sagi } from '../providers/sagi';
import type { Session } from '../session/session';
import { keepSession } from '../transport/credential/credentialHooks';
import { accountFingerprint } from '../http/credentialSnapshot';

const CALLS = 100_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const FIELDS = { environment: 'production', login: 'business_user@example.com', password: 'secure_password' };

/**
 * What it costs to find out that a stored session is still good, without n8n around it: µs a call of the credential's
 * `preAuthentication`, reading, hashing and parsing of the credential included, as n8n's own nodes pay it for every request. The
 * package's nodes read once an execution. The mean of 100,000 after as many that warm up.
 * @throws Error when the session was renewed
 */
export async function sessionCheckMicroseconds(): Promise<number> {
	const now = Date.now();
	const session: Session = {
		...{ accessToken: 'valid', issuedAt: now - DAY_MS, expiresAt: now + 29 * DAY_MS },
		...{ refreshExpiresAt: now + 364 * DAY_MS, fingerprint: accountFingerprint(sagi, sagi.account(FIELDS)) },
		profile: { organization: { id: '1988850967616950272', branches: ['1988850967616950273'] } },
	};
	const stored = JSON.stringify(session);
	const check = keepSession(sagi);
	const n8n = { helpers: {} } as IHttpRequestHelper;
	const checkAll = async () => {
		for (let call = 0; call < CALLS; call++) {
			const fields: ICredentialDataDecryptedObject = { ...FIELDS, session: stored };
			if (Object.keys(await check.call(n8n, fields)).length > 0) throw new Error('A valid session was renewed');
		}
	};
	await checkAll();
	const startedAt = performance.now();
	await checkAll();
	return ((performance.now() - startedAt) * 1000) / CALLS;
}
