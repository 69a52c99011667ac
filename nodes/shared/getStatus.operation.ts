import type { Operation } from '../../transport/execution/router';
import { sessionStatus } from '../../http/sessionTimes';
import { processEngine } from '../../transport/credential/engine';

/** Session → Get Status: what n8n keeps with the credential. Nothing is sent. */
export const getStatus: Operation = {
	description: [],
	readsOnly: () => true,

	async execute({ client }) {
		const account = await client.account();
		return sessionStatus(processEngine.sessions, await client.session(), account);
	},
};
