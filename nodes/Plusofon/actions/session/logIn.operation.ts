import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { phoneDigits } from '../../../../providers/plusofon';
import { InputError } from '../../../../providers/types';
import type { Session } from '../../../../session/session';
import type { Operation, OperationContext } from '../../../../transport/router';
import { forOperation, returnTokens, sessionOf } from '../../../shared/panel';
import { sessionOutput } from '../../../shared/sessionOutput';
import { entered, filledIn, isOn } from '../../parameters';
import { plusofonAccount } from '../../plusofonAccount';
import { emailField, passwordField, phoneField, pinField } from '../personFields';

const shownFor = (logInWith: string, field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: { show: { accountFrom: ['item'], logInWith: [logInWith] } },
});

const fields: INodeProperties[] = [
	sessionOf(
		'Log in as the credential does; n8n keeps the new session',
		'Log in with what is below; the session is kept nowhere, unless "Keep in Credential" is on',
	),
	{
		displayName: 'Log In With',
		name: 'logInWith',
		type: 'options',
		options: [
			{ name: 'Email and Password', value: 'emailPassword' },
			{ name: 'Phone and PIN', value: 'phonePin' },
		],
		default: 'emailPassword',
		displayOptions: { show: { accountFrom: ['item'] } },
	},
	shownFor('emailPassword', emailField),
	shownFor('emailPassword', passwordField),
	shownFor('phonePin', phoneField),
	shownFor('phonePin', pinField),
	shownFor('phonePin', {
		displayName: 'Keep in Credential',
		name: 'keepInCredential',
		type: 'boolean',
		default: false,
		description:
			'Whether n8n stores the session in the credential, which then renews it by itself. For a credential that logs in with this phone and a PIN.',
	}),
	returnTokens,
];

/** Session → Log In. POST /api/v1/login (plusofon.ru.txt, «авторизоваться в ЛК Плюсофон») */
export const logIn: Operation = {
	description: forOperation('session', 'logIn', fields),
	async execute(context) {
		const { node, client, itemIndex } = context;
		const fromItem = node.getNodeParameter('accountFrom', itemIndex) === 'item';
		const session = fromItem ? await logInItem(context) : await logInCredential(context);
		const { renewBeforeMs } = await client.account(itemIndex);
		return sessionOutput(client.provider, session, renewBeforeMs, isOn(context, 'returnTokens'));
	},
};

async function logInCredential({ client, itemIndex }: OperationContext): Promise<Session> {
	const { logInWith } = await plusofonAccount(client, itemIndex);
	if (logInWith === 'apiToken') {
		throw new InputError(
			'This credential uses a permanent API token: there is nothing to log in with',
			'accountFrom',
			'Other operations use the token as it is. To log in, choose "From Item".',
		);
	}
	return await client.logIn(itemIndex);
}

async function logInItem(context: OperationContext): Promise<Session> {
	const { client, itemIndex } = context;
	const given = itemSecrets(context);
	const keeps = given.logInWith === 'phonePin' && isOn(context, 'keepInCredential');
	if (keeps) await assertOwnPhone(context, String(given.phone));
	const session = await client.obtain(given, undefined, itemIndex);
	// The PIN is used up: the credential keeps the session alone, and asks for a person when that has ended.
	if (keeps) await client.keep(session, { pin: '' }, itemIndex);
	return session;
}

function itemSecrets(context: OperationContext): IDataObject {
	const logInWith = entered(context, 'logInWith');
	if (logInWith === 'phonePin') {
		const phone = phoneDigits(entered(context, 'phone'), 'phone');
		return { logInWith, phone, pin: filledIn(context, 'pin', 'PIN').trim() };
	}
	const email = filledIn(context, 'email', 'Email').trim();
	return { logInWith, email, password: filledIn(context, 'password', 'Password') };
}

/** Whoever can enter a phone in the workflow must not be able to put another account into the credential. */
async function assertOwnPhone({ client, itemIndex }: OperationContext, phone: string): Promise<void> {
	const own = await plusofonAccount(client, itemIndex);
	if (own.phone === phone) return;
	throw new InputError(
		own.logInWith === 'phonePin'
			? 'This is not the phone of the credential'
			: 'The credential does not log in by phone',
		'keepInCredential',
		'Set the credential to "Phone and PIN" with this phone, or switch off "Keep in Credential". Nothing has been sent.',
	);
}
