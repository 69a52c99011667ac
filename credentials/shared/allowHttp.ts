import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** As people write the beginning of an address without encryption. */
const UNENCRYPTED = ['http:', 'Http:', 'HTTP:'].map((scheme) => ({ _cnd: { startsWith: scheme } }));

/** This computer, where nobody on the way can read anything. */
const OWN = ['localhost', '127.0.0.1', '[::1]'].flatMap((host) => [
	{ _cnd: { eq: `http://${host}` } },
	{ _cnd: { startsWith: `http://${host}:` } },
	{ _cnd: { startsWith: `http://${host}/` } },
]);

/**
 * The switch that lets a credential's secrets go out without encryption; shown for an address of another computer that needs it.
 * @param address the field with the address
 * @param show when that field is shown itself
 */
export const allowHttp = (address: string, show: IDisplayOptions['show'] = {}): INodeProperties => ({
	displayName: 'Allow HTTP',
	name: 'allowHttp',
	type: 'boolean',
	default: false,
	description:
		'Whether an address that begins with http is accepted. Everybody on the way can read the password then: only for a network of your own.',
	displayOptions: { show: { ...show, [address]: UNENCRYPTED }, hide: { [address]: OWN } },
});
