import { Readable } from 'node:stream';

import { readBody } from '../../../http/answerBody';
import { SessionError } from '../../../session/errors';
import { toldError } from '../../../node-red/runtime/told';

it('speaks of an account and of Node-RED, and leaves the service its own words', () => {
	const error = new SessionError(
		'refused',
		'Sagi refused the log-in of l•••: "wrong credential" (HTTP 401)',
		'Open the credential and check the login. Run the workflow again after that, or look into the log of n8n.',
		401,
	);
	expect(toldError(error, undefined, 'Shop')).toMatchObject({
		message:
			'"Shop": Sagi refused the log-in of l•••: "wrong credential" (HTTP 401). Open the account and check the login. Send the message again after that, or look into the log of Node-RED.',
		statusCode: 401,
		needsPerson: false,
	});
	expect(toldError(new SessionError('interactionRequired', 'a person'), undefined, 'Shop').needsPerson).toBe(true);
});

it('says what reads files in Node-RED', async () => {
	const picture = Readable.from([Buffer.from([0x89, 0x50, 0x4e, 0x47])]);
	const error: unknown = await readBody(picture, { contentType: 'image/png', isText: true }).catch((thrown) => thrown);
	const { message } = toldError(error, undefined, 'Shop');
	expect(message).toContain('The request was carried out. For a file, let the node return a Buffer.');
});
