import { errorOf, outputOf } from '../../playground/execution';
import type { N8nClient } from '../../playground/client';
import type { WorkflowJson } from '../../playground/types';
import {
	describe as describeServer,
	DESCRIBED_PASSWORD,
	endStoredSession,
	send,
	type Described,
} from './support/describedCredential';
import { runWorkflow } from './support/n8n';
import { becomesAdmin, inviteMember, shareCredential, teamProjectWith, type Member } from './support/people';
import { sharedN8n } from './support/shared';
import { useSharedGrounds } from './support/storm/grounds';
import { httpRequest, manual } from './support/workflows';

const grounds = useSharedGrounds();
const owner = sharedN8n();
let member: Member;
let described: Described;

beforeAll(async () => void (member = await inviteMember()));

async function begin(fields: object = {}): Promise<Described> {
	described = await describeServer(owner, { headers: { 'X-Session': '{accessToken}' } }, fields);
	return described;
}
afterEach(async () => await described.server.close());

/** Our node, and n8n's own behind it. */
const bothNodes = (): WorkflowJson =>
	manual(
		send('Send', described.credential),
		httpRequest('HTTP', described.credential, { url: `${described.server.url}/things` }),
	);

async function runsAs(client: N8nClient, more: object = {}): Promise<void> {
	const execution = await runWorkflow(client, { ...bothNodes(), ...more });
	expect(errorOf(execution)).toBeUndefined();
	expect(outputOf(execution, 'HTTP')).toHaveLength(1);
}

it('a credential that is shared with a user has one session for both, which each of them renews', async () => {
	const { server, credential } = await begin();
	await runsAs(owner);
	const refused = await runWorkflow(member.client, bothNodes()).then(errorOf, (error: Error) => error);
	expect(refused?.message).toContain('access');
	expect(server.counts).toMatchObject({ logIns: 1, served: 2 });

	await shareCredential(credential.id, member.projectId);
	await runsAs(member.client);
	await endStoredSession(owner, grounds().store, credential);
	await runsAs(member.client);
	await runsAs(owner);
	expect(server.counts).toEqual({ logIns: 1, refreshes: 1, refused: 0, rejected: 0, served: 8 });

	const listed = await member.client.credentials();
	expect(listed.map(({ id }) => id)).toContain(credential.id);
	const seen = JSON.stringify(listed);
	for (const secret of [DESCRIBED_PASSWORD, ...server.secrets()]) expect(seen).not.toContain(secret);
});

it('a credential of a team project serves its editor, its admin and the owner of n8n with one session', async () => {
	const { server, credential } = await begin();
	const projectId = await teamProjectWith(member, credential.id);
	await runsAs(member.client, { projectId });
	await becomesAdmin(member, projectId);
	await runsAs(member.client, { projectId });
	await endStoredSession(owner, grounds().store, credential);
	await runsAs(owner, { projectId });
	expect(server.counts).toEqual({ logIns: 1, refreshes: 1, refused: 0, rejected: 0, served: 6 });
});

it('a field that holds an expression stays one, and the session is stored beside it', async () => {
	const password = `={{ '${DESCRIBED_PASSWORD}' }}`;
	const { server, credential } = await begin({ password });
	await runsAs(owner);
	await endStoredSession(owner, grounds().store, credential);
	await runsAs(owner);
	expect(server.counts).toEqual({ logIns: 1, refreshes: 1, refused: 0, rejected: 0, served: 4 });
	expect((await owner.getCredential(credential.id)).data).toMatchObject({ password });
});
