import type { EveryRequest } from '../../../providers/loginSession/description';
import { fieldsFor, serviceCarrying } from '../../support/carriedSession';
import { api, likeHttpRequestNode, run, session, stored, useDescribedServers } from '../../support/loginSession';
import { passTime } from '../../support/sandbox';

const start = useDescribedServers();
const PASSWORD = 'password-marked-secret';

const VARIANTS: Record<string, EveryRequest> = {
	bearer: { headers: { Authorization: 'Bearer {accessToken}' } },
	header: { headers: { 'X-Session': '{accessToken}', 'X-CSRF': '{csrf}' } },
	query: { query: { token: '{accessToken}' } },
	cookie: { cookies: { sid: '{accessToken}' } },
	body: { body: { auth: '{accessToken}' } },
};

/** A custom credential whose requests carry the session in this way, and its service, whose refresh tokens work once. */
async function begin(every: EveryRequest) {
	const account = { username: 'anna', password: PASSWORD };
	const server = await start(serviceCarrying(every), account);
	return { server, credential: stored(fieldsFor(every, server.url, account)) };
}

const shown = (value: unknown) =>
	JSON.stringify(value, (_key, each: unknown) =>
		each instanceof Error ? { ...each, message: each.message, cause: each.cause } : each,
	);

describe.each(Object.entries(VARIANTS))('a session carried by %s', (_, every) => {
	const post = api('/things', { method: 'POST', body: '{ "id": 1988850967616950272 }' });

	it('is kept, renewed with a refresh token that works once, and healed after a rejection', async () => {
		const { server, credential } = await begin(every);
		await run(credential, post);
		expect(server.seen.at(-1)?.body).toContain('1988850967616950272');
		for (let times = 0; times < 2; times++) {
			passTime(599_000);
			await run(credential, post, { items: Array.from({ length: 5 }, () => ({ json: {} })) });
		}
		expect(server.counts).toMatchObject({ logIns: 1, refreshes: 2, refused: 0, rejected: 0, served: 11 });
		passTime(60_000);
		server.revoke();
		await run(credential, post);
		expect(server.counts).toMatchObject({ logIns: 2, served: 12 });
	});

	it('is sent as a form as well, and leaves no secret in what the node gives', async () => {
		const { server, credential } = await begin(every);
		const form = { parameters: [{ name: 'a', value: '1 & 2' }] };
		const output = await run(credential, api('/form', { method: 'POST', bodyType: 'form', bodyForm: form }));
		expect(new URLSearchParams(server.seen.at(-1)?.body).get('a')).toBe('1 & 2');
		const status = await run(credential, session('getStatus'));
		for (const secret of [PASSWORD, ...server.secrets()]) expect(shown([output, status])).not.toContain(secret);
	});

	it('serves n8n’s HTTP Request node, whose shown options get nothing of it', async () => {
		const { server, credential } = await begin(every);
		const send = async () =>
			await likeHttpRequestNode(credential, { method: 'POST', uri: `${server.url}/things`, body: { a: 1 } });
		const first = await send();
		passTime(60_000);
		server.revoke();
		// What may have acted is not sent twice: the next request renews.
		const rejected = await send();
		const second = await send();
		expect([first.answer, rejected.answer, second.answer]).toEqual([
			{ path: '/things', served: 1 },
			undefined,
			{ path: '/things', served: 2 },
		]);
		expect(server.counts).toMatchObject({ rejected: 1 });
		expect(Object.keys(second.options)).not.toContain('qs');
		const all = shown([first, rejected, second]);
		for (const secret of [PASSWORD, ...server.secrets()]) expect(all).not.toContain(secret);
	});
});
