import type { IDataObject } from 'n8n-workflow';

import type { Account } from '../../providers/types';
import type { OperationContext } from '../../transport/execution/router';

/**
 * Says, beside the output and in it, which fields of the credential n8n did not change because they hold an expression.
 * @param names of the fields, as the credential has them
 */
export function notKeptOutput({ hint }: Pick<OperationContext<Account>, 'hint'>, names: string[]): IDataObject {
	if (names.length === 0) return {};
	const list = names.map((name) => `"${name}"`).join(', ');
	hint(
		`The credential's ${list} holds an expression or an external secret, which n8n does not overwrite. ` +
			'Change the value where it comes from.',
	);
	return { not_kept: names };
}
