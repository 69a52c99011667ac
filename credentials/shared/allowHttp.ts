import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** The switch that lets a credential's secrets go out without encryption; shown with the address that it is about. */
export const allowHttp = (show: IDisplayOptions['show']): INodeProperties => ({
	displayName: 'Allow HTTP',
	name: 'allowHttp',
	type: 'boolean',
	default: false,
	description:
		'Whether an address that begins with http is accepted. Everybody on the way can read the password then: only for a network of your own. An address of this computer needs no switch.',
	displayOptions: { show },
});
