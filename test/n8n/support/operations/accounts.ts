import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import type { RemoteSandbox } from '../../../../sandbox/client';
import { GIGMA_APP_TOKEN } from '../../../../sandbox/gigma';

/** Sends a request to the sandbox itself, past n8n, to bring about what a case begins with. */
async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<IDataObject> {
	const type = { 'content-type': 'application/json' };
	return (await axios.post<IDataObject>(url, body, { proxy: false, headers: { ...type, ...headers } })).data;
}

/** The access token of a Sagi account. */
export async function sagiToken({ sagi }: RemoteSandbox, phone: string, password: string): Promise<string> {
	const { data } = await post(`${sagi.url}/api/v1/auth/business`, { phone, password });
	return String((data as IDataObject).access_token);
}

/** The access token of a Gigma counterparty. */
export async function gigmaToken({ gigma }: RemoteSandbox, phone: string, password: string): Promise<string> {
	const answer = await post(`${gigma.url}/counterparty/login`, { phone, password }, { token: GIGMA_APP_TOKEN });
	return (answer.counterparty as { access_token: { value: string } }).access_token.value;
}

const PLUSOFON_HEADERS = { accept: 'application/json', client: '10553' };

/** A session of a Plusofon account. */
export async function plusofonSession(
	{ plusofon }: RemoteSandbox,
	{ email, password }: IDataObject,
): Promise<{ token: string; refresh_token: string }> {
	const session = await post(`${plusofon.url}/api/v1/login`, { email, password }, PLUSOFON_HEADERS);
	return { token: String(session.token), refresh_token: String(session.refresh_token) };
}

/** Creates permanent API tokens for a Plusofon account and gives their IDs. */
export async function plusofonTokenIds(sandbox: RemoteSandbox, account: IDataObject, count: number): Promise<number[]> {
	const url = `${sandbox.plusofon.url}/api/v1/tokens`;
	const headers = {
		...PLUSOFON_HEADERS,
		'content-type': 'application/json',
		authorization: `Bearer ${(await plusofonSession(sandbox, account)).token}`,
	};
	for (let made = 0; made < count; made++) await axios.post(url, undefined, { proxy: false, headers });
	const { data } = await axios.get<{ data: Array<{ id: number }> }>(url, { proxy: false, headers });
	return data.data.map(({ id }) => id);
}

/** Lets Plusofon send the sandbox's restore token to an account. */
export async function plusofonResetEmail({ plusofon }: RemoteSandbox, email: unknown): Promise<void> {
	await post(`${plusofon.url}/api/v1/restore-token`, { email }, PLUSOFON_HEADERS);
}
