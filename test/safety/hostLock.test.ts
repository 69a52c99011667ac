import fc from 'fast-check';
import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Provider } from '../../providers/types';
import { authorize } from '../../transport/credential/credentialHooks';
import { useForeignServer } from '../support/foreignServer';
import { contextOf, runNode, type StoredCredential } from '../support/n8nInProcess';
import { useSandbox } from '../support/sandbox';
import { useConnections } from './support/connections';
import { anyAddress, hostileAddresses } from './support/hostileAddresses';
import { SUBJECTS, type Subject } from './support/subjects';
import { tally } from './support/tally';

const sandbox = useSandbox();
const foreign = useForeignServer();
const connections = useConnections();
const ownHost = (subject: Subject) => subject.service(sandbox()).url.slice('http://'.length);

/** Nothing but the service itself may have been connected to. */
function expectNothingForeign(subject: Subject): void {
	const strangers = [...connections.opened].filter((address) => address !== ownHost(subject));
	tally('requests to a foreign host', strangers.length + foreign.received.length);
	expect(strangers).toEqual([]);
	expect(foreign.received).toEqual([]);
}

type Way = (subject: Subject, credential: StoredCredential, address: string) => Promise<unknown>;

/** The ways in which an address reaches a request that carries a session. */
const WAYS: Record<string, Way> = {
	"the node's API Request": async ({ node }, credential, path) =>
		await runNode({ node, credential, parameters: { resource: 'apiRequest', operation: 'send', path } }),
	"n8n's HTTP Request node": async ({ node }, credential, uri) => {
		const context = contextOf({ node, credential, parameters: {} });
		const options = { uri, method: 'GET', followRedirect: true, followAllRedirects: true };
		const send = context.helpers.requestWithAuthentication;
		return await send.call(context, credential.type.name, options as never);
	},
	'a base URL with the address behind it': async ({ node, service }, credential, url) => {
		const context = contextOf({ node, credential, parameters: {} });
		const options = { baseURL: service(sandbox()).url, url };
		return await context.helpers.httpRequestWithAuthentication.call(context, credential.type.name, options);
	},
};

describe.each(SUBJECTS)("the session of $name stays with the credential's own host", (subject) => {
	const credential = (more = {}) => subject.credential({ ...subject.fields(subject.service(sandbox()).url), ...more });

	it.each(Object.keys(WAYS))('whatever address comes through %s', async (way) => {
		const kept = credential();
		const own = ownHost(subject);
		const addresses = [
			...hostileAddresses(own, foreign.host()),
			// Of the own host in another dress: it may be served, but nobody else may hear of it.
			`http://127.1:${own.split(':')[1]}${subject.path}`,
			`http://①27.0.0.1:${own.split(':')[1]}${subject.path}`,
		];
		for (const address of addresses) {
			await WAYS[way]!(subject, kept, address).catch((error: Error) => expect(error.message).not.toBe(''));
			expectNothingForeign(subject);
			tally('hostile addresses');
		}
	});

	it('whatever an address is put together of', async () => {
		const kept = credential();
		const { origin } = new URL(subject.service(sandbox()).url);
		const add = authorize(subject.provider);
		await fc.assert(
			fc.asyncProperty(anyAddress(ownHost(subject), foreign.host()), async (address) => {
				tally('hostile addresses');
				const options: IHttpRequestOptions = { method: 'GET', url: address };
				const sent = await add(kept.read(), options).catch(() => undefined);
				if (!sent) return;
				const url = new URL(sent.url);
				const isSmartSatu = subject.name === 'Smart Satu' && /^https:\/\/([^/@:.]+\.)*smartsatu\.com\//.test(url.href);
				if (isSmartSatu) return;
				expect(url.origin).toBe(origin);
				expect(url.username + url.password).toBe('');
				expect(`${url.pathname}/`.startsWith(subject.basePath)).toBe(true);
				// Byte by byte: not every path is UTF-8.
				const plain = url.pathname.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
				expect(plain.split(/[/\\]/)).not.toContain('..');
			}),
			{ numRuns: 1_000 },
		);
	});

	it.each([301, 302, 303, 307, 308])('whatever a redirect with %i says', async (status) => {
		const kept = credential();
		const locations = [
			`http://${foreign.host()}/stolen`,
			`//${foreign.host()}/stolen`,
			`http://user@${foreign.host()}/`,
			'/elsewhere',
		];
		for (const location of locations) {
			const service = subject.service(sandbox());
			service.setFaults([{ match: { operation: 'other' }, status, headers: { location } }]);
			for (const way of Object.values(WAYS)) {
				tally('hostile addresses');
				await expect(way(subject, kept, `${service.url}${subject.basePath}${subject.path}`)).rejects.toThrow();
			}
			service.setFaults([{ match: { operation: 'logIn' }, status, headers: { location } }]);
			await expect(WAYS["the node's API Request"]!(subject, credential(), subject.path)).rejects.toThrow();
			expectNothingForeign(subject);
			expect(service.requests().map(({ path }) => path)).not.toContain('/elsewhere');
		}
	});

	const { field, path: tail } = subject.address;
	it.each([
		['with a user name', 'http://user@HOST', 'user name'],
		['with a password alone', 'http://:word@HOST', 'user name'],
		['with a query', 'http://HOST/?x=1', 'query'],
		['with an empty query', 'http://HOST/?', 'query'],
		['with a fragment', 'http://HOST/#x', 'fragment'],
		['without encryption', 'http://service.example', 'https'],
		['without encryption, that looks like this computer', 'http://localhost.example', 'https'],
		['without encryption, that begins like this computer', 'http://127.0.0.1.example', 'https'],
		['of another kind', 'ftp://HOST', 'http or https'],
		['that is none', 'HOST', 'http'],
	])('and no address is accepted %s', async (_, address, told) => {
		const given = address.replace('HOST', foreign.host());
		const behind = /[?#]/.test(given) ? given : `${given}${tail}`;
		await expect(WAYS["the node's API Request"]!(subject, credential({ [field]: behind }), '/x')).rejects.toMatchObject(
			{
				description: expect.stringContaining(told),
			},
		);
		expectNothingForeign(subject);
		tally('hostile addresses');
	});

	it('and goes out without encryption where the person has switched that on', () => {
		const account = (fields: object) =>
			(subject.provider as Provider).account({ ...subject.fields('http://service.example'), ...fields }).baseUrl;
		expect(account({ allowHttp: true })).toContain('http://service.example');
		expect(() => account({ allowHttp: false })).toThrow('no encryption');
		expect(() => account({ allowHttp: 'true' })).toThrow('no encryption');
	});

	it('and goes to allowed domains alone, where n8n is told of some', async () => {
		const only = (allowedDomains: string) => credential({ allowedHttpRequestDomains: 'domains', allowedDomains });
		const send = async (kept: StoredCredential) => await WAYS["the node's API Request"]!(subject, kept, subject.path);
		await expect(send(only('other.example, *.0.0.2'))).rejects.toThrow('does not allow requests to 127.0.0.1');
		await expect(send(only(''))).rejects.toThrow('does not allow requests');
		await expect(send(only('other.example, 127.0.0.1'))).resolves.toBeDefined();
		await expect(send(only('*.0.0.1'))).resolves.toBeDefined();
		await expect(send(credential({ allowedHttpRequestDomains: 'none' }))).resolves.toBeDefined();
	});
});

describe('an address in an answer', () => {
	it.each([
		'http://HOST/api',
		'https://smartsatu.com.evil.example/api',
		'https://u:p@food.smartsatu.com/api',
		'//HOST',
	])('%s as url_api is not used', async (told) => {
		const subject = SUBJECTS.find(({ name }) => name === 'Smart Satu')!;
		const { smartSatu: service } = sandbox();
		service.setSettings({ urlApi: told.replace('HOST', foreign.host()) });
		await WAYS["the node's API Request"]!(subject, subject.credential(subject.fields(service.url)), subject.path);
		expectNothingForeign(subject);
		tally('hostile addresses');
	});

	it('of the next page is not used', async () => {
		const subject = SUBJECTS.find(({ name }) => name === 'Plusofon')!;
		const { plusofon: service } = sandbox();
		const next = `http://${foreign.host()}/api/v1/tokens?page=2`;
		const data = [{ id: 1, token: 'x'.repeat(36), created_at: '2026-01-01 00:00:00' }];
		const body = (page: number) => ({ current_page: page, last_page: 2, data, next_page_url: next, success: true });
		service.setFaults([
			{ match: { path: 'tokens\\?page=2' }, status: 200, body: body(2) },
			{ match: { path: '/api/v1/tokens' }, status: 200, body: body(1) },
		]);
		const credential = subject.credential(subject.fields(service.url));
		const parameters = { resource: 'token', operation: 'getAll', returnAll: true };
		expect(await runNode({ node: subject.node, credential, parameters })).toHaveLength(2);
		expectNothingForeign(subject);
		tally('hostile addresses');
	});
});
