import type { Operation } from '../../transport/execution/router';
import { statusOutput } from './sessionOutput';

/** Session → Get Status: what n8n keeps with the credential. Nothing is sent. */
export const getStatus: Operation = {
	description: [],
	readsOnly: () => true,

	async execute({ client }) {
		const account = await client.account();
		return statusOutput(await client.session(), account.login, account.renewBeforeMs);
	},
};
