import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { N8nClient } from './client';
import { errorOf } from './execution';
import { projectFolder } from './packing';
import type { SandboxUrls } from './sandbox';
import { TOURS, type Tour } from './tours';
import type { NewCredential, WorkflowJson } from './types';

const EXAMPLES = join(projectFolder, 'examples');

type SavedCredential = { id: string; name: string };

/** The credentials and example workflows that `npm start` keeps in its n8n. A person's own changes stay. */
export class Workspace {
	private readonly credentials = new Map<string, SavedCredential>();
	private readonly workflows = new Map<string, string>();

	constructor(private readonly client: N8nClient) {}

	/** Creates what is not there yet, and points the credentials to the sandbox that runs now. */
	async prepare(urls: SandboxUrls): Promise<void> {
		for (const { credential } of TOURS) {
			const wanted = credential(urls);
			this.credentials.set(wanted.type, { id: await this.saveCredential(wanted), name: wanted.name });
		}
		const present = new Map((await this.client.workflows()).map(({ id, name }) => [name, id]));
		for (const file of readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'))) {
			const workflow = this.withCredentials(readExample(file));
			const id = present.get(workflow.name) ?? (await this.client.createWorkflow(workflow));
			this.workflows.set(file, id);
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
		const execution = await this.client.runManually(id);
		if (execution.status === 'success') return tour.report(execution);
		const error = errorOf(execution) as { message?: string; description?: string | null } | undefined;
		const reason = [error?.message, error?.description].filter(Boolean).join(' ');
		throw new Error(
			`${tour.provider}: the run of "${execution.workflowData.name}" is ${execution.status}. ${reason}\n` +
				'If you have changed that workflow or its credential: `npm start -- --fresh` sets everything up anew.',
		);
	}

	private async saveCredential(wanted: NewCredential): Promise<string> {
		const present = await this.client.credentials();
		const match = present.find(({ name, type }) => name === wanted.name && type === wanted.type);
		if (!match) return await this.client.createCredential(wanted);
		const shown = await this.client.getCredential(match.id);
		if (shown.data.baseUrl !== wanted.data.baseUrl) await this.client.updateCredential(match.id, wanted.data, shown);
		return match.id;
	}

	// An exported workflow names no credential: a node gets the one of the type that it asks for.
	private withCredentials(workflow: WorkflowJson): WorkflowJson {
		const nodes = workflow.nodes.map((node) => {
			const types = Object.keys(node.credentials ?? {}).filter((type) => this.credentials.has(type));
			if (types.length === 0) return node;
			const filled = Object.fromEntries(types.map((type) => [type, this.credentials.get(type)!]));
			return { ...node, credentials: { ...node.credentials, ...filled } };
		});
		return { ...workflow, nodes };
	}
}

function readExample(file: string): WorkflowJson {
	return JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowJson;
}
