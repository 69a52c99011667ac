import type { INodeProperties } from 'n8n-workflow';

import { digitsOf, type GigmaAccount } from '../../../../providers/gigma';
import { InputError } from '../../../../providers/types';
import type { Operation, OperationContext } from '../../../../transport/execution/router';
import { notKeptOutput } from '../../../shared/unsavedFields';
import { forOperation, notice, returnTokens } from '../../../shared/panel';
import { sessionOutput } from '../../../shared/sessionOutput';
import { simplified, simplify } from '../../../shared/simplify';
import { isOn } from '../../../shared/values';
import { phoneField, phoneOf } from './phone';

/** What the sites and bots of a store need of a counterparty's fourteen fields. */
export const SIMPLE = ['id', 'first_name', 'last_name', 'phone_1', 'email'];

/** What a log-in with a code asks for, wherever the code comes from. */
export const sessionFields: INodeProperties[] = [
	{
		displayName: 'Keep in Credential',
		name: 'keepInCredential',
		type: 'boolean',
		default: false,
		description:
			'Whether n8n keeps this session with the credential, in place of the one there, so that other workflows use it. Off for a bot that serves many customers.',
	},
	simplify,
	returnTokens,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Device',
				name: 'device',
				type: 'string',
				default: '',
				placeholder: 'e.g. telegram-bot',
				description: 'Name of the device that logs in. Not in the document, but in the public rules for clients.',
			},
		],
	},
];

const fields: INodeProperties[] = [
	notice(
		'codeNotice',
		'This needs a person: the digits come from the call that Session → Send Code makes. Ask for them in between, or use Session → Log In With Code, which does.',
	),
	phoneField,
	{
		displayName: 'Last Four Digits',
		name: 'codeDigits',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		placeholder: 'e.g. 0042',
		hint: 'Of the number that called the phone, not of the phone itself. They work once.',
	},
	...sessionFields,
];

/** Session → Log In. POST /counterparty/login (gigma.ru.txt, «Авторизация») */
export const logIn: Operation<GigmaAccount> = {
	description: forOperation('session', 'logIn', fields),
	async execute(context) {
		const { client, parameter } = context;
		const phone = phoneOf(context);
		const codeDigits = digitsOf(parameter('codeDigits'));
		if (codeDigits === '') {
			throw new InputError(
				'The last four digits are empty',
				'codeDigits',
				'Fill in "Last Four Digits": of the number that calls after Session → Send Code. Nothing has been sent.',
			);
		}
		const { device = '' } = parameter<{ device?: string }>('options', {});
		const [keeps, withTokens] = [isOn(context, 'keepInCredential'), isOn(context, 'returnTokens')];
		await assertMayKeep(context);
		const session = await client.createSession({ phone, codeDigits, device });
		// The digits are used up: kept, they would be tried again after a log-out.
		const notKept = keeps ? await client.saveToCredential(session, { phone, codeDigits: '' }) : [];
		const output = sessionOutput(client.provider, simplified(context, session, SIMPLE), 0, withTokens);
		return { ...output, ...notKeptOutput(context, notKept) };
	},
};

/** Whoever can enter a phone in the workflow must not be able to put another account into the credential. */
export async function assertMayKeep(
	context: Pick<OperationContext<GigmaAccount>, 'client' | 'parameter'>,
): Promise<void> {
	if (!isOn(context, 'keepInCredential')) return;
	const own = (await context.client.account()).login;
	if (own === '' || own === phoneOf(context)) return;
	throw new InputError(
		'This is not the phone of the credential',
		'keepInCredential',
		'Enter this phone in the credential, or leave it empty there, or switch off "Keep in Credential". Nothing has been sent.',
	);
}
