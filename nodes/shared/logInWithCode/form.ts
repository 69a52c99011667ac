import {
	NodeApiError,
	type IDataObject,
	type INodeExecutionData,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import type { Account, Provider } from '../../../providers/types';
import { ProviderClient } from '../../../transport/execution/client';
import type { ParameterReader } from '../../../transport/execution/parameters';
import { waitEndOf, waitOf } from '../../../transport/execution/humanInput';
import type { Operation, OperationContext } from '../../../transport/execution/router';
import { Sender } from '../../../transport/execution/sender';
import { attemptsOf, type Attempts, type Outcome } from './attempts';
import { pageOf } from './page';
import { formTextsOf, type FormTexts } from './texts';

/** What a form's operations have at hand: nobody is waited for once more. */
type StepContext<A extends Account> = Pick<OperationContext<A>, 'client' | 'hint' | 'parameter'>;

/** An operation that a form can run. */
interface Step<A extends Account> {
	execute(context: StepContext<A>): ReturnType<Operation<A>['execute']>;
}

/** A log-in by code of one provider, out of the operations that it already has. */
export interface CodeLogIn<A extends Account> {
	provider: Provider<A>;
	/** @throws InputError, before the phone rings, where the session may not be kept as the panel wants it */
	assertMayKeep(context: OperationContext<A>): Promise<void>;
	/** Calls the phone that the panel names. */
	call: Step<A>;
	/** Logs in with the code. */
	logIn: Step<A>;
	/** What the log-in's panel would say of a code that was typed into the form. */
	typed(code: string): Record<string, unknown>;
}

/** One request of the form. */
interface Visit<A extends Account> {
	context: IWebhookFunctions;
	service: CodeLogIn<A>;
	texts: FormTexts;
	attempts: Attempts;
}

/**
 * Answers what comes to the form of an execution that waits for a code: shows it, calls again, or logs in and goes on. As long as no
 * code was accepted n8n keeps the execution waiting; neither code nor token is saved with it.
 */
export async function answerCodeForm<A extends Account>(
	context: IWebhookFunctions,
	service: CodeLogIn<A>,
): Promise<IWebhookResponseData> {
	const texts = formTextsOf({ parameter: panelOf(context) });
	const attempts = attemptsOf(waitOf(context), Date.now());
	const { page, output } = await outcomeOf({ context, service, texts, attempts });
	const response = context.getResponseObject();
	response.setHeader('Cache-Control', 'no-store');
	response.setHeader('Referrer-Policy', 'no-referrer');
	response.setHeader('Content-Security-Policy', "sandbox allow-forms; default-src 'none'; style-src 'unsafe-inline'");
	response.setHeader('Content-Type', 'text/html; charset=utf-8');
	response.status(200).send(pageOf({ texts, openForMs: openFor(context), ...page }));
	return { noWebhookResponse: true, ...(output && { workflowData: goOn(context, output) }) };
}

/** How long n8n still waits for what is entered, ms. */
function openFor(context: IWebhookFunctions): number | undefined {
	const end = waitEndOf(context);
	return end === undefined ? undefined : Math.max(0, end - Date.now());
}

async function outcomeOf<A extends Account>(visit: Visit<A>): Promise<Outcome> {
	const { context, texts, attempts } = visit;
	if (context.getRequestObject().method === 'GET') return { page: {} };
	const { code: typed, again } = context.getBodyData();
	if (again !== undefined) return await callAgain(visit);
	const code = String(typed ?? '').replace(/[\s-]/g, '');
	if (!/^\d{3,12}$/.test(code)) return { page: { problem: texts.notDigits } };
	if (!attempts.mayTry()) return { page: { problem: texts.tooManyTries } };
	return await attempts.oneAtATime(async () => await logIn(visit, code));
}

async function callAgain<A extends Account>(visit: Visit<A>): Promise<Outcome> {
	const { service, texts, attempts } = visit;
	const answer = attempts.mayCall(Date.now());
	if (answer !== 'yes') return { page: { problem: texts[answer] } };
	try {
		await service.call.execute(operationContext(visit));
	} catch (error) {
		// A service that could not answer may have called.
		if (isRefused(error)) attempts.notCalled();
		else attempts.called();
		return failed(visit, error);
	}
	attempts.called();
	return { page: { news: texts.calledAgain } };
}

async function logIn<A extends Account>(visit: Visit<A>, code: string): Promise<Outcome> {
	const { service, texts, attempts } = visit;
	try {
		const session = await service.logIn.execute(operationContext(visit, service.typed(code)));
		return { page: { news: texts.done, isOver: true }, output: { logged_in: true, ...session } };
	} catch (error) {
		if (!isRefused(error)) return failed(visit, error);
		if (!attempts.notAccepted()) return failed(visit, error, texts.notAccepted);
		const { message } = error as Error;
		const output = { logged_in: false, reason: 'The digits were not accepted', details: message };
		return { page: { problem: texts.gaveUp, isOver: true }, output };
	}
}

/** Whether the provider answered that it does not take the code, or does not call. */
const isRefused = (error: unknown): boolean =>
	error instanceof NodeApiError && error.httpCode !== null && !isPassing(error);

const isPassing = (error: unknown): boolean =>
	error instanceof NodeApiError && error.failure?.cause !== undefined && error.failure.cause !== 'credential-invalid';

/** One sentence for the person; the rest is for those who run n8n, and stands in its log. */
function failed<A extends Account>({ context, texts }: Visit<A>, error: unknown, problem?: string): Outcome {
	context.logger.warn(`Keyring: the form of "${context.getNode().name}": ${(error as Error).message}`);
	return { page: { problem: problem ?? (isPassing(error) ? texts.unreachable : texts.failed) } };
}

/** The panel's parameters, with others in place of some. */
const panelOf =
	(context: IWebhookFunctions, others: Record<string, unknown> = {}): ParameterReader =>
	<T>(name: string, fallback?: T) =>
		(name in others ? others[name] : context.getNodeParameter(name, fallback)) as T;

/** What the operations have at hand, with what was typed in place of the panel's. */
function operationContext<A extends Account>(
	{ context, service }: Visit<A>,
	typed: Record<string, unknown> = {},
): StepContext<A> {
	return {
		client: new ProviderClient(new Sender(context, service.provider), 0),
		parameter: panelOf(context, typed),
		hint: () => undefined,
	};
}

/** A log-in goes to the first output; giving up goes to the error output where the person wants one. */
function goOn(context: IWebhookFunctions, output: IDataObject): INodeExecutionData[][] {
	const item = { json: output, pairedItem: { item: 0 } };
	const isError = output.logged_in === false && context.getNode().onError === 'continueErrorOutput';
	return isError ? [[], [item]] : [[item]];
}
