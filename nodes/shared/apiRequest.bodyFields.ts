import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { pairs } from './pairs';

/** Methods whose requests have a body. */
export const WITH_BODY = ['DELETE', 'PATCH', 'POST', 'PUT'];

const forType = (...bodyType: string[]): IDisplayOptions => ({ show: { method: WITH_BODY, bodyType } });
const inputField: INodeProperties = {
	displayName: 'Input Data Field Name',
	name: 'inputDataFieldName',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	hint: 'The name of the input field that holds the file to be sent',
};

const bodyType: INodeProperties = {
	displayName: 'Body Content Type',
	name: 'bodyType',
	type: 'options',
	options: [
		{
			name: 'Binary File',
			value: 'binary',
			description: 'A file of the item: the n8n Binary File of the HTTP Request node',
		},
		{ name: 'Form URL Encoded', value: 'form', description: 'Like a form of a web page: a=1&b=2' },
		{ name: 'Form-Data', value: 'multipart', description: 'Fields and files, as multipart/form-data' },
		{ name: 'JSON', value: 'json' },
		{ name: 'Text', value: 'text', description: 'As it is written' },
	],
	default: 'json',
	displayOptions: { show: { method: WITH_BODY } },
};

/** A form's fields and files, in the words of n8n's HTTP Request node. */
const multipart: INodeProperties = {
	displayName: 'Body Parameters',
	name: 'bodyParts',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add parameter',
	default: {},
	description: 'Files of up to 64 MB each and in all. A name that is given twice is sent twice.',
	displayOptions: forType('multipart'),
	options: [
		{
			displayName: 'Parameter',
			name: 'parameters',
			values: [
				{
					displayName: 'Parameter Type',
					name: 'parameterType',
					type: 'options',
					options: [
						{ name: 'Binary File', value: 'formBinaryData' },
						{ name: 'Form Data', value: 'formData' },
					],
					default: 'formData',
				},
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. photo' },
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					typeOptions: { rows: 2 },
					default: '',
					placeholder: 'e.g. new',
					displayOptions: { show: { parameterType: ['formData'] } },
				},
				{ ...inputField, displayOptions: { show: { parameterType: ['formBinaryData'] } } },
			],
		},
	],
};

/** The body in one of its forms. */
export const bodyFields: INodeProperties[] = [
	bodyType,
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '',
		placeholder: 'e.g. { "ID": 1988850967616950272 }',
		description: 'JSON, sent as it is written here: long IDs keep all their digits',
		displayOptions: forType('json'),
	},
	{
		...pairs({
			displayName: 'Form Fields',
			name: 'bodyForm',
			description: 'A name that is given twice is sent twice',
			entry: 'form field',
			example: ['status', 'new'],
			rows: 2,
		}),
		displayOptions: forType('form'),
	},
	multipart,
	{
		...inputField,
		required: true,
		description: 'A file of up to 64 MB. Its own type is sent as Content-Type, unless a header says otherwise.',
		displayOptions: forType('binary'),
	},
	{
		displayName: 'Body Text',
		name: 'bodyText',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Good morning',
		description: 'Sent as text/plain, unless a header says otherwise',
		displayOptions: forType('text'),
	},
];
