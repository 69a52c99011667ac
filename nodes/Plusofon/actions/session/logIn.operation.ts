import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { phoneDigits, type PlusofonAccount } from '../../../../providers/plusofon';
import { InputError } from '../../../../providers/types';
import type { OperationContext } from '../../../../transport/execution/router';
import { sessionOf } from '../../../shared/panel';
import { sessionOperation } from '../../../shared/session.operation';
import { ofItem } from '../../../shared/textFields';
import { entered, filledIn, isOn } from '../../../shared/values';
import { emailField, passwordField, phoneField, pinField, pinNotice } from '../personFields';

const shownFor = (logInWith: string, ...fields: INodeProperties[]) =>
	ofItem(...fields.map((field) => ({ ...field, displayOptions: { show: { logInWith: [logInWith] } } })));

/** «Keep in Credential», of a log-in with a PIN. */
export const keepInCredential: INodeProperties = {
	displayName: 'Keep in Credential',
	name: 'keepInCredential',
	type: 'boolean',
	default: false,
	description:
		'Whether n8n stores the session in the credential, which then renews it by itself. For a credential that logs in with this phone and a PIN.',
};

const fields: INodeProperties[] = [
	sessionOf(
		'Log in as the credential does; n8n keeps the new session',
		'Log in with what is below; the session is kept nowhere, unless "Keep in Credential" is on',
	),
	...ofItem({
		displayName: 'Log In With',
		name: 'logInWith',
		type: 'options',
		options: [
			{ name: 'Email and Password', value: 'emailPassword' },
			{ name: 'Phone and PIN', value: 'phonePin' },
		],
		default: 'emailPassword',
	}),
	...shownFor('emailPassword', emailField, passwordField),
	...shownFor('phonePin', pinNotice, phoneField, pinField, keepInCredential),
];

/** Session → Log In. POST /api/v1/login (plusofon.ru.txt, «авторизоваться в ЛК Плюсофон») */
export const logIn = sessionOperation<PlusofonAccount>('logIn', {
	fields,
	async ofCredential({ client }) {
		const { logInWith } = await client.account();
		if (logInWith !== 'apiToken') return await client.renew('logIn');
		throw new InputError(
			'This credential uses a permanent API token: there is nothing to log in with',
			'accountFrom',
			'Other operations use the token as it is. To log in, choose "From Item".',
		);
	},
	async ofItem(context) {
		const { client } = context;
		const given = itemSecrets(context);
		const keeps = given.logInWith === 'phonePin' && isOn(context, 'keepInCredential');
		if (keeps) await assertMayKeep(context);
		const session = await client.createSession(given);
		// The PIN is used up: the credential keeps the session alone, and asks for a person when that has ended.
		return { session, notKept: keeps ? await client.saveToCredential(session, { pin: '' }) : [] };
	},
});

function itemSecrets(context: OperationContext<PlusofonAccount>): IDataObject {
	const logInWith = entered(context, 'logInWith');
	if (logInWith === 'phonePin') {
		const phone = phoneDigits(entered(context, 'phone'), 'phone');
		return { logInWith, phone, pin: filledIn(context, 'pin', 'PIN').trim() };
	}
	const email = filledIn(context, 'email', 'Email').trim();
	return { logInWith, email, password: filledIn(context, 'password', 'Password') };
}

/** Whoever can enter a phone in the workflow must not be able to put another account into the credential. */
export async function assertMayKeep(
	context: Pick<OperationContext<PlusofonAccount>, 'client' | 'parameter'>,
): Promise<void> {
	if (!isOn(context, 'keepInCredential')) return;
	const own = await context.client.account();
	if (own.phone === phoneDigits(entered(context, 'phone'), 'phone')) return;
	throw new InputError(
		own.logInWith === 'phonePin'
			? 'This is not the phone of the credential'
			: 'The credential does not log in by phone',
		'keepInCredential',
		'Set the credential to "Phone and PIN" with this phone, or switch off "Keep in Credential". Nothing has been sent.',
	);
}
