import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { NodeRedClient } from '../../../playground/nodeRed/client';
import { startNodeRed, type NodeRedLine, type NodeRedProcess } from '../../../playground/nodeRed/nodeRed';
import { startSandboxProcess, type SandboxProcess } from '../../../playground/sandbox';
import { temporaryFolder } from '../../../playground/temporaryFolder';
import { connectSandbox, type RemoteSandbox } from '../../../sandbox/client';
import { tarball } from './shared';

/** A sandbox, and a real Node-RED with the packed package that knows nothing yet. */
export class Stage {
	private constructor(
		readonly sandboxProcess: SandboxProcess,
		readonly sandbox: RemoteSandbox,
		public nodeRed: NodeRedProcess,
		public client: NodeRedClient,
	) {}

	static async set(line: NodeRedLine): Promise<Stage> {
		const folder = temporaryFolder(`node-red-${line}`);
		const userDir = join(folder, 'user');
		mkdirSync(userDir);
		const sandboxProcess = await startSandboxProcess(folder);
		const nodeRed = await startNodeRed({ line, userDir, tarball: tarball() });
		const sandbox = await connectSandbox(sandboxProcess.urls.control);
		return new Stage(sandboxProcess, sandbox, nodeRed, await NodeRedClient.connect(nodeRed));
	}

	/** Ends Node-RED, as a crash would where it is told so, and starts it again on the same user folder. */
	async restart(how: 'kill' | 'stop' = 'stop'): Promise<void> {
		this.client.close();
		await this.nodeRed[how]();
		this.nodeRed = await startNodeRed(this.nodeRed.options);
		this.client = await NodeRedClient.connect(this.nodeRed);
	}

	async strike(): Promise<void> {
		this.client.close();
		await this.nodeRed.stop();
		await this.sandboxProcess.stop();
	}
}
