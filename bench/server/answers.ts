import { randomBytes } from 'node:crypto';
import { FIXED_TOKEN, type ServerCounts, type ServerSettings } from './protocol';

const DAY_MS = 24 * 60 * 60 * 1000;
const BRANCH = '1988850967616950272';
const ANY = '{"id":1988850967616950999,"phone":"+77010000001","name":"Name","balance":1250,"active":true}';
const BRANCH_ANSWER = `{"id":${BRANCH},"name":"BranchName","description":"Branch","group_id":1988850967616950273}`;
const ORGANIZATION = `{"id":1231456789,"role":"administrator","branches":[${BRANCH}]}`;

/** An answer: status and JSON text. */
export type Answer = readonly [status: number, body: string];

/** As much of Sagi's protocol as the benchmark sends, with as little work a request as can be. */
export class SagiAnswers {
	private counts: ServerCounts = none();
	private left = Infinity;
	/** Of the session that is accepted. */
	private token = '';

	/** Takes new settings and counts from nought. The session stays. */
	begin({ endSessionAfter = Infinity }: ServerSettings): void {
		this.counts = none();
		this.left = endSessionAfter;
	}

	/** What was seen since `begin`. */
	seen(): ServerCounts {
		return this.counts;
	}

	/** @param authorization the header as it came */
	answer(path: string, authorization = ''): Answer {
		if (path === '/api/v1/auth/business') {
			this.counts.logIns++;
			return [200, this.grant(`,"muted":false,"organization":${ORGANIZATION}`)];
		}
		if (path === '/api/v1/auth/refresh_token') {
			this.counts.refreshes++;
			return [200, this.grant('')];
		}
		const token = authorization.slice('Bearer '.length);
		if (token !== FIXED_TOKEN && (token === '' || token !== this.token)) {
			this.counts.rejected++;
			return [401, '{"code":401,"message":"authentication error"}'];
		}
		this.counts.served++;
		if (--this.left === 0) this.token = '';
		return [200, path.startsWith('/api/v1/branches/') ? BRANCH_ANSWER : ANY];
	}

	private grant(more: string): string {
		this.token = randomBytes(150).toString('base64url');
		const expire = new Date(Date.now() + 30 * DAY_MS).toISOString();
		return `{"access_token":"${this.token}","expire":"${expire}"${more}}`;
	}
}

const none = (): ServerCounts => ({ served: 0, rejected: 0, logIns: 0, refreshes: 0 });
