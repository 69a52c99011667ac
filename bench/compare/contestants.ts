import type { INode } from 'n8n-workflow';
import type { N8nClient } from '../../playground/client';
import type { Description } from '../../providers/loginSession/description';
import { createCredential } from '../../test/n8n/support/n8n';
import { code, httpRequest, items, keyringNode, node } from '../../test/n8n/support/workflows';
import { ONE_TIME_REFRESH } from '../../test/support/carriedSession';

export const ACCOUNT = { username: 'anna', password: 'a password' };

/** The service of the comparison: a JWT of ten minutes, and refresh tokens that work once. */
export const SERVICE: Description = {
	...ONE_TIME_REFRESH,
	every: { headers: { Authorization: 'Bearer {accessToken}' } },
};

/** A way to stay logged in: the nodes between the trigger and the end, for a service at this address. */
export interface Contestant {
	name: string;
	nodes(client: N8nClient, url: string, count: number): Promise<INode[]>;
}

/** An item that failed is counted; it does not end the others. */
const goOn = (one: INode): INode => ({ ...one, onError: 'continueRegularOutput' });
const RENEW_BEFORE_MS = 60_000;

/** Everything in one Code node, as it fits there: is the token in static data still good? Else log in and keep it. */
const staticData = (url: string) => `
const kept = $getWorkflowStaticData('global');
if (!kept.token || kept.expiresAt - ${RENEW_BEFORE_MS} < Date.now()) {
	const body = ${JSON.stringify({ user: ACCOUNT.username, pass: ACCOUNT.password })};
	const answer = await this.helpers.httpRequest({ method: 'POST', url: '${url}/login', body, json: true });
	kept.token = answer.access_token;
	kept.expiresAt = JSON.parse(Buffer.from(kept.token.split('.')[1], 'base64url')).exp * 1000;
}
return items.map(({ json }) => ({ json: { ...json, token: kept.token } }));`;

const loginSession = async (client: N8nClient, url: string) =>
	await createCredential(client, 'loginSessionApi', {
		...{ service: 'custom', baseUrl: url, ...ACCOUNT, logInUrl: '/login' },
		logInData: '{ "user": "{username}", "pass": "{password}" }',
		...{ renewWith: 'refresh', refreshUrl: '/refresh' },
	});

export const CONTESTANTS: Contestant[] = [
	{
		name: 'A token in static data',
		nodes: async (_, url, count) => [
			items(count),
			code('Token', staticData(url)),
			goOn(
				node(
					'Request',
					'n8n-nodes-base.httpRequest',
					{
						url: `${url}/things`,
						sendHeaders: true,
						headerParameters: { parameters: [{ name: 'Authorization', value: '=Bearer {{ $json.token }}' }] },
					},
					{ typeVersion: 4.2 },
				),
			),
		],
	},
	{
		name: 'A textbook credential, HTTP Request node',
		nodes: async (client, url, count) => {
			const credential = await createCredential(client, 'textbookApi', { url, ...ACCOUNT });
			return [items(count), goOn(httpRequest('Request', credential, { url: `${url}/things` }))];
		},
	},
	{
		name: 'Login Session, HTTP Request node',
		nodes: async (client, url, count) => {
			const credential = await loginSession(client, url);
			return [items(count), goOn(httpRequest('Request', credential, { url: `${url}/things` }))];
		},
	},
	{
		name: 'Login Session, its own node',
		nodes: async (client, url, count) => {
			const credential = await loginSession(client, url);
			const parameters = { resource: 'apiRequest', operation: 'send', path: '/things' };
			return [items(count), goOn(keyringNode('Request', 'loginSession', credential, parameters))];
		},
	},
];
