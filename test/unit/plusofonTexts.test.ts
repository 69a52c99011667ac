import type { INode, NodeApiError } from 'n8n-workflow';

import { writtenDay, writtenTime } from '../../nodes/Plusofon/dates';
import { segmentsOf } from '../../nodes/Plusofon/messageText';
import { fitsFilters, messageItem } from '../../nodes/Plusofon/messages';
import { writeOnce } from '../../nodes/Plusofon/writes';
import { withoutLookFirst } from '../../http/faultAdvice';
import { plusofon } from '../../providers/plusofon';
import { SessionError } from '../../session/errors';
import { answerError, requestError } from '../../transport/execution/errors';

describe('the segments of a message', () => {
	it.each([
		['a'.repeat(160), 1],
		['a'.repeat(161), 2],
		['a'.repeat(306), 2],
		['a'.repeat(307), 3],
		[`${'a'.repeat(159)}€`, 2],
		['я'.repeat(70), 1],
		['я'.repeat(71), 2],
		['я'.repeat(135), 3],
		['👍'.repeat(35), 1],
		['👍'.repeat(36), 2],
		['№', 1],
	])('%s', (text, segments) => {
		expect(segmentsOf(text)).toBe(segments);
	});
});

describe('a time for Plusofon', () => {
	it.each([
		['2026-11-28', '2026-11-28 00:00:00'],
		['2026-11-28T09:30', '2026-11-28 09:30:00'],
		['2026-11-28 09:30:15', '2026-11-28 09:30:15'],
		['2026-11-28T23:30:15.123+03:00', '2026-11-28 23:30:15'],
		['2024-02-29', '2024-02-29 00:00:00'],
		[new Date(Date.UTC(2026, 0, 2, 3)), '2026-01-02 03:00:00'],
	])('%p is taken as it is written', (given, written) => {
		expect(writtenTime(given, 'field', 'From Date')).toBe(written);
		expect(writtenDay(given, 'field', 'From Date')).toBe(written.slice(0, 10));
	});

	it.each(['', 'tomorrow', '2026-13-01', '2025-02-29', '2026-02-31', '2026-01-01 25:00', '28.11.2026', null, {}])(
		'%p is none',
		(given) => {
			expect(() => writtenTime(given, 'field', 'To Date')).toThrow('"To Date" is not a date that there is');
		},
	);
});

describe('messages that are wanted', () => {
	const message = {
		created_datetime: '2026-01-01 23:59:59',
		sent_datetime: '2026-01-02 00:00:01',
		sender: '79993332210',
	};

	it.each([
		[{ from: '2026-01-02' }, true],
		[{ to: '2026-01-01' }, true],
		[{ from: '2026-01-03' }, false],
		[{ to: '2025-12-31' }, false],
		[{ sender: '89993332210' }, true],
		[{ sender: '79993332211' }, false],
		[{ incoming: true }, true],
	])('%p', (filters, fits) => {
		expect(fitsFilters(message, filters)).toBe(fits);
	});

	it('are told apart by flags of whichever kind', () => {
		for (const incoming of [true, 1, '1'])
			expect(fitsFilters({ ...message, incoming }, { incoming: false })).toBe(false);
		for (const incoming of [false, 0, '0'])
			expect(fitsFilters({ ...message, incoming }, { incoming: false })).toBe(true);
		expect(messageItem({ msg: 'x', pdu: '2', incoming: 0 })).toEqual({ msg: 'x', pdu: 2, incoming: false });
		expect(messageItem({ msg: 'x' })).toEqual({ msg: 'x' });
	});
});

describe('what is said of a write that went wrong', () => {
	const node: INode = { id: '1', name: 'N', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
	const place = { node, provider: plusofon };
	const words = { not: 'NOT.', maybe: 'MAYBE.' };
	/** What stands before the error's own advice. */
	const said = async (error: Error & { description?: string | null }) => {
		const advice = withoutLookFirst(error.description);
		const write = writeOnce(
			words,
			() => undefined,
			async () => await Promise.reject(error),
		);
		const told = await write.then(String, ({ description }: NodeApiError) => String(description));
		expect(told.endsWith(` ${advice}`)).toBe(true);
		return told.slice(0, -advice.length - 1);
	};
	const answered = async (status: number, code?: string) =>
		await said(answerError(place, { status, headers: {}, body: undefined }, { kind: 'refused', code }, []));

	it.each([400, 401, 403, 404, 422, 429])('HTTP %i: it was not done', async (status) => {
		expect(await answered(status)).toBe('NOT.');
	});

	it.each([302, 307, 408, 500, 502, 503, 504])('HTTP %i proves nothing', async (status) => {
		expect(await answered(status)).toBe('MAYBE.');
	});

	it('a code of 500 in the body of a 200 proves nothing either; 400 there does', async () => {
		expect(await answered(200, '500')).toBe('MAYBE.');
		expect(await answered(200, '400')).toBe('NOT.');
		expect(await answered(200)).toBe('NOT.');
	});

	it.each([
		['ECONNREFUSED', 'NOT.'],
		['ENOTFOUND', 'NOT.'],
		['EHOSTUNREACH', 'NOT.'],
		['CERT_HAS_EXPIRED', 'NOT.'],
		['ECONNRESET', 'MAYBE.'],
		['ETIMEDOUT', 'MAYBE.'],
		['ERR_CANCELED', 'MAYBE.'],
		['EOTHER', 'MAYBE.'],
	])('no answer, %s', async (code, verdict) => {
		expect(await said(requestError(place, Object.assign(new Error(), { code })))).toBe(verdict);
	});

	it('no session: it was not done', async () => {
		const error = new SessionError('interactionRequired', 'Plusofon needs a person to log in again', 'advice');
		expect(await said(requestError(place, error))).toBe('NOT.');
	});
});
