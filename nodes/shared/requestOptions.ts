import type { INodeProperties } from 'n8n-workflow';

/** How fast the items are sent, for every operation of a node. */
export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	isNodeSetting: true,
	placeholder: 'Add option',
	default: {},
	description:
		'In flight is Automatic unless "Items in Flight" says a number: requests that only read begin with ten side by side, go up to 64 as long as more are served that way, and down when answers get slower or the service asks to slow down; all others stay at ten',
	options: [
		{
			displayName: 'Batching',
			name: 'batching',
			type: 'fixedCollection',
			placeholder: 'Add batching',
			default: { batch: {} },
			options: [
				{
					displayName: 'Batching',
					name: 'batch',
					values: [
						{
							displayName: 'Items Per Batch',
							name: 'batchSize',
							type: 'number',
							typeOptions: { minValue: -1 },
							default: 50,
							description: 'Input is split in batches of this size. -1 to send all items in one.',
						},
						{
							displayName: 'Batch Interval',
							name: 'batchInterval',
							type: 'number',
							typeOptions: { minValue: 0 },
							default: 1000,
							description: 'Time between two batches, in milliseconds',
						},
					],
				},
			],
		},
		{
			displayName: 'Items in Flight',
			name: 'itemsInFlight',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 10,
			description: 'A fixed number of items sent side by side, instead of Automatic; 1 sends one after another',
		},
		{
			displayName: 'Wait When Asked To',
			name: 'waitWhenAsked',
			type: 'boolean',
			default: true,
			description:
				'Whether a request that the service answers with 429, or a reading one with 503 and a time, is sent again after that time, up to a minute in all. All items of the execution wait meanwhile.',
		},
	],
};
