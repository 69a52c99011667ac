import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** How many events a trigger remembers. */
export const REMEMBERED = 1000;

/** What this process has seen, by trigger: n8n saves the static data only after the delivery was answered. */
const here = new Map<string, string[]>();
/** How many triggers a process remembers so. */
const MOST_TRIGGERS = 200;

const add = (list: string[], id: string): string[] => [...list, id].slice(-REMEMBERED);

/** Tells one trigger from all others: a test run of the editor has what it has seen apart from the active workflow. */
export const eventSource = (trigger: IWebhookFunctions): string =>
	`${trigger.getWorkflow().id ?? ''}/${trigger.getNode().id}/${trigger.getMode()}`;

/**
 * Whether an event comes for the first time; from then on it does not.
 * @param trigger tells one trigger from all others (`eventSource`)
 * @param kept the workflow's static data of this trigger, which n8n saves: it outlives a restart
 */
export function isFirst(trigger: string, id: string, kept: IDataObject): boolean {
	const stored = Array.isArray(kept.seen) ? (kept.seen as string[]) : [];
	const known = here.get(trigger) ?? [];
	if (stored.includes(id) || known.includes(id)) return false;
	kept.seen = add(stored, id);
	here.delete(trigger);
	here.set(trigger, add(known, id));
	if (here.size > MOST_TRIGGERS) here.delete(here.keys().next().value!);
	return true;
}
