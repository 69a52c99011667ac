import fc from 'fast-check';
import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import { branchesOf } from '../../providers/sagi';
import { SessionError } from '../../session/errors';
import { answerError, requestError } from '../../transport/execution/errors';
import { createSession } from '../../http/createSession';
import { toAnswer } from '../../http/request';
import { AnswerError } from '../../http/answerBody';
import { sessionOutput } from '../../nodes/shared/sessionOutput';
import { asItem } from '../../nodes/shared/values';
import { useSandbox } from '../support/sandbox';
import { anyBody, anyHeaders, anyStatus } from './support/answers';
import { testEngine } from '../support/engine';
import { SUBJECTS, type Subject } from './support/subjects';
import { tally } from './support/tally';

useSandbox();
const node: INode = {
	id: '1',
	name: 'Node',
	type: 'n8n-nodes-keyring.node',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const given = fc.record({ statusCode: anyStatus, headers: anyHeaders, body: anyBody });
const RUNS = 1_500;
/** A service that the credential describes is named by its host. */
const NAMES = [...SUBJECTS.map(({ name }) => name), '127\\.0\\.0\\.1:9'];
const OF_A_SERVICE = new RegExp(`^("[^"]*": )?(${NAMES.join('|')}) \\w+`);

/** Nothing that the package did not expect may come out: n8n would show it as a fault in the node. */
function expectUnderstandable({ message, description }: { message: string; description?: unknown }): void {
	const flaws = {
		namesNoService: !OF_A_SERVICE.test(message),
		isLong: message.length >= 800,
		tellsOfCode: /TypeError|undefined|\[object|Cannot (read|convert)/.test(message),
		hasControlCharacters: /[\p{Cc}\u2028\u2029]/u.test(message),
		isNotExplained: String(description ?? '') === '',
	};
	// An expectation each would take most of the test's time.
	if (Object.values(flaws).includes(true)) expect({ message, ...flaws }).toEqual({ message });
}

const accountOf = (subject: Subject) => subject.provider.account(subject.fields('http://127.0.0.1:9'));

describe.each(SUBJECTS)('$name answers a log-in or a refresh with rubbish', (subject) => {
	const provider = subject.provider;
	it.each(['log-in', 'refresh'] as const)(
		'%s: a session that can be used, or an error that a person understands',
		async (operation) => {
			const account = accountOf(subject);
			const previous = { accessToken: 'old', refreshToken: 'old', issuedAt: 1, fingerprint: '', profile: {} };
			const request = operation === 'log-in' ? provider.logIn(account) : provider.refresh(account, previous);
			if (!request) return;
			let serial = 0;
			let granted = 0;
			await fc.assert(
				fc.asyncProperty(given, async (answer) => {
					tally('generated answers');
					const http = { httpRequest: async () => answer } as never;
					const fingerprint = `${subject.name} ${serial++}`;
					const engine = testEngine();
					const attempt = { http, provider, account, fields: {}, fingerprint, operation, request, previous, engine };
					const session = await createSession(attempt).catch((error: unknown) => {
						expect(error).toBeInstanceOf(SessionError);
						expectUnderstandable(requestError({ node, provider }, error));
						return undefined;
					});
					if (!session) return;
					granted++;
					expect(session.accessToken).toMatch(/^[\x21-\x7e]{1,16000}$/);
					expect(session.refreshToken ?? 'none').toMatch(/^[\x21-\x7e]{1,16000}$/);
					for (const time of [session.expiresAt, session.refreshExpiresAt]) {
						expect(time === undefined || (Number.isFinite(time) && time > Date.now())).toBe(true);
					}
					// It survives being stored, shown and used.
					expect(JSON.parse(JSON.stringify(session))).toMatchObject({ accessToken: session.accessToken });
					sessionOutput(provider, session, account.renewBeforeMs, true);
					if (subject.name === 'Sagi') expect(branchesOf(session.profile).every(({ id }) => id !== '')).toBe(true);
					const out = provider.authorizeRequest(account, { method: 'GET', path: '/x' }, session);
					for (const value of Object.values(out.headers ?? {})) expect(value).toMatch(/^[\x20-\x7e]*$/);
				}),
				{ numRuns: RUNS },
			);
			expect(Object.keys(Object.prototype)).toEqual([]);
			expect(granted).toBeGreaterThan(5);
		},
	);

	it('any other request: an item, or an error that a person understands', async () => {
		const account = accountOf(subject);
		await fc.assert(
			fc.asyncProperty(given, async (received) => {
				tally('generated answers');
				const answer = await toAnswer(received).catch((error: unknown) => {
					expect(error).toBeInstanceOf(AnswerError);
					expectUnderstandable(requestError({ node, provider }, error));
					return undefined;
				});
				if (!answer) return;
				const fault = provider.parseError(answer);
				if (fault) {
					const error = answerError({ node, provider }, answer, fault, provider.secrets?.(account) ?? []);
					expect(error).toBeInstanceOf(NodeApiError);
					expectUnderstandable(error);
					return;
				}
				const body = provider.unwrap(answer.body);
				const items = Array.isArray(body) ? body.map(asItem) : [asItem(body)];
				for (const item of items) {
					expect(typeof item).toBe('object');
					expect(Object.getPrototypeOf(item)).toBe(Object.prototype);
					expect(JSON.stringify(item)).not.toMatch(/"__proto__":/);
				}
			}),
			{ numRuns: RUNS },
		);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});
});

it('whatever else is thrown becomes an error of the node', () => {
	const provider = SUBJECTS[0]!.provider;
	fc.assert(
		fc.property(
			fc.oneof(
				fc.anything(),
				fc.string().map((text) => new Error(text)),
			),
			(thrown) => {
				tally('generated answers');
				const error = requestError({ node, provider }, thrown);
				expect(error instanceof NodeApiError || error instanceof NodeOperationError).toBe(true);
			},
		),
	);
});
