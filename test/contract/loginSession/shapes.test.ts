import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { api, run, stored } from '../../support/loginSession';
import { passTime, REAL_TIMERS } from '../../support/sandbox';
import { formLogIns } from './shapes/formLogIns';
import { jsonLogIns } from './shapes/jsonLogIns';
import { ownPlaces } from './shapes/ownPlaces';
import { refreshing } from './shapes/refreshing';
import { startService } from './shapes/server';
import { PASSWORD, type Shape } from './shapes/shape';
import { withoutBody } from './shapes/withoutBody';

/** The services that NangoHQ/nango lists as TWO_STEP in packages/providers/providers.yaml. */
const LISTED = 62;
const shapes = Object.entries({ ...formLogIns, ...jsonLogIns, ...ownPlaces, ...withoutBody, ...refreshing });
const page = readFileSync(join(__dirname, '../../../docs/login-session.md'), 'utf8');

const open: Array<Awaited<ReturnType<typeof startService>>> = [];
let hours = 0;
beforeEach(() => {
	jest.spyOn(Math, 'random').mockReturnValue(0);
	jest.useFakeTimers({ now: Date.UTC(2026, 4, 1, (hours += 1)), doNotFake: [...REAL_TIMERS] });
});
afterEach(async () => {
	await Promise.all(open.splice(0).map(async (server) => await server.close()));
	jest.useRealTimers();
	jest.restoreAllMocks();
});

async function begin({ facts, dialog }: Shape, fields: object = {}) {
	const server = await startService(facts);
	open.push(server);
	const credential = stored({ service: 'custom', baseUrl: server.url, password: PASSWORD, ...dialog, ...fields });
	const send = async (items = 1) =>
		await run(credential, api('/things'), { items: Array.from({ length: items }, () => ({ json: {} })) });
	return { server, credential, send };
}

it('those that pass and those that the page lists as impossible are all that there are', () => {
	const table = page.split('## What can')[1]!.split(/^\| service.*$/m)[1]!;
	const impossible = [...table.matchAll(/^\| ([a-z0-9, -]+?) +\|/gm)].flatMap(([, names]) => names!.split(', '));
	expect(shapes.length).toBeGreaterThanOrEqual(40);
	expect(shapes.length + impossible.filter((name) => !/^-+$/.test(name)).length).toBe(LISTED);
	expect(page).toContain(`${shapes.length} of ${LISTED}`);
	expect(impossible.filter((name) => shapes.some(([service]) => service === name))).toEqual([]);
});

describe.each(shapes)('%s', (_, shape) => {
	const refreshes = shape.facts.refresh ? 1 : 0;

	it('logs in once for five items, just as the service wants it', async () => {
		const { server, credential, send } = await begin(shape);
		await send(5);
		expect(server.faults).toEqual([]);
		expect(server.counts).toEqual({ logIns: 1, refreshes: 0, refused: 0, rejected: 0, served: 5 });
		expect(credential.writes).toBe(1);
		const { expiresAt } = credential.session!;
		const end = Date.now() + shape.facts.livesMinutes * 60_000;
		if (shape.endIsUntold) expect(expiresAt).toBeUndefined();
		else expect(Math.abs(expiresAt! - end)).toBeLessThan(1_500);
	});

	it('renews before the end, or after the first rejection where nobody tells the end', async () => {
		const { server, credential, send } = await begin(shape);
		await send();
		passTime(shape.facts.livesMinutes * 60_000 - (shape.endIsUntold ? 0 : 2_000));
		await send(5);
		expect(server.faults).toEqual([]);
		expect(server.counts).toMatchObject({ logIns: 2 - refreshes, refreshes, refused: 0, served: 6 });
		if (!shape.endIsUntold) expect(server.counts.rejected).toBe(0);
		expect(credential.writes).toBe(2);
	});

	it('logs in once more when the session was ended', async () => {
		const { server, send } = await begin(shape);
		await send();
		passTime(61_000);
		server.revoke();
		await send(5);
		expect(server.counts).toMatchObject({ served: 6 });
		expect(server.counts.logIns - server.counts.refused).toBe(2);
	});

	it('tries a wrong password once', async () => {
		const { server, send } = await begin(shape, { password: 'not-the-right-one' });
		const error = await send(3).catch((problem: Error) => problem);
		expect(error).toMatchObject({ message: expect.stringContaining('refused the log-in') });
		expect(JSON.stringify(error)).not.toContain('not-the-right-one');
		expect(server.counts).toEqual({ logIns: 1, refreshes: 0, refused: 1, rejected: 0, served: 0 });
	});
});
