import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SAGI_IDS } from '../../../../sandbox/sagi';

/** An operation that an AI agent uses as its tool. */
export interface ToolCase {
	/** The node's name, e.g. `sagi`. */
	name: string;
	/** The panel, with fields that the agent fills in. */
	parameters: INodeParameters;
	/** What the agent fills in. */
	filledIn: IDataObject;
	/** A part of what the tool gives to the agent. */
	gives: string;
	serves: string[];
}

/** One operation of each node. */
export const TOOLS: ToolCase[] = [
	{
		name: 'gigma',
		parameters: {
			resource: 'session',
			operation: 'sendCode',
			phone: "={{ $fromAI('phone', 'phone of the customer', 'string') }}",
		},
		filledIn: { phone: '79999999990' },
		gives: 'Password successfully send',
		serves: ['G1 sendPassword'],
	},
	{
		name: 'plusofon',
		parameters: { resource: 'apiRequest', operation: 'send', path: "={{ $fromAI('path', 'path to read', 'string') }}" },
		filledIn: { path: '/api/v1/payment/balance' },
		gives: '1520.75',
		serves: ['PF3 logIn', 'P1 getBalance'],
	},
	{
		name: 'sagi',
		parameters: {
			resource: 'branch',
			operation: 'get',
			branch: { __rl: true, mode: 'id', value: "={{ $fromAI('branch', 'id of the branch', 'string') }}" },
		},
		filledIn: { branch: SAGI_IDS.secondBranch },
		gives: SAGI_IDS.secondBranch,
		serves: ['SA1 logIn', 'SA3 getBranch'],
	},
	{
		name: 'smartSatu',
		parameters: {
			resource: 'apiRequest',
			operation: 'send',
			path: '/v1/orders',
			paging: 'pageNumber',
			returnAll: false,
			limit: "={{ $fromAI('limit', 'how many orders', 'number') }}",
		},
		filledIn: { limit: 2 },
		gives: '50002',
		serves: ['SS1 logIn', 'listOrders'],
	},
];
