import type { Operation } from '../../transport/router';
import { statusOutput } from './sessionOutput';

/** Session → Get Status: what n8n keeps with the credential. Nothing is sent. */
export const getStatus: Operation = {
	description: [],
	async execute({ client, itemIndex }) {
		const account = await client.account(itemIndex);
		return statusOutput(await client.session(itemIndex), account.login, account.renewBeforeMs);
	},
};
