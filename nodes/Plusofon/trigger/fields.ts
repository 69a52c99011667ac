import type { INodeProperties } from 'n8n-workflow';

import { notice } from '../../shared/panel';
import { textField } from '../../shared/textFields';

const ofMessages = { event: ['incomingMessage'] };
const ofCalls = { event: ['callEnded'] };

/** The panel of the Plusofon Trigger. */
export const triggerFields: INodeProperties[] = [
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Call Ended',
				value: 'callEnded',
				description: 'When a call is over. Its address is entered in the portal. Known from public client code.',
			},
			{
				name: 'Incoming Message',
				value: 'incomingMessage',
				description: 'When a message comes in for one number. Known from public client code.',
			},
		],
		default: 'incomingMessage',
	},
	notice(
		'messageAddressNotice',
		'Publishing this workflow has the messages of this number sent here, in place of the address that they go to now: Plusofon does not tell which. Unpublishing takes that back and leaves none.',
		ofMessages,
	),
	{
		displayName: 'Number',
		name: 'number',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: "The account's number whose messages start the workflow",
		displayOptions: { show: ofMessages },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchMessageNumbers', searchable: true },
			},
			{ displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. 79991110001' },
		],
	},
	notice(
		'callAddressNotice',
		'Enter this address in the Plusofon portal, for the event that ends a call (channel_destroy): the Production URL above, followed by <code>?secret=</code> and the secret below. Tick call_id, so that a repeated report starts nothing.',
		ofCalls,
	),
	textField({
		displayName: 'Address Secret',
		name: 'addressSecret',
		placeholder: 'e.g. 32 letters and digits from a password generator',
		description:
			'Plusofon signs nothing: this alone tells its reports from those of others. At least 32 letters and digits.',
		displayOptions: { show: ofCalls },
	}),
];
