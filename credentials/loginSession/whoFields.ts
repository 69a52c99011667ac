import type { INodeProperties } from 'n8n-workflow';

import { PRESETS } from '../../presets';
import type { Preset } from '../../providers/loginSession/description';
import { allowHttp } from '../shared/allowHttp';

const listed = Object.entries(PRESETS)
	.map(([value, preset]) => ({ value, name: preset?.name ?? value, preset }))
	.sort((one, other) => one.name.localeCompare(other.name));
const withoutUsername = listed.filter(({ preset }) => preset?.withoutUsername).map(({ value }) => value);
const withValues = listed.filter(({ preset }) => preset?.values).map(({ value }) => value);

/** How sure an entry is. n8n translates no texts of credentials; the pages have it in both languages. */
const sureness = (preset: Preset | undefined): string =>
	preset?.tried ? `Tried at the real server, version ${preset.tried}` : 'From its documentation';

/** What a preset needs besides username and password, said where it is filled in. */
const valueNotices = listed
	.filter(({ preset }) => preset?.values)
	.map(({ value, name, preset }): INodeProperties => {
		const values = Object.entries(preset?.values ?? {}).map(([key, meaning]) => `<b>${key}</b>: ${meaning}`);
		return {
			displayName: `${name} needs these values. ${values.join('; ')}.`,
			name: `${value}Values`,
			type: 'notice',
			default: '',
			displayOptions: { show: { service: [value] } },
		};
	});

/** Who logs in, and where. */
export const whoFields: INodeProperties[] = [
	{
		displayName: 'Service',
		name: 'service',
		type: 'options',
		options: [
			{ name: 'Custom', value: 'custom', description: 'Describe the log-in below' },
			...listed.map(({ name, value, preset }) => ({ name, value, description: sureness(preset) })),
		],
		default: 'custom',
		description: 'The service to log in to. One from the list needs no description.',
	},
	{
		displayName: 'Base URL',
		name: 'baseUrl',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://api.example.com',
		description: 'Where the service is. What you enter here is sent to no other host.',
	},
	allowHttp('baseUrl'),
	{
		displayName: 'Username',
		name: 'username',
		type: 'string',
		default: '',
		placeholder: 'e.g. name@example.com',
		displayOptions: { hide: { service: withoutUsername } },
	},
	{
		displayName: 'Password',
		name: 'password',
		type: 'string',
		typeOptions: { password: true },
		default: '',
	},
	...valueNotices,
	{
		displayName: 'More Values',
		name: 'moreValues',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Value',
		default: {},
		description: 'Other values that the log-in needs, e.g. a client ID. {name} stands for it in the fields below.',
		displayOptions: { show: { service: ['custom', ...withValues] } },
		options: [
			{
				displayName: 'Value',
				name: 'values',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. client_id' },
					{ displayName: 'Value', name: 'secret', type: 'string', typeOptions: { password: true }, default: '' },
				],
			},
		],
	},
];
