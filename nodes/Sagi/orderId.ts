import type { INodeProperties } from 'n8n-workflow';

import type { OperationContext } from '../../transport/execution/router';
import { digitsId } from '../shared/ids';
import { textField } from '../shared/textFields';

/** The order that an operation is about. */
export const orderIdField: INodeProperties = textField({
	displayName: 'Order ID',
	name: 'orderId',
	placeholder: 'e.g. 1988850967616960001',
	description: 'As Order → Create gives it: Sagi lists no orders, so keep it',
});

/** @throws InputError where it is no ID, or was rounded */
export const orderIdOf = ({ parameter }: Pick<OperationContext, 'parameter'>): string =>
	digitsId(parameter<unknown>('orderId', ''), 'orderId', 'Order ID');
