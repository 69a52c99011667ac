import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CREDENTIAL_EMPTY_VALUE } from 'n8n-workflow';
import type { N8nClient } from './client';
import { errorOf } from './execution';
import { projectFolder } from './packing';
import type { SandboxUrls } from './sandbox';
import { TOURS, type Tour } from './tours';
import type { NewCredential, WorkflowJson } from './types';

const EXAMPLES = join(projectFolder, 'examples');
const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

/** How a node refers to a credential, by the credential's type. */
export type CredentialsByType = ReadonlyMap<string, { id: string; name: string }>;

/** The credentials and example workflows that `npm start` keeps in its n8n. A person's own changes stay. */
export class Workspace {
	/** The sandbox's, by type. */
	readonly credentials = new Map<string, { id: string; name: string }>();
	private readonly workflows = new Map<string, string>();

	constructor(private readonly client: N8nClient) {}

	/** Creates what is not there yet, and points the credentials to the sandbox that runs now. */
	async prepare(urls: SandboxUrls): Promise<void> {
		for (const { credential } of TOURS) {
			const wanted = credential(urls);
			this.credentials.set(wanted.type, { id: await this.saveCredential(wanted), name: wanted.name });
		}
		const present = new Map((await this.client.workflows()).map(({ id, name }) => [name, id]));
		for (const file of exampleFiles()) {
			const example = readExample(file);
			const id = present.get(example.name);
			if (id) await this.fillIn(id);
			this.workflows.set(file, id ?? (await this.client.createWorkflow(withCredentials(example, this.credentials))));
		}
	}

	/**
	 * Runs a tour's example once.
	 * @returns the line to show
	 * @throws Error with the reason n8n gives when the run failed
	 */
	async run(tour: Tour): Promise<string> {
		const id = this.workflows.get(tour.example);
		if (!id) throw new Error(`examples/${tour.example} is not there`);
		const { nodes } = await this.client.workflow(id);
		const startNode = nodes.find(({ type }) => type === MANUAL_TRIGGER)?.name;
		const execution = await this.client.runManually(id, { startNode });
		if (execution.status === 'success') return tour.report(execution);
		const error = errorOf(execution) as { message?: string; description?: string | null } | undefined;
		const reason = [error?.message, error?.description].filter(Boolean).join(' ');
		throw new Error(`the run of "${execution.workflowData.name}" is ${execution.status}. ${reason}`);
	}

	// Where a node of an earlier start has no credential, or one that has been deleted, it gets the one that is there.
	private async fillIn(id: string): Promise<void> {
		const { name, nodes, connections, settings } = await this.client.workflow(id);
		const known = new Set((await this.client.credentials()).map((credential) => credential.id));
		const lacksOne = nodes.some(({ credentials = {} }) =>
			Object.values(credentials).some((one) => !known.has(one.id!)),
		);
		if (!lacksOne) return;
		const workflow = withCredentials({ name, nodes, connections, settings }, this.credentials, known);
		await this.client.updateWorkflow(id, workflow);
	}

	private async saveCredential(wanted: NewCredential): Promise<string> {
		const present = await this.client.credentials();
		const match = present.find(({ name, type }) => name === wanted.name && type === wanted.type);
		if (!match) return await this.client.createCredential(wanted);
		const shown = await this.client.getCredential(match.id);
		// A log-in with Keep in Credential empties the digits, which work once: without a session they are needed again.
		const again = Object.entries(wanted.data).filter(
			([name, value]) => /^https?:/.test(String(value)) || isEmpty(shown.data[name]),
		);
		// A new sandbox knows no session of the one before, and Gigma's can't be renewed without a person.
		await this.client.updateCredential(match.id, { ...Object.fromEntries(again), session: '' }, shown);
		return match.id;
	}
}

/** Whether a field of a credential, as the editor gets it, holds nothing. */
const isEmpty = (value: unknown): boolean => value === undefined || value === '' || value === CREDENTIAL_EMPTY_VALUE;

/** The files in examples/ that can be imported. */
export function exampleFiles(): string[] {
	return readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'));
}

/** An example as it would be imported. */
export function readExample(file: string, folder = EXAMPLES): WorkflowJson {
	return JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowJson;
}

/**
 * An exported workflow names no credential: a node gets the one of the type that it asks for.
 * @param known ids of credentials that a node may keep
 */
export function withCredentials(
	workflow: WorkflowJson,
	credentials: CredentialsByType,
	known: ReadonlySet<string> = new Set(),
): WorkflowJson {
	const nodes = workflow.nodes.map((node) => {
		if (!node.credentials) return node;
		const chosen = Object.entries(node.credentials).map(([type, one]) => {
			const keeps = one.id !== null && known.has(one.id);
			return [type, keeps ? one : (credentials.get(type) ?? one)] as const;
		});
		return { ...node, credentials: Object.fromEntries(chosen) };
	});
	return { ...workflow, nodes };
}
