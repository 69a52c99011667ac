import { PLUSOFON_NUMBERS } from '../../../../sandbox/plusofon';
import type { OperationCase } from './types';

/** One of two requests that are alike is answered with 503. */
const oneOf = (operation: string) => [{ match: { operation }, status: 503, times: 1 }];
const list = (value: string) => ({ __rl: true, mode: 'list', value });
const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const two = { returnAll: false, limit: 2 };
const { city, mobile, second } = PLUSOFON_NUMBERS;

const messages: OperationCase[] = [
	{
		resource: 'message',
		operation: 'send',
		parameters: { numberId: list('502'), to: '={{ $json.to }}', text: '={{ $json.text }}' },
		items: [
			{ to: '+7 (999) 333-22-10', text: 'Ваш заказ готов' },
			{ to: '79993332211', text: 'я'.repeat(71) },
		],
		outputs: [
			{ success: true, segments: 1 },
			{ success: true, segments: 2 },
		],
		serves: ['PF3 logIn', 'P10 sendMessage', 'P10 sendMessage'],
		failing: { item: 1, values: { to: 'call me' }, error: 'The phone is not a phone number' },
	},
	{
		resource: 'message',
		operation: 'getAll',
		parameters: { ...two, messageFilters: { direction: '={{ $json.direction }}' } },
		items: [{ direction: 'incoming' }, { direction: 'outgoing' }],
		outputs: [
			[{ incoming: true }, { incoming: true }],
			[{ incoming: false }, { incoming: false }],
		],
		serves: ['PF3 logIn', 'P11 listMessages', 'P11 listMessages'],
		failing: { item: 'either', faults: oneOf('P11 listMessages'), error: 'Plusofon could not answer' },
	},
	{
		resource: 'message',
		operation: 'getDialog',
		parameters: { phone: '={{ $json.phone }}' },
		items: [{ phone: '+7 999 333-22-10' }, { phone: '79993332211' }],
		outputs: [
			Array.from({ length: 30 }, (_, at) => ({ msg: `Message ${2 * at}` })),
			Array.from({ length: 30 }, (_, at) => ({ msg: `Message ${2 * at + 1}` })),
		],
		serves: ['PF3 logIn', 'P12 getDialog', 'P12 getDialog'],
		failing: { item: 0, values: { phone: '12' }, error: 'The phone is not a phone number' },
	},
];

const calls: OperationCase[] = [
	{
		resource: 'call',
		operation: 'getAll',
		parameters: { ...two, callFilters: { direction: '={{ $json.direction }}' } },
		items: [{ direction: 'external' }, { direction: 'internal' }],
		outputs: [
			[{ direction: 'external', account: '101' }, { direction: 'external' }],
			[{ direction: 'internal' }, { direction: 'internal', number_b: city }],
		],
		serves: ['PF3 logIn', 'P24 listCalls', 'P24 listCalls'],
		failing: { item: 'either', faults: oneOf('P24 listCalls'), error: 'Plusofon could not answer' },
	},
	{
		resource: 'call',
		operation: 'getRecording',
		parameters: { callId: '={{ $json.id }}', waitSeconds: 2 },
		items: [{ id: 'call-0' }, { id: 'call-1' }],
		outputs: [
			{ call_id: 'call-0', file_size: '4.1 kB', mime_type: 'audio/mpeg' },
			{ call_id: 'call-1', file_size: '4.1 kB' },
		],
		serves: ['PF3 logIn', 'P25f recordingFile', 'P25f recordingFile', 'P25 getRecording', 'P25 getRecording'],
		failing: { item: 1, values: { id: 'call-4' }, error: 'There is no recording of call call-4' },
	},
	{
		resource: 'call',
		operation: 'start',
		parameters: { numberToReach: '={{ $json.to }}', ownNumber: city },
		items: [{ to: '79993332210' }, { to: '+7 999 333-22-11' }],
		outputs: [{ success: true }, { success: true }],
		serves: ['PF3 logIn', 'P26 startCall', 'P26 startCall'],
		failing: { item: 0, values: { to: '12' }, error: 'The phone is not a phone number' },
	},
];

const lists: OperationCase[] = [
	{
		resource: 'number',
		operation: 'getAll',
		parameters: { returnAll: true, whichNumbers: '={{ $json.kind }}' },
		items: [{ kind: 'abc' }, { kind: 'def' }],
		outputs: [[{ id: 501, number: city }], [{ number: mobile }, { number: second }]],
		serves: ['PF3 logIn', 'P5 listNumbers', 'P5 listNumbers'],
		failing: { item: 1, values: { kind: 'satellite' }, error: '"Which Numbers" is not one of the choices' },
	},
	{
		resource: 'number',
		operation: 'getAll',
		variant: 'that can send messages',
		parameters: { returnAll: false, limit: '={{ $json.limit }}', whichNumbers: 'sms' },
		items: [{ limit: 1 }, { limit: 2 }],
		outputs: [[{ number: mobile }], [{ number: mobile }, { number: second }]],
		serves: ['PF3 logIn', 'P6 listSendingNumbers', 'P6 listSendingNumbers'],
		failing: { item: 0, values: { limit: 0 }, error: 'The limit "0"' },
	},
	{
		resource: 'line',
		operation: 'getAll',
		parameters: { returnAll: false, limit: '={{ $json.limit }}' },
		items: [{ limit: 1 }, { limit: 2 }],
		outputs: [[{ id: 701, name: 'Line 101' }], [{ id: 701 }, { id: 702 }]],
		serves: ['PF3 logIn', 'P27 listLines', 'P27 listLines'],
		failing: { item: 'either', faults: oneOf('P27 listLines'), error: 'Plusofon could not answer' },
	},
	{
		resource: 'account',
		operation: 'getBalance',
		outputs: [{ balance: 1520.75 }, { balance: 1520.75 }],
		serves: ['PF3 logIn', 'P1 getBalance', 'P1 getBalance'],
		failing: { item: 'either', faults: oneOf('P1 getBalance'), error: 'Plusofon could not answer' },
	},
];

const account = { verificationAccount: byId('301') };
const VERIFICATION = ['PF3 logIn', 'P16 listVerificationAccounts'];

const verification: OperationCase[] = [
	{
		resource: 'verificationCall',
		operation: 'send',
		parameters: { ...account, phone: '={{ $json.phone }}' },
		items: [{ phone: '79993332210' }, { phone: '+7 999 333-22-11' }],
		outputs: [
			{ key: expect.any(String), success: true },
			{ operator: 'MegaFon', success: true },
		],
		serves: [...VERIFICATION, 'P21 sendVerification', 'P21 sendVerification'],
		failing: { item: 0, values: { phone: '380501112233' }, error: 'The phone is not a Russian one' },
	},
	{
		resource: 'verificationCall',
		operation: 'check',
		parameters: { ...account, verificationKey: '={{ $json.key }}', digits: '={{ $json.digits }}' },
		items: [
			{ key: 'one', digits: '1234' },
			{ key: 'two', digits: '0123' },
		],
		// The sandbox knows the keys of its own calls: these are answered as one of them would be.
		faults: [{ match: { operation: 'P22 checkVerification' }, status: 200, body: { success: true } }],
		outputs: [{ success: true }, { success: true }],
		serves: [...VERIFICATION, 'P22 checkVerification', 'P22 checkVerification'],
		failing: {
			item: 1,
			values: { digits: '' },
			error: 'Digits is empty',
			faults: [{ match: { operation: 'P22 checkVerification' }, status: 200, body: { success: true } }],
		},
	},
	{
		resource: 'verificationCall',
		operation: 'callToAuthorize',
		parameters: { ...account, phone: '={{ $json.phone }}', hookUrl: 'https://n8n.example/webhook/1' },
		items: [{ phone: '79993332210' }, { phone: '79993332211' }],
		outputs: [
			{ phone: '78005553536', key: expect.any(String) },
			{ phone: '78005553536', success: true },
		],
		serves: [...VERIFICATION, 'P23 callToAuthorize', 'P23 callToAuthorize'],
		failing: { item: 1, values: { phone: '12' }, error: 'The phone is not a phone number' },
	},
];

/** Messages, calls, numbers, lines, the balance and verification calls of the Plusofon node. */
export const businessCases: OperationCase[] = [...messages, ...calls, ...lists, ...verification];
