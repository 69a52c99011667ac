import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { PRESETS } from '../../../presets';
import type { Preset } from '../../../providers/loginSession/description';
import { api, NASTY, run, session, stored, useDescribedServers, USERNAME } from '../../support/loginSession';
import { passTime } from '../../support/sandbox';

const start = useDescribedServers();
const presets = Object.entries(PRESETS) as Array<[string, Preset]>;
/** JSON-RPC services answer POST alone. */
const request = (preset: Preset) =>
	/json/.test(preset.description.logIn.url)
		? api(preset.description.logIn.url, { method: 'POST', body: '{"method":"things.list","params":{},"id":2}' })
		: api('/things');

async function begin(service: string, preset: Preset, fields: object = {}) {
	const more = Object.fromEntries(Object.keys(preset.values ?? {}).map((name) => [name, `${name} of mine`]));
	const username = preset.withoutUsername ? '' : USERNAME;
	const server = await start(preset.description, { ...more, username, password: NASTY });
	const values = Object.entries(more).map(([name, secret]) => ({ name, secret }));
	const base = { service, baseUrl: server.url, username, password: NASTY, moreValues: { values } };
	return { server, credential: stored({ ...base, ...fields }) };
}

it('are the files of the folder, each with its source', () => {
	const files = readdirSync(join(__dirname, '../../../presets')).filter((file) => file !== 'index.ts');
	expect(Object.keys(PRESETS).sort()).toEqual(files.map((file) => file.replace('.ts', '')).sort());
	for (const [, { source, placeholder }] of presets) {
		expect(URL.canParse(source) && URL.canParse(placeholder)).toBe(true);
	}
});

describe.each(presets)('%s, on a server made from its own description', (service, preset) => {
	it('logs in at first use, and not again', async () => {
		const { server, credential } = await begin(service, preset);
		await run(credential, request(preset));
		await run(credential, request(preset), { items: Array.from({ length: 5 }, () => ({ json: {} })) });
		expect(server.counts).toEqual({ logIns: 1, refreshes: 0, refused: 0, rejected: 0, served: 6 });
		expect(credential.writes).toBe(1);
	});

	it('renews once when the session has ended on purpose', async () => {
		const { server, credential } = await begin(service, preset);
		await run(credential, request(preset));
		passTime(60_000);
		server.revoke();
		await run(credential, request(preset), { items: Array.from({ length: 5 }, () => ({ json: {} })) });
		expect(server.counts).toMatchObject({ logIns: 2, served: 6 });
	});

	it('tries a wrong password once, and repeats it nowhere', async () => {
		const password = 'not-the-right-one';
		const { server, credential } = await begin(service, preset, { password });
		for (let times = 0; times < 3; times++) {
			const error = await run(credential, request(preset)).catch((problem: Error) => problem);
			expect(error).toMatchObject({ message: expect.stringContaining('refused the log-in') });
			expect(JSON.stringify(error)).not.toContain(password);
		}
		expect(server.counts).toMatchObject({ logIns: 1, served: 0 });
	});

	it('tells what was found, and no secret', async () => {
		const { server, credential } = await begin(service, preset);
		const [output] = await run(credential, session('logIn'));
		expect(output).toMatchObject({ token_found_at: expect.any(String) });
		const [status] = await run(credential, session('getStatus'));
		expect(status).toMatchObject({ logged_in: true, token_found_at: output?.token_found_at });
		for (const secret of server.secrets()) expect(JSON.stringify([output, status])).not.toContain(secret);
	});
});

const ending = presets.filter(([, { description }]) => description.expiry.from !== 'none');

describe.each(ending)('%s: its session ends', (service, preset) => {
	it('is renewed before the request goes out', async () => {
		const { server, credential } = await begin(service, preset);
		await run(credential, request(preset));
		const { expiresAt, issuedAt } = credential.session!;
		passTime(expiresAt! - issuedAt - 1_000);
		await run(credential, request(preset));
		expect(server.counts).toMatchObject({ served: 2, rejected: 0, refused: 0 });
		expect(server.counts.logIns + server.counts.refreshes).toBe(2);
		expect(server.counts.refreshes).toBe(preset.description.refresh ? 1 : 0);
	});
});
