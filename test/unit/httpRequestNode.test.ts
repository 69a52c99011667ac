import { HOUR } from '../support/account';
import { loggedIn } from '../support/workers/oneWorker';

/** n8n's HTTP Request node asks for a renewal after any error, and n8n then writes the whole credential, as it has just read it. */

it.each([2, 3, 20])('%i requests that fail together leave the renewed session stored', async (count) => {
	const { worker, credential, done, pass, story } = await loggedIn();
	await pass(HOUR / 2);
	const send = async () => await worker.httpRequestNode(credential, '/missing');
	const outcomes = await done(Promise.allSettled(Array.from({ length: count }, send)));
	expect(new Set(outcomes.map((outcome) => String((outcome as PromiseRejectedResult).reason)))).toEqual(
		new Set(['Error: HTTP 404']),
	);
	expect(credential.accessToken).toBe('S2');
	expect(story().filter((what) => what === 'refresh')).toHaveLength(1);
});
