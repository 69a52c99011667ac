import '../../support/nodeRedWords';

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { readBody } from '../../../http/answerBody';
import { SessionError } from '../../../session/errors';
import { plusofon } from '../../../providers/plusofon';
import { sagi } from '../../../providers/sagi';
import type { Provider } from '../../../providers/types';
import { toldError } from '../../../node-red/runtime/told';

it('speaks of an account, and leaves the service its own words', () => {
	const error = new SessionError(
		'refused',
		'Sagi refused the log-in of l•••: "wrong credential of n8n" (HTTP 401)',
		sagi.logInAdvice,
		401,
	);
	expect(toldError(error, sagi as Provider, 'Shop')).toMatchObject({
		message:
			'"Shop": Sagi refused the log-in of l•••: "wrong credential of n8n" (HTTP 401). Open the account and check the environment, the login, the password and the licence key.',
		statusCode: 401,
		needsPerson: false,
	});
	expect(toldError(new SessionError('interactionRequired', 'a person'), sagi as Provider, 'Shop').needsPerson).toBe(
		true,
	);
});

it('names the nodes of Node-RED, also for what was not filled in', () => {
	expect(() => sagi.account({ environment: 'test' })).toThrow('The account has no Login');
	const refused = new SessionError('refused', 'Refused', plusofon.logInAdvice);
	expect(toldError(refused, plusofon as Provider, 'Shop').message).toContain('run keyring session → Log In With Code');
});

it('says what reads files in Node-RED', async () => {
	const picture = Readable.from([Buffer.from([0x89, 0x50, 0x4e, 0x47])]);
	const error: unknown = await readBody(picture, { contentType: 'image/png', isText: true }).catch((thrown) => thrown);
	const { message } = toldError(error, sagi as Provider, 'Shop');
	expect(message).toContain('The request was carried out. For a file, let the node return a Buffer.');
});

it.each(['http', 'pacing', 'presets', 'providers', 'session'])(
	'has no word of one host alone in what %s tells',
	(room) => {
		const folder = join(__dirname, '..', '..', '..', room);
		const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts'));
		expect(files.length).toBeGreaterThan(3);
		const found = files.flatMap((file) => {
			const code = readFileSync(join(folder, file), 'utf8').replace(/\/\*\*?[^]*?\*\/|\/\/.*/g, '');
			const words =
				room === 'http' ? /.*(n8n|workflow|Node-RED|the credential\b).*/i : /.*\b(the|this) credential\b.*/i;
			return code.match(words)?.[0] ?? [];
		});
		expect(found).toEqual([]);
	},
);
