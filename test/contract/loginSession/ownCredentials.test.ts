import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { LoginSessionApi } from '../../../credentials/LoginSessionApi.credentials';
import { PRESETS } from '../../../presets';
import { describedBy } from '../../../providers/loginSession/fromFields';
import { api, NASTY, run, stored, useDescribedServers, USERNAME } from '../../support/loginSession';
import { passTime } from '../../support/sandbox';

const start = useDescribedServers();
const page = readFileSync(join(__dirname, '../../../docs/for-users-of-n8n-credentials.md'), 'utf8');
const { properties } = new LoginSessionApi();

/** What a person enters who reads this section's table, by the credential's own fields. */
function fieldsOf(section: string): Record<string, string> {
	const rows = [...section.matchAll(/^\| ([^|]+?) +\| (.+?) *\|$/gm)].slice(1).filter(([, name]) => !/^-/.test(name!));
	const entered = rows.map(([, name, told]) => [name!, /`([^`]*)`/.exec(told!)?.[1] ?? told!] as const);
	return Object.fromEntries(
		entered
			.filter(([name]) => !['Base URL', 'Username', 'More Values'].includes(name))
			.map(([name, value]) => {
				const property = fieldCalled(name);
				const option = (property.options as INodePropertyOptions[] | undefined)?.find((one) => one.name === value);
				return [property.name, String(option?.value ?? value)];
			}),
	);
}

function fieldCalled(displayName: string): INodeProperties {
	const property = properties.find((one) => one.displayName === displayName);
	if (!property) throw new Error(`The dialog has no field "${displayName}"`);
	return property;
}

const described = page
	.split(/^## /m)
	.filter((section) => section.includes('| Log-In URL'))
	.map((section) => ({ name: section.split('\n')[0]!, fields: fieldsOf(section) }));

it('describes Form.io, Wekan and Venafi, and names presets that there are', () => {
	expect(described.map(({ name }) => name)).toEqual(['Form.io', 'Wekan', 'Venafi TLS Protect Datacenter']);
	for (const preset of ['metabase', 'baserow']) expect(PRESETS[preset]).toBeDefined();
});

it.each(described)('$name: what the page says logs in once, and again when the session has ended', async (one) => {
	const values = { username: USERNAME, password: NASTY, client: 'my-client' };
	const server = await start(describedBy(one.fields), values);
	const more = { values: [{ name: 'client', secret: values.client }] };
	const credential = stored({ ...one.fields, baseUrl: server.url, ...values, moreValues: more });
	const items = Array.from({ length: 5 }, () => ({ json: {} }));
	await run(credential, api('/things'), { items });
	expect(server.counts).toMatchObject({ logIns: 1, refused: 0, rejected: 0, served: 5 });
	passTime(60_000);
	server.revoke();
	await run(credential, api('/things'), { items });
	expect(server.counts).toMatchObject({ logIns: 2, served: 10 });
});
