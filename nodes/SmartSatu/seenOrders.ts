import { answerText, isObject } from '../../providers/fields';
import type { Json, JsonObject } from '../../providers/types';
import { fingerprintOf } from '../../session/session';

/** So many orders are remembered: some 400 KB in the workflow's static data. */
export const MOST_REMEMBERED = 10_000;

/** What a trigger remembers between two polls, in the workflow's static data. */
export interface SeenOrders {
	/** Whose orders and which: with other settings it begins anew. */
	of: string;
	/** ID and hash of the content, those of the last answer first. */
	orders: Array<[id: string, content: string]>;
	/** The lowest ID that is looked at, once there are more orders than are remembered. */
	floor?: string;
}

export interface OrderEvent {
	event: 'new' | 'changed';
	order: JsonObject;
}

/** The same text for the same content, in whichever order its fields come. */
function canonical(value: Json): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (!isObject(value)) return JSON.stringify(value);
	const fields = Object.keys(value).sort();
	return `{${fields.map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`).join(',')}}`;
}

/** 60 bits: among 10,000 orders no two are taken for each other. */
const hashOf = (order: JsonObject, ignored: string[]): string =>
	fingerprintOf([
		canonical(Object.fromEntries(Object.entries(order).filter(([name]) => !ignored.includes(name)))),
	]).slice(0, 15);

const isNumber = (id: string) => /^\d+$/.test(id);
/** Numbers of any length by their size. */
const byNumber = (one: string, other: string) => one.length - other.length || (one < other ? -1 : Number(one > other));

/**
 * The newest orders, no more than are remembered: by ID where all are numbers, else the last of the list. What is below the floor was left
 * out before, and must not come back as new when a newer order is gone.
 */
function newest(entries: Array<[string, JsonObject]>, floor: string | undefined) {
	const areNumbers = entries.every(([id]) => isNumber(id));
	const above = floor === undefined ? entries : entries.filter(([id]) => !isNumber(id) || byNumber(id, floor) >= 0);
	if (above.length <= MOST_REMEMBERED) return { kept: above, floor };
	const sorted = areNumbers ? [...above].sort(([one], [other]) => byNumber(one, other)) : above;
	const kept = sorted.slice(-MOST_REMEMBERED);
	return { kept, floor: areNumbers ? kept[0]![0] : floor };
}

/**
 * What is new or has changed since the poll before.
 * @param before what was remembered then; `undefined` at the first
 * @param of the settings that the orders were asked for with
 * @param ignored fields whose change is none
 * @returns the events in the order of the answer, all orders being new at the first, and what to remember
 */
export function compareOrders(before: SeenOrders | undefined, orders: JsonObject[], of: string, ignored: string[]) {
	const known = before?.of === of ? before : undefined;
	const contents = new Map(known?.orders);
	const entries = orders.map((order): [string, JsonObject] => [answerText(order.id) ?? hashOf(order, ignored), order]);
	const { kept, floor } = newest(entries, known?.floor);
	const events: OrderEvent[] = [];
	const present = new Map<string, string>();
	for (const [id, order] of kept) {
		const content = hashOf(order, ignored);
		const last = contents.get(id);
		if (last !== content) events.push({ event: last === undefined ? 'new' : 'changed', order });
		present.set(id, content);
	}
	// An answer that leaves orders out, e.g. for a moment, does not make them new again.
	const absent = [...contents].filter(([id]) => !present.has(id));
	const remembered = [...present, ...absent].slice(0, MOST_REMEMBERED);
	const seen: SeenOrders = { of, orders: remembered, ...(floor !== undefined && { floor }) };
	return { isFirst: known === undefined, events, seen };
}
