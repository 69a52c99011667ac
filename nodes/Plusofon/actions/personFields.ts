import type { INodeProperties } from 'n8n-workflow';

import { notice } from '../../shared/panel';
import { SECRET_EXAMPLE, secretField, textField, TYPED_STAYS } from '../../shared/textFields';

export const emailField: INodeProperties = textField({
	displayName: 'Email',
	name: 'email',
	placeholder: 'name@email.com',
});

export const passwordField: INodeProperties = secretField({
	displayName: 'Password',
	name: 'password',
	placeholder: SECRET_EXAMPLE,
	description: TYPED_STAYS,
});

export const phoneField: INodeProperties = textField({
	displayName: 'Phone',
	name: 'phone',
	placeholder: 'e.g. 79993332210',
	description: 'Number with its country code. Spaces, brackets, hyphens and the plus are left out.',
});

/** Beside a {@link pinField}. */
export const pinNotice: INodeProperties = notice(
	'pinNotice',
	'This needs a person: the PIN comes from the call that Flash Call → Send makes. Ask for it in between, or use Session → Log In With Code, which does.',
);

export const pinField: INodeProperties = secretField({
	displayName: 'PIN',
	name: 'pin',
	placeholder: 'e.g. 1234',
	hint: 'From Flash Call → Send: the last digits of the number that called. They work once.',
	description: 'As text, so that a leading zero stays',
});
