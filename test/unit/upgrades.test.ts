import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NodeHelpers, type ICredentialType, type INode, type INodeType } from 'n8n-workflow';

import type { Provider } from '../../providers/types';
import { snapshotOf } from '../../http/credentialSnapshot';
import savedBefore from '../fixtures/savedBefore/credentials.json';
import { runNode, StoredCredential } from '../support/n8nInProcess';
import { className } from '../support/services';

/** What was saved with an earlier version of the package stays here as it was: it has to work without being opened. */
const WORKFLOWS = join(__dirname, '../fixtures/savedBefore/workflows');
const SAVED_AT = Date.UTC(2026, 10, 20);

const nodeOf = (name: string): INodeType => {
	const folder = className(name);
	const module = jest.requireActual<Record<string, new () => INodeType>>(`../../nodes/${folder}/${folder}.node`);
	return new module[folder]!();
};

const typeOf = (name: string): ICredentialType => {
	const module = jest.requireActual<Record<string, new () => ICredentialType>>(`../../credentials/${name}.credentials`);
	return new module[name]!();
};

/** What each sends for another session; the others log in. */
const REFRESHED_WITH: Record<string, string> = {
	SagiApi: 'Bearer access token of SagiApi',
	PlusofonApi: 'refresh token of PlusofonApi',
	LoginSessionApi: 'refresh token of LoginSessionApi',
};

function readBefore(name: string, fields: object) {
	const file = name.charAt(0).toLowerCase() + name.slice(1, -'Api'.length);
	const module = jest.requireActual<Record<string, Provider>>(`../../providers/${file}`);
	const provider = module[file]!;
	return { provider, ...snapshotOf(provider, fields as never) };
}

describe('what was saved with an earlier version', () => {
	beforeEach(() => jest.useFakeTimers({ now: SAVED_AT, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] }));
	afterEach(() => jest.useRealTimers());

	it.each(Object.entries(savedBefore))('a credential of %s keeps its session', async (name, fields) => {
		const credential = new StoredCredential(typeOf(name), fields);
		const node = nodeOf(name.charAt(0).toLowerCase() + name.slice(1, -'Api'.length));
		const parameters = { resource: 'session', operation: 'getStatus' };
		const [item] = await runNode({ node, credential, parameters });
		expect(item!.json).toMatchObject({ logged_in: true, expires_at: '2026-12-20T00:00:00.000Z' });
		expect(credential.writes).toBe(0);
	});

	it.each(Object.entries(savedBefore))(
		'a credential of %s sends and refreshes with what its session holds',
		(name, fields) => {
			const { provider, account, session } = readBefore(name, fields);
			const sent = JSON.stringify(provider.authorizeRequest(account, { method: 'GET', path: '/things' }, session));
			const token = `access token of ${name}`;
			const forms = [token, Buffer.from(`${token}:`).toString('base64'), Buffer.from(token).toString('base64')];
			expect({ sent, carries: forms.some((form) => sent.includes(form)) }).toMatchObject({ carries: true });
			if (name === 'LoginSessionApi') expect(sent).toContain('csrf of LoginSessionApi');
			expect(JSON.stringify(provider.refresh(account, session!)) ?? 'none').toContain(REFRESHED_WITH[name] ?? 'none');
		},
	);

	it.each(readdirSync(WORKFLOWS))('the workflow %s has nothing that a panel does not know', (file) => {
		const { nodes } = JSON.parse(readFileSync(join(WORKFLOWS, file), 'utf8')) as { nodes: INode[] };
		const own = nodes.filter(({ type }) => type.startsWith('n8n-nodes-keyring.'));
		expect(own).not.toEqual([]);
		for (const node of own) {
			const { properties, ...type } = nodeOf(node.type.split('.')[1]!).description;
			const issues = NodeHelpers.getNodeParametersIssues(properties, node, { properties, ...type });
			expect({ node: node.name, issues }).toEqual({ node: node.name, issues: null });
			const unknown = Object.keys(node.parameters).filter((key) => !properties.some(({ name }) => name === key));
			expect({ node: node.name, unknown }).toEqual({ node: node.name, unknown: [] });
			const { resource, operation } = node.parameters as Record<string, string>;
			const offered = properties
				.filter(
					({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes(resource!),
				)
				.flatMap(({ options }) => options as Array<{ value: string }>);
			expect({ node: node.name, offered }).toEqual({
				node: node.name,
				offered: expect.arrayContaining([expect.objectContaining({ value: operation })]),
			});
		}
	});
});
