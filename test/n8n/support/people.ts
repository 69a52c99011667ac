import { randomUUID } from 'node:crypto';
import { sqliteDatabase } from '../../../playground/database/database';
import { N8nClient } from '../../../playground/client';
import { N8nRest } from '../../../playground/rest';
import { shared } from './shared';

/** Another user of the shared n8n. */
export interface Member {
	/** Signed in as the member. */
	client: N8nClient;
	id: string;
	/** The member's personal project. */
	projectId: string;
}

const sql = async <R>(text: string): Promise<R[]> => await sqliteDatabase(shared().n8n.userFolder).query<R>(text);

/** Invites somebody, who accepts. n8n needs no licence for members. */
export async function inviteMember(): Promise<Member> {
	const { url, cookie } = shared().n8n;
	const [invited] = await new N8nRest({ url, cookie }).post<Array<{ user: { inviteAcceptUrl: string } }>>(
		'/rest/invitations',
		[{ email: `${randomUUID()}@keyring.local`, role: 'global:member' }],
	);
	const token = new URL(invited!.user.inviteAcceptUrl).searchParams.get('token');
	const rest = new N8nRest({ url });
	const who = { token, firstName: 'Mem', lastName: 'Ber', password: 'Keyring-2026' };
	const { id } = await rest.post<{ id: string }>('/rest/invitations/accept', who);
	const project = await rest.get<{ id: string }>('/rest/projects/personal');
	return { client: new N8nClient({ url, cookie: rest.cookie }), id, projectId: project.id };
}

/**
 * Shares a credential with a project, a user's personal one for instance. n8n's own request for it needs a licence: this writes the row
 * that it writes (`EnterpriseCredentialsService.shareWithProjects`).
 */
export async function shareCredential(credentialId: string, projectId: string): Promise<void> {
	await sql(`INSERT INTO shared_credentials (credentialsId, projectId, role)
		VALUES ('${credentialId}', '${projectId}', 'credential:user');`);
}

/** A team project with this member, and the credential in it. It needs a licence as well. @returns its id */
export async function teamProjectWith(member: Member, credentialId: string): Promise<string> {
	const id = randomUUID().slice(0, 16);
	await sql(`INSERT INTO project (id, name, type) VALUES ('${id}', 'Team', 'team');
		INSERT INTO project_relation (projectId, userId, role) VALUES ('${id}', '${member.id}', 'project:editor');
		UPDATE shared_credentials SET projectId = '${id}' WHERE credentialsId = '${credentialId}';`);
	return id;
}

/** What a member of the project may do from now on. */
export async function becomesAdmin(member: Member, projectId: string): Promise<void> {
	await sql(`UPDATE project_relation SET role = 'project:admin'
		WHERE projectId = '${projectId}' AND userId = '${member.id}';`);
}
