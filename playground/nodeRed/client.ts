import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';

import { logTail } from '../process';
import { moduleOf, type NodeRedProcess } from './nodeRed';

const STARTED_WITHIN_MS = 20_000;

/** A node of a flow as Node-RED exports it. `credentials` go along with a deploy alone. */
export interface FlowNode {
	id: string;
	type: string;
	z?: string;
	name?: string;
	wires?: string[][];
	credentials?: Record<string, string>;
	[property: string]: unknown;
}

/** What a debug node has shown, or an error that no node has caught. */
export interface Shown {
	id: string;
	name?: string;
	msg: string;
	format: string;
}

/** What stands under a node. */
export interface Status {
	text?: string;
	fill?: string;
}

interface Socket {
	on(event: string, listener: (data: Buffer) => void): void;
	send(text: string): void;
	close(): void;
}

/** What the editor of a running Node-RED can do, without the editor. */
export class NodeRedClient {
	readonly shown: Shown[] = [];
	readonly statuses = new Map<string, Status>();

	private constructor(
		private readonly nodeRed: NodeRedProcess,
		private readonly socket: Socket,
	) {}

	/** Listens to what the sidebar shows. Close it in the end. */
	static async connect(nodeRed: NodeRedProcess): Promise<NodeRedClient> {
		// Node 20 has no WebSocket of its own; Node-RED brings one along.
		const ofEditor = createRequire(join(moduleOf(nodeRed.options.line, '@node-red/editor-api'), 'package.json'));
		const WebSocket = ofEditor('ws') as new (url: string) => Socket;
		const socket = new WebSocket(`${nodeRed.url.replace('http', 'ws')}/comms`);
		const client = new NodeRedClient(nodeRed, socket);
		socket.on('message', (data) => client.take(String(data)));
		await new Promise<void>((resolve, reject) => {
			socket.on('open', () => resolve());
			socket.on('error', (error) => reject(error as unknown as Error));
		});
		for (const topic of ['debug', 'status/#']) socket.send(JSON.stringify({ subscribe: topic }));
		return client;
	}

	private take(text: string): void {
		const told = JSON.parse(text) as Array<{ topic: string; data: unknown }> | { topic: string; data: unknown };
		for (const { topic, data } of [told].flat()) {
			if (topic === 'debug') this.shown.push(data as Shown);
			if (topic?.startsWith('status/')) this.statuses.set(topic.slice('status/'.length), (data ?? {}) as Status);
		}
	}

	/** Deploys flows: all of them take the place of what was there. Waits until they run, which Node-RED tells in its log alone. */
	async deploy(flows: FlowNode[], kind: 'flows' | 'full' | 'nodes' | 'reload' = 'full'): Promise<void> {
		const before = this.starts();
		await this.ask('POST', '/flows', flows, { 'Node-RED-Deployment-Type': kind });
		for (const end = Date.now() + STARTED_WITHIN_MS; this.starts() === before; await sleep(20)) {
			if (Date.now() > end) throw new Error(`The flows do not start:\n${logTail(this.nodeRed)}`);
		}
	}

	private starts(): number {
		return this.nodeRed.logLines().filter((entry) => /Started (modified )?(flows|nodes)/.test(entry)).length;
	}

	/** The flows as they are deployed, without credentials. */
	async flows(): Promise<FlowNode[]> {
		return (await this.ask('GET', '/flows')) as FlowNode[];
	}

	/** Presses an inject node's button. */
	async inject(id: string): Promise<void> {
		await this.ask('POST', `/inject/${id}`);
	}

	/** Presses the Test button of an account's dialog. */
	async test(account: Record<string, unknown>): Promise<{ ok: boolean; message: string }> {
		return (await this.ask('POST', '/keyring/account/test', account)) as { ok: boolean; message: string };
	}

	/**
	 * Waits for what a debug node of this name shows after `since` entries.
	 * @throws Error with everything that was shown where nothing comes
	 */
	async next(names: string[], since = 0, withinMs = 20_000): Promise<Shown> {
		for (const end = Date.now() + withinMs; Date.now() < end; await sleep(20)) {
			const found = this.shown.slice(since).find(({ name }) => names.includes(name ?? ''));
			if (found) return found;
		}
		const all = JSON.stringify({ shown: this.shown, statuses: [...this.statuses] });
		throw new Error(`No debug node ${names.join(' or ')} has shown anything: ${all}`);
	}

	close(): void {
		this.socket.close();
	}

	private async ask(method: string, path: string, data?: unknown, headers: Record<string, string> = {}) {
		const url = `${this.nodeRed.url}${path}`;
		const answer = await axios.request({ method, url, data, headers, proxy: false, timeout: 60_000 });
		return answer.data as unknown;
	}
}
