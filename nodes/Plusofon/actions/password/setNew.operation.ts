import type { INodeProperties } from 'n8n-workflow';

import type { PlusofonAccount } from '../../../../providers/plusofon';
import type { Operation } from '../../../../transport/execution/router';
import { sendOnce } from '../../../shared/sendOnce';
import { notKeptOutput } from '../../../shared/unsavedFields';
import { forOperation } from '../../../shared/panel';
import { SECRET_EXAMPLE, secretField, TYPED_STAYS } from '../../../shared/textFields';
import { asItem, filledIn } from '../../../shared/values';

interface Options {
	forgetSession?: boolean;
	keepPassword?: boolean;
}

const fields: INodeProperties[] = [
	secretField({
		displayName: 'Reset Token',
		name: 'resetToken',
		placeholder: 'e.g. {{ $json.token }}',
		hint: 'From the email that Send Reset Email sends: a person has to read it',
	}),
	secretField({
		displayName: 'New Password',
		name: 'newPassword',
		placeholder: SECRET_EXAMPLE,
		description: TYPED_STAYS,
	}),
	{
		displayName: 'Options',
		name: 'passwordOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Forget the Stored Session',
				name: 'forgetSession',
				type: 'boolean',
				default: true,
				description:
					'Whether the credential logs in anew at the next request. Switch this off when the password is of another account than that of the credential.',
			},
			{
				displayName: 'Keep Password in Credential',
				name: 'keepPassword',
				type: 'boolean',
				default: false,
				description:
					'Whether n8n stores the new password in the credential. Switch this on when the password is that of the credential, which logs in with email and password.',
			},
		],
	},
];

/**
 * Password → Set New. POST /api/v1/change-password (plusofon.ru.txt, «установить новый пароль пользователя, взамен забытого»).
 * The document leaves open whether sessions outlive it, and does not tell whose password it was.
 */
export const setNew: Operation<PlusofonAccount> = {
	description: forOperation('password', 'setNew', fields),
	async execute(context) {
		const { client, parameter } = context;
		const token = filledIn(context, 'resetToken', 'Reset Token').trim();
		const password = filledIn(context, 'newPassword', 'New Password');
		const { forgetSession = true, keepPassword = false } = parameter<Options>('passwordOptions', {});
		const { logInWith } = await client.account();
		const body = { token, password, password_confirmation: password };
		const request = { method: 'POST' as const, path: '/api/v1/change-password', body };
		const answer = await sendOnce(async () => await client.requestWithSession(undefined, request));

		const changed = keepPassword && logInWith === 'emailPassword' ? { password } : {};
		const isChanged = logInWith !== 'apiToken' && (forgetSession || changed.password !== undefined);
		const notKept = isChanged
			? await client.serialized(async () => await client.saveToCredential(undefined, changed))
			: [];
		return { ...asItem(answer.body), ...notKeptOutput(context, notKept) };
	},
};
