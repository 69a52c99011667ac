import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../transport/router';
import { forOperation } from '../../../shared/panel';
import { asItem, entered, filledIn, textField } from '../../parameters';
import { emailField } from '../personFields';

const fields: INodeProperties[] = [
	emailField,
	textField({
		displayName: 'Reset Page',
		name: 'resetPage',
		required: false,
		default: 'https://lk.plusofon.ru/password-restore',
		description: 'Address of the page where the new password is entered. Left out when it is empty.',
	}),
];

/** Password → Send Reset Email. POST /api/v1/restore-token (plusofon.ru.txt, «письмо с токеном для сброса пароля») */
export const sendResetEmail: Operation = {
	description: forOperation('password', 'sendResetEmail', fields),
	async execute(context) {
		const { client, itemIndex } = context;
		const email = filledIn(context, 'email', 'Email').trim();
		const url = entered(context, 'resetPage').trim();
		const body = { email, ...(url !== '' && { url }) };
		return asItem(
			(await client.requestAs(undefined, { method: 'POST', path: '/api/v1/restore-token', body }, itemIndex)).body,
		);
	},
};
