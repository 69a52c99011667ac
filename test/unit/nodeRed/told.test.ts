import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { readBody } from '../../../http/answerBody';
import { SessionError } from '../../../session/errors';
import { plusofon } from '../../../providers/plusofon';
import { sagi } from '../../../providers/sagi';
import { InputError, type Provider } from '../../../providers/types';
import { toldError } from '../../../node-red/runtime/told';

it('speaks of an account, and leaves the service its own words', () => {
	const error = new SessionError(
		'refused',
		'Sagi refused the log-in of l•••: "wrong credential of n8n" (HTTP 401)',
		'Open the credential and check the login.',
		401,
	);
	expect(toldError(error, sagi as Provider, 'Shop')).toMatchObject({
		message:
			'"Shop": Sagi refused the log-in of l•••: "wrong credential of n8n" (HTTP 401). Open the account and check the login.',
		statusCode: 401,
		needsPerson: false,
	});
	expect(toldError(new SessionError('interactionRequired', 'a person'), sagi as Provider, 'Shop').needsPerson).toBe(
		true,
	);
});

it('names the nodes of Node-RED, also for what was not filled in', () => {
	const empty = new InputError('The credential has no Login', 'login', 'Open the credential and fill in "Login".');
	const { message } = toldError(empty, plusofon as Provider, 'Shop');
	expect(message).toBe('The account has no Login. Open the account and fill in "Login".');
	const refused = new SessionError('refused', 'Refused', plusofon.logInAdvice);
	expect(toldError(refused, plusofon as Provider, 'Shop').message).toContain('run keyring session → Log In With Code');
});

it('says what reads files in Node-RED', async () => {
	const picture = Readable.from([Buffer.from([0x89, 0x50, 0x4e, 0x47])]);
	const error: unknown = await readBody(picture, { contentType: 'image/png', isText: true }).catch((thrown) => thrown);
	const { message } = toldError(error, sagi as Provider, 'Shop');
	expect(message).toContain('The request was carried out. For a file, let the node return a Buffer.');
});

it('has no word of another host in what both hosts tell', () => {
	const folder = join(__dirname, '..', '..', '..', 'http');
	for (const file of readdirSync(folder)) {
		const code = readFileSync(join(folder, file), 'utf8').replace(/\/\*\*?[^]*?\*\/|\/\/.*/g, '');
		expect([file, code.match(/.*(n8n|workflow|Node-RED).*/)?.[0]]).toEqual([file, undefined]);
	}
});
