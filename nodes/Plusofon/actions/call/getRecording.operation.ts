import type { INodeProperties } from 'n8n-workflow';

import type { PlusofonAccount } from '../../../../providers/plusofon';
import { InputError } from '../../../../providers/types';
import { ItemWithFile } from '../../../../transport/execution/files';
import type { Operation } from '../../../../transport/execution/router';
import { forOperation } from '../../../shared/panel';
import { textField } from '../../../shared/textFields';
import { enteredNumber, filledIn } from '../../../shared/values';
import { downloadRecording, waitForRecording } from '../../recording';

/** A workflow waits no longer than this for one recording, s. */
const LONGEST_WAIT = 600;

const fields: INodeProperties[] = [
	textField({
		displayName: 'Call ID',
		name: 'callId',
		placeholder: 'e.g. 5f1c2a90-8d1b',
		description: 'As Call → Get Many or the Plusofon Trigger gives it, in call_id',
	}),
	textField({
		displayName: 'Put Output File in Field',
		name: 'binaryField',
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the output field to put the file in',
	}),
	{
		displayName: 'Wait Up To (Seconds)',
		name: 'waitSeconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: LONGEST_WAIT },
		default: 60,
		description: 'How long to wait for a recording that is not ready yet, 600 at most. 0 looks once.',
	},
];

/**
 * Call → Get Recording, as a file. GET /api/v1/call/{call_id}/record (public client code: 404, 204 or no `record` mean that it is not
 * ready). Shape: `{call_id, file_size, mime_type}` and the file.
 */
export const getRecording: Operation<PlusofonAccount> = {
	description: forOperation('call', 'getRecording', fields),
	// It only reads, but more than ten files side by side are too much to hold.
	async execute(context) {
		const callId = filledIn(context, 'callId', 'Call ID').trim();
		const field = filledIn(context, 'binaryField', 'Put Output File in Field').trim();
		const seconds = enteredNumber(context, 'waitSeconds');
		if (!(seconds >= 0 && seconds <= LONGEST_WAIT)) {
			throw new InputError(
				`"Wait Up To (Seconds)" is not a number from 0 to ${LONGEST_WAIT}`,
				'waitSeconds',
				'Enter a number such as 60. Nothing has been sent.',
			);
		}
		const address = await waitForRecording(context, callId, seconds * 1000);
		const file = await downloadRecording(context, callId, address);
		const { fileSize, mimeType } = file;
		return new ItemWithFile({ call_id: callId, file_size: fileSize ?? '', mime_type: mimeType }, { [field]: file });
	},
};
