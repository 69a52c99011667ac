import type { ICredentialDataDecryptedObject, INodeType } from 'n8n-workflow';

import { LoginSessionApi } from '../../credentials/LoginSessionApi.credentials';
import { LoginSession } from '../../nodes/LoginSession/LoginSession.node';
import type { Description } from '../../providers/loginSession/description';
import { runNode, StoredCredential } from './n8nInProcess';
import { REAL_TIMERS } from './sandbox';
import { startDescribed } from './describedServer';

export const USERNAME = 'anna@example.com';
/** What could break out of a text that is put together before it is parsed. */
export const NASTY = `p"a\\s{s}w{accessToken}rd'&=+%7B$&\u00e9`;

export const api = (path: string, rest: object = {}) => ({ resource: 'apiRequest', operation: 'send', path, ...rest });
export const session = (operation: string, rest: object = {}) => ({ resource: 'session', operation, ...rest });

let minutes = 0;

/** Stops the clock of package and server at a time later than the test before, and starts servers that are closed afterwards. */
export function useDescribedServers() {
	const open: Array<Awaited<ReturnType<typeof startDescribed>>> = [];
	beforeEach(() => {
		jest.spyOn(Math, 'random').mockReturnValue(0);
		jest.useFakeTimers({ now: Date.UTC(2026, 1, 1, 0, (minutes += 60)), doNotFake: [...REAL_TIMERS] });
	});
	afterEach(async () => {
		await Promise.all(open.splice(0).map(async (server) => await server.close()));
		jest.useRealTimers();
		jest.restoreAllMocks();
	});
	return async (description: Description, values: Record<string, string>) => {
		const server = await startDescribed(description, values);
		open.push(server);
		return server;
	};
}

export const stored = (fields: object): StoredCredential =>
	new StoredCredential(new LoginSessionApi(), fields as ICredentialDataDecryptedObject);

type Run = Partial<Parameters<typeof runNode>[0]>;

/** Runs the Login Session node and gives the JSON of its items. */
export const run = async (credential: StoredCredential, parameters: object, rest: Run = {}) =>
	(await runNode({ node: new LoginSession(), credential, parameters: parameters as never, ...rest })).map(
		({ json }) => json,
	);

/**
 * Sends a request as n8n's HTTP Request node does: with the older helper, and the credential read by n8n.
 * @returns the answer, or the error, and the options, which that node shows to people
 */
export async function likeHttpRequestNode(credential: StoredCredential, options: object) {
	const given = { json: true, ...options };
	const node = {
		description: {
			displayName: 'HTTP Request',
			name: 'httpRequest',
			properties: [],
			credentials: [{ name: 'loginSessionApi', required: true }],
		},
		async execute() {
			const helpers = (this as never as { helpers: Record<string, (...all: unknown[]) => Promise<unknown>> }).helpers;
			const sent = helpers.requestWithAuthentication!.call(this, 'loginSessionApi', given);
			const result = await sent.then(
				(answer) => ({ answer }),
				(error: unknown) => ({ error }),
			);
			return [[{ json: result }]];
		},
	} as unknown as INodeType;
	const [item] = await runNode({ node, credential, parameters: {} });
	return { ...(item?.json as { answer?: unknown; error?: Error }), options: given };
}
