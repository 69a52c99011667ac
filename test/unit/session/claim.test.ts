import { endedClaim, errorOf, NO_CLAIM, readClaim, settingsOf, type Claim } from '../../../session/claim';
import { SessionError } from '../../../session/errors';

const FINGERPRINT = '0123456789abcdef0123456789abcdef';
const claim: Claim = { id: 'c', of: settingsOf(FINGERPRINT), lastsMs: 40_000 };

describe('a claim in the credential', () => {
	it('is read as it was written', () => {
		expect(readClaim(JSON.stringify(claim), FINGERPRINT)).toEqual(claim);
	});

	it.each([
		['nothing', NO_CLAIM],
		['no JSON', 'claimed'],
		['null', 'null'],
		['no id', JSON.stringify({ ...claim, id: undefined })],
		['no duration', JSON.stringify({ ...claim, lastsMs: undefined })],
		['a duration of nothing', JSON.stringify({ ...claim, lastsMs: 0 })],
		['one for other settings', JSON.stringify({ ...claim, of: 'other' })],
		['what n8n has where a field is missing', undefined],
	])('is none: %s', (_, text) => {
		expect(readClaim(text, FINGERPRINT)).toBeUndefined();
	});

	it('names the settings by a short mark, not by what they are', () => {
		expect(claim.of).toBe('0123456789abcdef');
	});
});

it('an ended claim gives other workers the error of who had it', () => {
	const error = new SessionError('refused', 'wrong password', 'check it', 401);
	const ended = endedClaim(claim, error, 7, false);
	expect(ended).toEqual({
		...claim,
		ended: {
			kind: 'refused',
			message: 'wrong password',
			description: 'check it',
			answered: 401,
			at: 7,
		},
	});
	const read = readClaim(JSON.stringify(ended), FINGERPRINT)!.ended!;
	expect(errorOf(read)).toBeInstanceOf(SessionError);
	expect(errorOf(read)).toMatchObject({
		kind: 'refused',
		message: 'wrong password',
		description: 'check it',
		answered: 401,
		isAnswerLost: false,
	});
});
