import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

type Field = Omit<INodeProperties, 'displayOptions' | 'type' | 'default'> & Partial<INodeProperties>;

/** A field that is shown for Custom alone, and where the other fields say so. */
export const field = (
	{ type = 'string', default: preset = '', ...rest }: Field,
	when: IDisplayOptions['show'] = {},
): INodeProperties => ({
	type,
	default: preset,
	...rest,
	displayOptions: { show: { service: ['custom'], ...when } },
});

/** A line between the dialog's sections. */
export const section = (name: string, displayName: string) => field({ displayName, name, type: 'notice' });

/** How data may go out. */
export const SEND_AS: INodeProperties['options'] = [
	{ name: 'Form', value: 'form', description: 'Like a form of a web page: a=1&b=2' },
	{ name: 'HTTP Basic', value: 'basic', description: 'Username and password in a header, and the data as a form' },
	{
		name: 'HTTP Basic and JSON',
		value: 'basicJson',
		description: 'Username and password in a header, and the data as JSON',
	},
	{ name: 'JSON', value: 'json' },
	{ name: 'Query', value: 'query', description: 'In the address, where servers may log it' },
	{ name: 'Text', value: 'text', description: 'The data as it is' },
];
