import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import { N8nClient } from '../../playground/client';
import { outputOf } from '../../playground/execution';
import { startN8n, type N8nProcess } from '../../playground/n8n';
import { temporaryFolder } from '../../playground/temporaryFolder';
import { installPackage, packFolder } from '../../playground/packing';
import { N8nRest } from '../../playground/rest';
import {
	filesBelow,
	nodeFilesOf,
	packageNameOf,
	singleServices,
	writeSinglePackage,
} from '../../playground/singlePackage';
import type { CommonSettings, Sandbox } from '../../sandbox';
import type { RemoteService } from '../../sandbox/client';
import { SUBJECTS } from '../safety/support/subjects';
import { createCredential, runWorkflow } from './support/n8n';
import { sharedSandbox } from './support/shared';
import { manual, node } from './support/workflows';

jest.setTimeout(120_000);

const services = singleServices();
/** What n8n calls the node of a class. */
const typeName = (name: string): string => `${name[0]!.toLowerCase()}${name.slice(1)}`;
const userFolder = temporaryFolder('each');
let n8n: N8nProcess;
let client: N8nClient;

beforeAll(async () => {
	for (const service of services) {
		const folder = join(userFolder, packageNameOf(service));
		mkdirSync(folder);
		await writeSinglePackage(service, folder);
		await installPackage(userFolder, await packFolder(folder, userFolder));
	}
	n8n = await startN8n({ userFolder });
	client = new N8nClient({ url: n8n.url });
	await client.setUpOwner();
});
afterAll(async () => await n8n.stop());

it('are a node, its trigger where there is one, and a credential each, for all services of the umbrella', async () => {
	const rest = new N8nRest({ url: n8n.url, cookie: client.cookie });
	const known = async (list: string) => (await rest.get<Array<{ name: string }>>(list)).map(({ name }) => name);
	const nodes = (await known('/types/nodes.json')).filter((name) => !name.startsWith('n8n-nodes-base.'));
	const credentials = await known('/types/credentials.json');
	for (const service of services) {
		const own = nodes.filter((name) => name.startsWith(`${packageNameOf(service)}.`));
		// The node is an agent's tool as well; a trigger is none.
		const nodeNames = nodeFilesOf(service).map((file) => typeName(basename(file, '.node.js')));
		const expected = [...nodeNames, `${typeName(service.name)}Tool`].map((name) => `${packageNameOf(service)}.${name}`);
		expect(own.sort()).toEqual(expected.sort());
		expect(credentials).toContain(`${typeName(service.name)}Api`);
	}
	expect(nodes.filter((name) => name.startsWith('n8n-nodes-keyring.'))).toEqual([]);
});

it.each(services)('n8n-nodes-$kebab has nothing of another service', (service) => {
	const files = filesBelow(join(userFolder, packageNameOf(service)));
	const others = services.filter(({ name }) => name !== service.name);
	const strange = files.filter((file) => others.some(({ name }) => new RegExp(`\\b${name}`, 'i').test(file)));
	expect(strange).toEqual([]);
	expect(files).toEqual(expect.arrayContaining(['LICENSE.md', 'README.md', 'package.json']));
	expect(files.some((file) => file.includes('translations'))).toBe(false);
});

it.each(SUBJECTS)(
	'$name is logged in, and renewed, by the package of its own',
	async ({ name, node: type, ...subject }) => {
		const sandbox = await sharedSandbox();
		await sandbox.reset();
		const server = subject.service(sandbox as never as Sandbox) as never as RemoteService<CommonSettings>;
		const credential = await createCredential(client, subject.provider.credentialType, subject.fields(server.url));
		const service = services.find((each) => each.name === name.replace(' ', ''))!;
		const parameters = { resource: 'apiRequest', operation: 'send', path: subject.path };
		const credentials = { [credential.type]: { id: credential.id, name: credential.name } };
		const full = `${packageNameOf(service)}.${type.description.name}`;
		const request = async () => await runWorkflow(client, manual(node('Request', full, parameters, { credentials })));
		expect(outputOf(await request(), 'Request').length).toBeGreaterThan(0);
		expect(await server.counters()).toMatchObject({ logIns: 1, served: 2 });

		await server.revoke();
		const { status, data } = await request();
		const { logIns, refreshes, refreshesRefused, rejectedTokens, phoneCalls } = await server.counters();
		expect({ rejectedTokens, phoneCalls }).toEqual({ rejectedTokens: 1, phoneCalls: 0 });
		const granted = logIns + refreshes - refreshesRefused;
		// Gigma's digits work once: its session can't be renewed without a person.
		if (name === 'Gigma') expect([status, granted]).toEqual(['error', 1]);
		else expect([data.resultData.error?.message, status, granted]).toEqual([undefined, 'success', 2]);
	},
);
