import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../transport/execution/router';
import { sendOnce } from '../../../shared/sendOnce';
import { forOperation } from '../../../shared/panel';
import { textField } from '../../../shared/textFields';
import { asItem, entered, filledIn } from '../../../shared/values';
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
		const email = filledIn(context, 'email', 'Email').trim();
		const url = entered(context, 'resetPage').trim();
		const body = { email, ...(url !== '' && { url }) };
		const request = { method: 'POST' as const, path: '/api/v1/restore-token', body };
		const send = async () => await context.client.requestWithSession(undefined, request);
		return asItem((await sendOnce(send)).body);
	},
};
