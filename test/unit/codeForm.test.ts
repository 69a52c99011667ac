import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { Gigma } from '../../nodes/Gigma/Gigma.node';
import { DIGITS, gigmaCredential, session } from '../support/gigma';
import { contextOf } from '../support/n8nInProcess';
import { passTime, useSandbox } from '../support/sandbox';

/** The form of Session → Log In With Code: what comes of calls that the service does not make. */

const sandbox = useSandbox();
const WRONG = { code: '9999' };
const RIGHT = { code: DIGITS.codeDigits };
const AGAIN = { again: 'yes' };
let executions = 0;

/** The form of an execution that waits. @returns what a person sends to it, and reads then */
function form(execution = String(++executions), until = 'noon', panel: IDataObject = {}) {
	const credential = gigmaCredential(sandbox());
	const parameters = session('logInWithCode', { phone: DIGITS.phone, ...panel });
	return async (fields: IDataObject): Promise<string> => {
		const pages: string[] = [];
		const response = {
			setHeader: () => response,
			status: () => response,
			send: (page: string) => pages.push(page),
		};
		const waiting = contextOf({ node: new Gigma(), credential, parameters });
		const read = waiting.getNodeParameter.bind(waiting);
		const visit = Object.assign(waiting, {
			getExecutionId: () => execution,
			getRequestObject: () => ({ method: 'POST' }),
			getBodyData: () => fields,
			getResponseObject: () => response,
			getNodeParameter: (name: string, fallback?: unknown) => read(name, 0, fallback),
			evaluateExpression: () => until,
		});
		jest.spyOn(visit.logger, 'warn').mockImplementation((line) => void logged.push(line));
		const { workflowData } = await new Gigma().webhook.call(visit as unknown as IWebhookFunctions);
		if (workflowData) outputs.push(workflowData[0]![0]!.json);
		return pages.join('');
	};
}

/** What n8n's log and the execution were told. */
const logged: string[] = [];
const outputs: IDataObject[] = [];
beforeEach(() => {
	logged.length = 0;
	outputs.length = 0;
});

const failCalls = (status: number) =>
	sandbox().gigma.addFault({ match: { operation: 'G1 sendPassword' }, status, times: 1 });

it('takes no call away for one that the service has refused, and keeps the codes that were tried', async () => {
	const send = form();
	await send(WRONG);
	for (let time = 0; time < 4; time++) {
		passTime(30_000);
		failCalls(422);
		expect(await send(AGAIN)).toContain('This did not work');
		expect(await send(AGAIN)).toContain('You were called a moment ago');
	}
	for (let tries = 2; tries <= 5; tries++) expect(await send(WRONG)).toContain('were not accepted');
	expect(await send(RIGHT)).toContain('These digits were not accepted five times');
	passTime(30_000);
	expect(await send(AGAIN)).toContain('Your phone is being called again');
	expect(await send(RIGHT)).toContain('You are logged in');
});

it('tells how long it is open, and has a sentence for the time after', async () => {
	const late = 'The time to enter the digits is over';
	const send = form('timed', new Date(Date.now() + 300_000).toISOString());
	expect(await send(WRONG)).toContain('<div class="open" style="animation-delay: 300000ms">');
	passTime(299_000);
	expect(await send(WRONG)).toContain('animation-delay: 1000ms');
	passTime(2_000);
	expect(await send(WRONG)).toContain('animation-delay: 0ms');
	expect(await send(WRONG)).toContain(late);
	const untimed = form('untimed', 'unknown');
	for (const page of [await send(RIGHT), await untimed(WRONG)]) expect(page).not.toContain(late);
});

it('takes a call for made that the service could not answer: its digits can be tried, and it counts', async () => {
	const send = form();
	for (let call = 2; call <= 3; call++) {
		for (let tries = 1; tries <= 5; tries++) await send(WRONG);
		passTime(30_000);
		failCalls(503);
		expect(await send(AGAIN)).toContain('The service could not be reached');
	}
	expect(await send(AGAIN)).toContain('there are no more calls');
	expect(await send(RIGHT)).toContain('You are logged in');
});

it('is another one for each person that an execution waits for', async () => {
	expect(await form('loop', 'noon')(RIGHT)).toContain('You are logged in');
	expect(await form('loop', 'noon')(WRONG)).toContain('You are logged in');
	expect(await form('loop', 'later')(WRONG)).toContain('were not accepted');
});

describe('what went wrong', () => {
	it('is one sentence for the person, in the language of the form; the rest stands in the log', async () => {
		const page = await form(undefined, undefined, { formLanguage: 'ru' })(WRONG);
		expect(page).toContain('Эти цифры не подошли');
		expect(page).not.toMatch(/Gigma|HTTP|refused/);
		expect(logged.at(-1)).toMatch(/^Keyring: the form of "Gigma": .*Gigma refused the log-in of 799•••90/);
	});

	it('is in the output where nothing more can be tried', async () => {
		const send = form();
		for (let call = 1; call <= 3; call++) {
			for (let tries = 1; tries <= 5; tries++) await send(WRONG);
			passTime(30_000);
			if (call < 3) await send(AGAIN);
		}
		expect(outputs).toMatchObject([{ logged_in: false, details: expect.stringContaining('(HTTP 401') }]);
	});
});
