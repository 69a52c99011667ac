import {
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { commaList } from '../../providers/fields';
import { smartSatu } from '../../providers/smartSatu';
import { requestError } from '../../transport/execution/errors';
import { ProviderClient } from '../../transport/execution/client';
import { Sender } from '../../transport/execution/sender';
import { TRIGGER } from '../shared/trigger';
import { orders, readList } from './lists';
import { compareOrders, type SeenOrders } from './seenOrders';
import { statusField, statusOf } from './statusField';

/** What a test in the editor gives: enough to build a workflow with. */
const SAMPLES = 5;

export class SmartSatuTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Smart Satu Trigger',
		name: 'smartSatuTrigger',
		icon: { light: 'file:smartSatu.svg', dark: 'file:smartSatu.dark.svg' },
		...TRIGGER,
		subtitle: '={{ $parameter["event"] === "new" ? "New Orders" : "New and Changed Orders" }}',
		description: 'Starts the workflow when there are new or changed orders in Smart Satu',
		defaults: { name: 'Smart Satu Trigger' },
		polling: true,
		credentials: [{ name: 'smartSatuApi', required: true }],
		properties: [
			{
				displayName:
					"Smart Satu tells nobody of new orders: they are asked for as often as is set above. Known from its wiki, which does not show an order's fields.",
				name: 'pollNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				options: [
					{
						name: 'New and Changed Orders',
						value: 'changes',
						description: 'An order that was not there before, or in which anything has changed',
					},
					{ name: 'New Orders', value: 'new', description: 'An order that was not there before' },
				],
				default: 'changes',
			},
			{
				displayName: 'First Run',
				name: 'firstRun',
				type: 'options',
				options: [
					{
						name: 'Hand Over Nothing',
						value: 'nothing',
						description: 'Remember the orders that are there, and begin with those that come later',
					},
					{
						name: 'Hand Over All',
						value: 'all',
						description: 'Begin with all orders that are there, as new ones',
					},
				],
				default: 'nothing',
				description:
					'What to do with the orders that are there when the workflow is published, and after its status, its ignored fields or its credential was changed',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Ignored Fields',
						name: 'ignoredFields',
						type: 'string',
						default: '',
						placeholder: 'e.g. updated_at, viewed_at',
						description: 'Fields of an order, with commas between them, whose change alone starts nothing',
					},
					statusField,
				],
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			const { status: given, ignoredFields } = this.getNodeParameter('options', {}) as IDataObject;
			const status = statusOf(given, 'options');
			const ignored = commaList(String(ignoredFields ?? ''));
			const found = await readList(new ProviderClient(new Sender(this, smartSatu)), orders(status));
			const { credentials } = this.getNode();
			const of = JSON.stringify([credentials?.smartSatuApi?.id ?? null, status ?? null, ignored]);
			const isTest = this.getMode() === 'manual';
			const memory: { seen?: SeenOrders } = isTest ? {} : this.getWorkflowStaticData('node');
			const { isFirst, events, seen } = compareOrders(memory.seen, found, of, ignored);
			memory.seen = seen;
			if (isTest) return items(events.slice(-SAMPLES));
			if (isFirst && this.getNodeParameter('firstRun') !== 'all') return null;
			const wantsChanges = this.getNodeParameter('event') !== 'new';
			return items(events.filter(({ event }) => event === 'new' || wantsChanges));
		} catch (error) {
			throw requestError({ node: this.getNode(), provider: smartSatu }, error);
		}
	}
}

/** One item an event, `{event, order}`; where there is none, the workflow is not started. */
const items = (events: object[]): INodeExecutionData[][] | null =>
	events.length === 0 ? null : [events.map((json) => ({ json: json as IDataObject }))];
