import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse as parseFlatted } from 'flatted';
import type { IRunExecutionData } from 'n8n-workflow';
import { runN8nCommand } from './n8n';
import { N8nRequestError, N8nRest, type RestOptions } from './rest';
import { triggerOf } from './trigger';
import type {
	CredentialView,
	Execution,
	ExecutionFilter,
	ExecutionSummary,
	NewCredential,
	TestOutcome,
	WorkflowJson,
} from './types';

const POLL_MS = 20;
const ACTIVE_WITHIN_MS = 20_000;
const FINISHED_WITHIN_MS = 120_000;
const UNFINISHED = new Set(['new', 'running', 'waiting', 'unknown']);

/** The account that `setUpOwner` creates: n8n is only reachable from this computer. */
export const OWNER = { email: 'owner@keyring.local', password: 'Keyring-2026', firstName: 'Key', lastName: 'Ring' };

/** n8n's own REST API, as the editor uses it. Every refusal is an {@link N8nRequestError} with n8n's answer. */
export class N8nClient {
	private readonly rest: N8nRest;
	private version?: string;

	constructor(options: RestOptions) {
		this.rest = new N8nRest(options);
	}

	/** The session cookie, to hand on to another process's client. */
	get cookie(): string | undefined {
		return this.rest.cookie;
	}

	/** Creates the owner of a new n8n, or signs in where there is one. */
	async setUpOwner(): Promise<void> {
		const settings = await this.rest.get<{ userManagement: { showSetupOnFirstLoad: boolean } }>('/rest/settings');
		if (settings.userManagement.showSetupOnFirstLoad) await this.rest.post('/rest/owner/setup', OWNER);
		else await this.signIn();
	}

	/** Signs in with the owner's email and password. */
	async signIn({ email, password }: { email: string; password: string } = OWNER): Promise<void> {
		await this.rest.post('/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** The full names of all node types that n8n has loaded, e.g. `n8n-nodes-keyring.sagi`. */
	async nodeTypes(): Promise<string[]> {
		const types = await this.rest.get<Array<{ name: string }>>('/types/nodes.json');
		return [...new Set(types.map(({ name }) => name))];
	}

	/** @returns the new credential's id */
	async createCredential(credential: NewCredential): Promise<string> {
		return (await this.rest.post<{ id: string }>('/rest/credentials', credential)).id;
	}

	/** A credential as the editor gets it: secrets blanked, hidden properties as n8n hands them out. */
	async getCredential(id: string): Promise<CredentialView> {
		return await this.rest.get<CredentialView>(`/rest/credentials/${id}?includeData=true`);
	}

	/** All credentials, without their data. */
	async credentials(): Promise<Array<Omit<CredentialView, 'data'>>> {
		return await this.rest.get('/rest/credentials');
	}

	/**
	 * Changes some fields the way the editor does: it sends everything back that it was shown, the rest of it unchanged.
	 * @param shown what the dialog was opened with; fetched when left out
	 */
	async updateCredential(id: string, changes: Record<string, unknown>, shown?: CredentialView): Promise<void> {
		const { name, type, data } = shown ?? (await this.getCredential(id));
		await this.rest.patch(`/rest/credentials/${id}`, { name, type, data: { ...data, ...changes } });
	}

	async deleteCredential(id: string): Promise<void> {
		await this.rest.delete(`/rest/credentials/${id}`);
	}

	/**
	 * Tests a credential the way the editor does when a saved one is opened or saved.
	 * @param target its id, or what the dialog shows: `{ id, name, type, data }`
	 */
	async testCredential(target: string | CredentialView): Promise<TestOutcome> {
		const { id, name, type, data } = typeof target === 'string' ? await this.getCredential(target) : target;
		return await this.rest.post<TestOutcome>('/rest/credentials/test', { credentials: { id, name, type, data } });
	}

	/** @returns the new workflow's id */
	async createWorkflow(workflow: WorkflowJson): Promise<string> {
		return (await this.save(workflow)).id;
	}

	/** Saves a workflow and activates it. @returns its id @throws Error as `activate` does */
	async publish(workflow: WorkflowJson): Promise<string> {
		const { id, versionId } = await this.save(workflow);
		await this.activate(id, versionId);
		return id;
	}

	private async save(workflow: WorkflowJson): Promise<{ id: string; versionId: string }> {
		return await this.rest.post('/rest/workflows', { settings: {}, ...workflow, active: false });
	}

	async workflow(id: string): Promise<WorkflowJson & { id: string; versionId: string }> {
		return await this.rest.get(`/rest/workflows/${id}`);
	}

	/** All workflows that are not archived, without their nodes. */
	async workflows(): Promise<Array<{ id: string; name: string }>> {
		return await this.rest.get('/rest/workflows?filter=%7B%22isArchived%22%3Afalse%7D');
	}

	/** Replaces a workflow's nodes, connections and settings. */
	async updateWorkflow(id: string, workflow: WorkflowJson): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.rest.patch(`/rest/workflows/${id}`, { ...workflow, versionId });
	}

	/**
	 * Activates a workflow and waits until its triggers listen.
	 * @param version the newest by default
	 * @throws Error when a trigger does not start within 20 s
	 */
	async activate(id: string, version?: string): Promise<void> {
		const versionId = version ?? (await this.workflow(id)).versionId;
		await this.rest.post(`/rest/workflows/${id}/activate`, { versionId });
		const deadline = Date.now() + ACTIVE_WITHIN_MS;
		for (;;) {
			const answer = await this.publicationOf(id);
			if (answer.status === 'published') return;
			if (['failed', 'partial'].includes(answer.status) || Date.now() > deadline) {
				throw new Error(`Workflow ${id} did not become active: ${JSON.stringify(answer)}`);
			}
			await sleep(POLL_MS);
		}
	}

	/** The older n8n that are tested have their triggers listen before they answer, and tell no status. */
	private async publicationOf(id: string): Promise<{ status: string }> {
		return await this.rest
			.get<{ status: string }>(`/rest/workflows/${id}/publication-status`)
			.catch((error: unknown) => {
				if (error instanceof N8nRequestError && error.status === 404) return { status: 'published' };
				throw error;
			});
	}

	async deactivate(id: string): Promise<void> {
		await this.rest.post(`/rest/workflows/${id}/deactivate`, {});
	}

	/** Deactivates, archives and deletes a workflow with its executions. */
	async deleteWorkflow(id: string): Promise<void> {
		await this.rest.post(`/rest/workflows/${id}/archive`, {});
		await this.rest.delete(`/rest/workflows/${id}`);
	}

	/**
	 * Runs a saved workflow as its Execute button does, and waits for the end of it.
	 * @param startNode the trigger; the workflow's only one by default
	 * @param destinationNode stops after this node
	 * @returns the execution, a failed one as well
	 */
	async runManually(id: string, how: { startNode?: string; destinationNode?: string } = {}): Promise<Execution> {
		const startNode = how.startNode ?? triggerOf(await this.workflow(id));
		const answer = await this.rest.post<{ executionId?: string }>(`/rest/workflows/${id}/run`, {
			triggerToStartFrom: { name: startNode },
			...(await this.asOlderN8nWants(id)),
			...(how.destinationNode && { destinationNode: { nodeName: how.destinationNode, mode: 'inclusive' } }),
		});
		if (!answer.executionId) throw new Error(`Workflow ${id} was not run: ${JSON.stringify(answer)}`);
		return await this.finished(answer.executionId);
	}

	/** The older n8n that are tested (1.123, 2.8) take a workflow from who runs it instead of from their database. */
	private async asOlderN8nWants(id: string): Promise<{ workflowData?: object }> {
		this.version ??= (await this.rest.get<{ versionCli: string }>('/rest/settings')).versionCli;
		const [major = 0, minor = 0] = this.version.split('.').map(Number);
		return major < 2 || (major === 2 && minor < 9) ? { workflowData: await this.workflow(id) } : {};
	}

	/** An execution with its data, as far as it is. */
	async execution(id: string): Promise<Execution> {
		const raw = await this.rest.get<Omit<Execution, 'data'> & { data: string }>(`/rest/executions/${id}`);
		return { ...raw, data: parseFlatted(raw.data) as IRunExecutionData };
	}

	/**
	 * Waits for the end of an execution.
	 * @throws Error when it is still running after 120 s
	 */
	async finished(id: string): Promise<Execution> {
		const deadline = Date.now() + FINISHED_WITHIN_MS;
		for (;;) {
			await sleep(POLL_MS);
			const execution = await this.execution(id);
			if (!UNFINISHED.has(execution.status)) return execution;
			if (Date.now() > deadline) throw new Error(`Execution ${id} is still ${execution.status}`);
		}
	}

	/** The newest executions, newest first, without their data. */
	async executions(filter: ExecutionFilter = {}, limit = 100): Promise<ExecutionSummary[]> {
		const query = new URLSearchParams({ filter: JSON.stringify(filter), limit: String(limit) });
		return (await this.rest.get<{ results: ExecutionSummary[] }>(`/rest/executions?${query}`)).results;
	}

	/**
	 * Calls an active workflow's webhook.
	 * @param signal ends the wait for an answer
	 * @returns what the workflow answered
	 * @throws N8nRequestError with n8n's answer when the workflow failed
	 */
	async webhook<T = unknown>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> {
		return await this.rest.raw<T>('POST', `/webhook/${path}`, body, signal);
	}
}

/** One stored credential in clear, as `n8n export:credentials --decrypted` writes it. */
export interface ExportedCredential {
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** Exactly what n8n has stored: all credentials, decrypted by n8n's command line. Takes some seconds. */
export async function exportCredentials(
	userFolder: string,
	env: NodeJS.ProcessEnv = {},
): Promise<ExportedCredential[]> {
	const file = join(tmpdir(), `keyring-credentials-${randomBytes(6).toString('hex')}.json`);
	try {
		await runN8nCommand(['export:credentials', '--all', '--decrypted', `--output=${file}`], userFolder, env);
		return JSON.parse(readFileSync(file, 'utf8')) as ExportedCredential[];
	} finally {
		rmSync(file, { force: true });
	}
}
