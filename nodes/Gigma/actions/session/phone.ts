import type { INodeProperties } from 'n8n-workflow';

import { plainPhone } from '../../../../providers/fields';
import type { OperationContext } from '../../../../transport/execution/router';
import { textField } from '../../../shared/textFields';
import { filledIn } from '../../../shared/values';

/** The phone that Gigma calls, or that logs in. */
export const phoneField: INodeProperties = textField({
	displayName: 'Phone',
	name: 'phone',
	placeholder: 'e.g. 79999999990',
	hint: 'Digits that begin with 7, without +',
	description: 'Phone of the counterparty, as Gigma has it',
});

/** As people write it; else not checked any further: public rules let an e-mail address stand here. @throws InputError when it is empty */
export const phoneOf = (panel: Pick<OperationContext, 'parameter'>): string =>
	plainPhone(filledIn(panel, 'phone', 'Phone').trim());
