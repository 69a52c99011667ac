import type { INodeProperties } from 'n8n-workflow';

import { secretField, textField, TYPED_STAYS } from '../../shared/textFields';

export const emailField: INodeProperties = textField({
	displayName: 'Email',
	name: 'email',
	placeholder: 'name@email.com',
});

export const passwordField: INodeProperties = secretField({
	displayName: 'Password',
	name: 'password',
	description: TYPED_STAYS,
});

export const phoneField: INodeProperties = textField({
	displayName: 'Phone',
	name: 'phone',
	placeholder: 'e.g. 79993332210',
	description: 'Number with its country code. Spaces, brackets, hyphens and the plus are left out.',
});

export const pinField: INodeProperties = secretField({
	displayName: 'PIN',
	name: 'pin',
	placeholder: 'e.g. 1234',
	description: 'Digits of the flash call, as text, so that a leading zero stays. They work once.',
});
