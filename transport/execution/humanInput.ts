import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import { InputError } from '../../providers/types';

/** An execution that can wait for a person, who answers by the node's own form. */
export interface HumanInput {
	/** Where the form is, signed by n8n. */
	formUrl: string;
	/** Answers the webhook or form that started the execution, where that waits for a node to do so. */
	answerTrigger(html: string): Promise<void>;
	/** Keeps the execution until the form goes on with it, or until a time. */
	waitUntil(time: Date): Promise<void>;
}

/**
 * Looks whether an execution can wait for a person, before anything is sent.
 * @throws InputError where more than one person's item came in, or where an agent uses the node as its tool
 */
export function humanInput(node: IExecuteFunctions): HumanInput {
	const items = node.getInputData().length;
	if (items > 1) {
		throw new InputError(
			`${items} items came in, and one person can be waited for`,
			'operation',
			'Give this node one item at a time, e.g. with Loop Over Items. Nothing has been sent.',
		);
	}
	if (node.getNode().type.endsWith('Tool')) {
		throw new InputError(
			"An agent's tool can't wait for a person",
			'operation',
			'Use this operation as a node of the workflow. Nothing has been sent.',
		);
	}
	const formUrl = node.evaluateExpression('{{ $execution.resumeUrl }}', 0) as string;
	return {
		formUrl,
		async answerTrigger(body) {
			await node.sendResponse({ body, headers: { 'content-type': 'text/html; charset=utf-8' }, statusCode: 200 });
		},
		async waitUntil(time) {
			// Without it the editor shows the address unsigned.
			node.setMetadata({ resumeUrl: formUrl });
			node.getContext('node').waitingUntil = time.toISOString();
			await node.putExecutionToWait(time);
		},
	};
}

/** Tells the wait that a form belongs to from all others, also of the same execution: in a loop, one person comes after another. */
export function waitOf(form: Pick<IWebhookFunctions, 'evaluateExpression' | 'getExecutionId' | 'getNode'>): string {
	const { name } = form.getNode();
	return JSON.stringify([form.getExecutionId(), name, waitingUntil(form, name)]);
}

/** When n8n waits no longer for the person who has this form, Unix ms; `undefined` where that is not known. */
export function waitEndOf(form: Pick<IWebhookFunctions, 'evaluateExpression' | 'getNode'>): number | undefined {
	const end = Date.parse(String(waitingUntil(form, form.getNode().name)));
	return Number.isNaN(end) ? undefined : end;
}

/** What the node has kept with the execution; `undefined` of one that an earlier version has begun, or whose name n8n can't take. */
function waitingUntil(form: Pick<IWebhookFunctions, 'evaluateExpression'>, node: string): unknown {
	// Braces in a name would end the expression.
	const escaped = node.split('').map(codeOf).join('');
	try {
		return form.evaluateExpression(`{{ $node["${escaped}"].context.waitingUntil }}`);
	} catch {
		return undefined;
	}
}

const codeOf = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
