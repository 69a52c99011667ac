import type { INodeProperties } from 'n8n-workflow';

import { phoneDigits } from '../../../../providers/plusofon';
import type { Operation } from '../../../../transport/execution/router';
import { sendOnce } from '../../../shared/sendOnce';
import { forOperation, notice, returnTokens } from '../../../shared/panel';
import { textField } from '../../../shared/textFields';
import { entered, filledIn, isOn } from '../../../shared/values';
import { accountOutput } from '../../accountOutput';
import { emailField, passwordField, phoneField, pinField } from '../personFields';

const fields: INodeProperties[] = [
	notice(
		'registerNotice',
		'This needs a person: the PIN comes from the call that Flash Call → Send makes. Ask for it in between, e.g. with a form of n8n.',
	),
	emailField,
	phoneField,
	passwordField,
	pinField,
	textField({ displayName: 'Promo Code', name: 'promocode', required: false, placeholder: 'e.g. SPRING' }),
	returnTokens,
];

/**
 * Account → Register: the new account's session is kept nowhere. POST /api/v1/register (plusofon.ru.txt,
 * «зарегистрироваться в личном кабинете»)
 */
export const register: Operation = {
	description: forOperation('account', 'register', fields),
	async execute(context) {
		const email = filledIn(context, 'email', 'Email').trim();
		const phone = phoneDigits(entered(context, 'phone'), 'phone');
		const password = filledIn(context, 'password', 'Password');
		const pin = filledIn(context, 'pin', 'PIN').trim();
		const promocode = entered(context, 'promocode').trim();
		const withTokens = isOn(context, 'returnTokens');
		const account = { email, phone, password, password_confirmation: password, pin };
		const request = {
			method: 'POST' as const,
			path: '/api/v1/register',
			body: { ...account, ...(promocode !== '' && { promocode }) },
		};
		const { body } = await sendOnce(async () => await context.client.requestWithSession(undefined, request));
		return accountOutput(body, withTokens);
	},
};
