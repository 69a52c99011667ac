import { setTimeout as sleep } from 'node:timers/promises';
import axios from 'axios';
import type { Execution } from '../playground/types';
import { runInOwnProcess } from './ownProcess';
import { MOST_IN_FLIGHT, type CaseKey, type Row } from './plan';
import { ProcessMeter } from './processMeter';
import type { Sample } from './results';
import type { ServerCounts } from './server/protocol';
import { addressOf, type Stage } from './stage';
import { MEASURED, PATH, webhookPathOf, workflowOf } from './workflows';

const POLL_MS = 25;
const SIGNAL_ARRIVES_MS = 50;

/** One case of a row, ready to be run again and again. */
export type RunnableCase = () => Promise<Sample & { startedAt: number }>;

/**
 * Prepares a case: a workflow that is saved and active, or the bare loop.
 * @returns runs it once. Rejects with an Error when an item was not served.
 */
export async function prepareCase(stage: Stage, key: CaseKey, row: Row): Promise<RunnableCase> {
	const isLoop = key === 'axios' || key === 'axiosClosing' || key === 'axiosKeeping';
	const run = isLoop ? bareLoop(stage, key, row) : await inN8n(stage, key, row);
	const makeRoom = row.measuresMemory && !isLoop ? await prepareRoom(stage, key, row) : undefined;
	return async () => {
		await makeRoom?.();
		const { latencyMs, items } = row;
		await stage.server.begin({ latencyMs, ...(key === 'renewal' && { endSessionAfter: Math.floor(items / 2) }) });
		return await run();
	};
}

async function inN8n(stage: Stage, key: CaseKey, row: Row): Promise<RunnableCase> {
	const { client, server, n8n } = stage;
	const { url, credential } = addressOf(stage, row);
	const workflow = workflowOf(key, row, url, credential);
	const workflowId = await client.publish(workflow);
	const meter = new ProcessMeter(n8n.pid);
	return async () => {
		await collectGarbage(stage, 'SIGUSR2');
		meter.start();
		await client.webhook(webhookPathOf(workflow));
		const id = await savedExecution(stage, workflowId);
		const { cpuSeconds, peakMemoryMb } = meter.stop() ?? {};
		const use = { cpuSeconds, ...(row.measuresMemory && { peakMemoryMb }) };
		const execution = await client.execution(id);
		const counts = await server.counts();
		return { ...timesOf(execution, key, row, counts), use, counts };
	};
}

function bareLoop(stage: Stage, key: CaseKey, row: Row): RunnableCase {
	return async () => {
		const inFlight = key === 'axios' ? row.inFlight : MOST_IN_FLIGHT;
		const keeps = key === 'axiosClosing' ? 'close' : 'keep';
		const args = [`${addressOf(stage, row).url}${PATH}`, String(row.items), String(inFlight), keeps];
		const startedAt = Date.now();
		const { milliseconds, cpuSeconds } = await runInOwnProcess<{ milliseconds: number; cpuSeconds: number }>(
			stage,
			'axiosLoop.ts',
			args,
			stage.trust,
		);
		return { milliseconds, startedAt, use: { cpuSeconds }, counts: await stage.server.counts() };
	};
}

/** Makes n8n give back its unused memory. That forgets compiled code, too: a short run of the same case warms up again. */
async function prepareRoom(stage: Stage, key: CaseKey, row: Row): Promise<() => Promise<void>> {
	const warmUp = await prepareCase(stage, key, { ...row, items: row.items / 10, measuresMemory: false });
	return async () => {
		await collectGarbage(stage, 'SIGHUP');
		await warmUp();
	};
}

/** @param signal see collectGarbage.cjs */
async function collectGarbage({ n8n }: Stage, signal: NodeJS.Signals): Promise<void> {
	if (process.platform !== 'win32') process.kill(n8n.pid, signal);
	await sleep(SIGNAL_ARRIVES_MS);
	// Collecting blocks n8n: it answers when that is over.
	await axios.get(`${n8n.url}/healthz`, { proxy: false });
}

// The webhook is answered a moment before the execution is saved. Its data are not asked for while n8n is measured.
async function savedExecution(stage: Stage, workflowId: string): Promise<string> {
	const { client } = stage;
	for (;;) {
		await untilReady(stage);
		const [newest] = await client.executions({ workflowId }, 1);
		if (newest && !['new', 'running', 'waiting'].includes(newest.status)) return newest.id;
		await sleep(POLL_MS);
	}
}

/** After a long run n8n's look at its own database is late, and it answers 503 until the next one. */
async function untilReady({ n8n }: Stage): Promise<void> {
	const isReady = async () =>
		(await axios.get(`${n8n.url}/healthz/readiness`, { proxy: false, validateStatus: () => true })).status === 200;
	while (!(await isReady())) await sleep(POLL_MS);
}

function timesOf(execution: Execution, key: CaseKey, { items }: Row, { served }: ServerCounts) {
	const run = execution.data.resultData.runData[MEASURED]?.at(-1);
	const given = run?.data?.main[0]?.length ?? 0;
	const failed = run?.data?.main[0]?.filter(({ json, error }) => error ?? json.error).length ?? 0;
	if (!run || given !== items || failed > 0 || served !== items) {
		const reason = execution.data.resultData.error?.message ?? '';
		throw new Error(`${key} gave ${given} items, ${failed} failed, ${served} of ${items} were served. ${reason}`);
	}
	return { milliseconds: run.executionTime, startedAt: run.startTime };
}
