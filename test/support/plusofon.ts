import type { IDataObject } from 'n8n-workflow';

import { PlusofonApi } from '../../credentials/PlusofonApi.credentials';
import { Plusofon } from '../../nodes/Plusofon/Plusofon.node';
import { PLUSOFON_ACCOUNT, PLUSOFON_API_TOKEN } from '../../sandbox/plusofon';
import { runNode, StoredCredential } from './n8nInProcess';
import { useSandbox } from './sandbox';

/** The headers of every request of the document. */
export const HEADERS = { 'content-type': 'application/json', accept: 'application/json', client: '10553' };

/** The user in the examples of the document. */
export const USER = {
	id: 82,
	email: 'user@mail.ru',
	phone: '79993332210',
	first_name: null,
	last_name: null,
	middle_name: null,
	role: { name: 'lk_admin', client_id: 10553 },
};

/** The sandbox's Plusofon for a test file, a credential for each way to log in, and what was sent. */
export function usePlusofon() {
	const sandbox = useSandbox();
	const service = () => sandbox().plusofon;
	const credential = (fields: IDataObject) =>
		new StoredCredential(new PlusofonApi(), { environment: 'custom', baseUrl: service().url, ...fields } as never);
	const { login: email, password, phone } = PLUSOFON_ACCOUNT;
	return {
		service,
		byEmail: (fields: IDataObject = {}) => credential({ logInWith: 'emailPassword', email, password, ...fields }),
		byPhone: (fields: IDataObject = {}) => credential({ logInWith: 'phonePin', phone, pin: '1234', ...fields }),
		byToken: (fields: IDataObject = {}) =>
			credential({ logInWith: 'apiToken', apiToken: PLUSOFON_API_TOKEN, ...fields }),
		/** The requests to a path: method, path with query, the headers that the document names, body. */
		sent: (path: string) =>
			service()
				.requests()
				.filter((entry) => entry.path.split('?')[0] === path)
				.map(({ method, path: whole, headers, body }) => {
					const { 'content-type': type, accept, client, authorization } = headers;
					return {
						method,
						path: whole,
						headers: { 'content-type': type, accept, client, ...(authorization !== undefined && { authorization }) },
						...(body !== '' && { body: JSON.parse(body) }),
					};
				}),
	};
}

/** Runs `resource.operation` of the Plusofon node and gives the JSON of its items. */
export async function run(
	credential: StoredCredential,
	operation: string,
	parameters: IDataObject = {},
	rest: Partial<Parameters<typeof runNode>[0]> = {},
): Promise<IDataObject[]> {
	const [resource, name] = operation.split('.');
	const all = { resource, operation: name, ...parameters };
	return (await runNode({ node: new Plusofon(), credential, parameters: all, ...rest })).map(({ json }) => json);
}
