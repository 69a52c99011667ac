import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { N8nClient } from '../../playground/client';
import { outputOf } from '../../playground/execution';
import { startN8n, type N8nProcess } from '../../playground/n8n';
import { temporaryFolder } from '../../playground/temporaryFolder';
import { installPackage, packFolder } from '../../playground/packing';
import { N8nRest } from '../../playground/rest';
import { filesBelow, packageNameOf, singleServices, writeSinglePackage } from '../../playground/singlePackage';
import type { Sandbox } from '../../sandbox';
import { SUBJECTS } from '../safety/support/subjects';
import { createCredential, runWorkflow } from './support/n8n';
import { sharedSandbox } from './support/shared';
import { manual, node } from './support/workflows';

jest.setTimeout(120_000);

const services = singleServices();
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

it('are a node and a credential each, for all services of the umbrella', async () => {
	const rest = new N8nRest({ url: n8n.url, cookie: client.cookie });
	const known = async (list: string) => (await rest.get<Array<{ name: string }>>(list)).map(({ name }) => name);
	const nodes = (await known('/types/nodes.json')).filter((name) => !name.startsWith('n8n-nodes-base.'));
	const credentials = await known('/types/credentials.json');
	for (const service of services) {
		const own = nodes.filter((name) => name.startsWith(`${packageNameOf(service)}.`));
		// Each is an agent's tool as well.
		expect(own.sort()).toEqual([expect.any(String), expect.stringMatching(/Tool$/)]);
		expect(credentials).toContain(`${service.name[0]!.toLowerCase()}${service.name.slice(1)}Api`);
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

it.each(SUBJECTS)('$name is logged in by the package of its own', async ({ name, node: type, ...subject }) => {
	const sandbox = await sharedSandbox();
	await sandbox.reset();
	const { url, counters } = subject.service(sandbox as never as Sandbox) as never as {
		url: string;
		counters(): Promise<{ logIns: number; served: number }>;
	};
	const credential = await createCredential(client, subject.provider.credentialType, subject.fields(url));
	const service = services.find((each) => each.name === name.replace(' ', ''))!;
	const parameters = { resource: 'apiRequest', operation: 'send', path: subject.path };
	const credentials = { [credential.type]: { id: credential.id, name: credential.name } };
	const full = `${packageNameOf(service)}.${type.description.name}`;
	const execution = await runWorkflow(client, manual(node('Request', full, parameters, { credentials })));
	expect(outputOf(execution, 'Request').length).toBeGreaterThan(0);
	expect(await counters()).toMatchObject({ logIns: 1, served: 2 });
});
