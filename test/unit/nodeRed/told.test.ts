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
