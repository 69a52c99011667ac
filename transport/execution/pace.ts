import { sleep, type IExecuteFunctions } from 'n8n-workflow';

import { Gate, type Clock, type Outcome } from '../../pacing/gate';
import { sendAgain, type Sending, type Waited } from '../../pacing/sendAgain';
import { Slots } from '../../pacing/slots';
import { numberOf } from '../../providers/fields';
import { InputError, type Provider } from '../../providers/types';
import { assertNotCancelled, untilCancelled } from './cancellation';
import type { NodeContext } from './context';

/** Items in flight where Automatic finds nothing out: log-ins, and requests that may cost money or ring a phone. */
const FIXED_LIMIT = 10;
/** A gate that nobody has used for so long belongs to an execution that is over, ms. */
const FORGOTTEN_MS = 60_000;

/** "Request Options" as the panel gives them: an expression can give anything. */
export interface GivenOptions {
	itemsInFlight?: unknown;
	waitWhenAsked?: unknown;
	batching?: { batch?: { batchSize?: unknown; batchInterval?: unknown } };
}

/** How items are sent. */
export interface RequestOptions {
	/** So many side by side; `undefined`: Automatic. */
	itemsInFlight: number | undefined;
	/** Whether a request is sent again when the service asks to wait. */
	isSentAgain: boolean;
	/** In batches of this size, with a pause between them, ms. */
	batchSize: number;
	batchInterval: number;
}

/** @throws InputError where one of them is no number */
export function readRequestOptions({ itemsInFlight, waitWhenAsked, batching }: GivenOptions): RequestOptions {
	const { batchSize, batchInterval } = batching?.batch ?? {};
	return {
		itemsInFlight: itemsInFlight === undefined ? undefined : Math.max(1, whole('Items in Flight', itemsInFlight)),
		isSentAgain: waitWhenAsked !== false,
		batchSize: whole('Items Per Batch', batchSize ?? 0),
		batchInterval: whole('Batch Interval', batchInterval ?? 0),
	};
}

function whole(label: string, value: unknown): number {
	const given = Math.floor(numberOf(value));
	if (Number.isFinite(given)) return given;
	const advice = 'Enter a whole number under "Request Options" in the node\'s settings. Nothing has been sent.';
	throw new InputError(`"${label}" is not a number`, 'requestOptions', advice);
}

/** How the items of one node's run are begun, and their requests sent: through the gate of its execution. */
export class Pace {
	/** @param items bounds how many items are begun side by side */
	constructor(
		readonly items: Slots,
		private readonly how: Omit<Sending, 'isRead'>,
	) {}

	/**
	 * Sends one request, again while the service asks to wait.
	 * @throws UserError once the execution was cancelled, and what `once` throws
	 */
	async send<T extends Outcome>(once: () => Promise<T>, isRead: boolean): Promise<{ outcome: T; waited?: Waited }> {
		return await sendAgain(once, { ...this.how, isRead });
	}
}

/** Never goes back, and is finer than a millisecond: a service in the same building answers within one. */
const now = (): number => performance.timeOrigin + performance.now();

const clockOf = (context: NodeContext): Clock => ({
	now,
	sleep: async (ms) => {
		await untilCancelled(context, sleep(ms));
		assertNotCancelled(context);
	},
});

/** Gates by execution and credential. Those that are forgotten are swept when the next is added. */
const gates = new Map<string, Gate>();

/** @param isAdaptive whether the gate finds out how many requests go side by side; a fixed number does otherwise */
export function paceOf(
	context: IExecuteFunctions,
	provider: Provider,
	{ itemsInFlight = FIXED_LIMIT, isSentAgain }: RequestOptions,
	isAdaptive: boolean,
): Pace {
	const gate = gateOf(context, provider);
	const items = isAdaptive ? gate.items : new Slots(() => itemsInFlight);
	return new Pace(items, { gate, clock: clockOf(context), isAdaptive, isSentAgain });
}

/** The gate of an execution's requests with one credential, for all of its nodes and their runs. */
function gateOf(context: IExecuteFunctions, provider: Provider): Gate {
	const credential = context.getNode().credentials?.[provider.credentialType]?.id ?? '';
	const key = JSON.stringify([context.getExecutionId(), provider.credentialType, credential]);
	const known = gates.get(key);
	if (known) return known;
	for (const [other, gate] of gates) if (gate.isIdleFor(FORGOTTEN_MS)) gates.delete(other);
	const gate = new Gate({ now });
	gates.set(key, gate);
	return gate;
}
