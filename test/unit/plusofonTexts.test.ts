import { NodeApiError, type INode } from 'n8n-workflow';

import { writtenDay, writtenTime } from '../../nodes/Plusofon/dates';
import { segmentsOf } from '../../nodes/Plusofon/messageText';
import { fitsFilters, messageItem } from '../../nodes/Plusofon/messages';
import { writeOnce } from '../../nodes/Plusofon/writes';

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
	const words = { not: 'NOT.', maybe: 'MAYBE.' };
	const said = async (message: string, itself: object = {}) =>
		await writeOnce(
			words,
			() => undefined,
			async () => {
				throw new NodeApiError(node, itself as never, { message, description: 'advice' });
			},
		).catch((error: NodeApiError) => error.description);
	const answered = async (httpStatus: number, providerCode: string | null = null) =>
		await said('Plusofon refused', { httpStatus, providerCode });

	it.each([400, 401, 403, 404, 422, 429])('HTTP %i: it was not done', async (status) => {
		expect(await answered(status)).toBe('NOT. advice');
	});

	it.each([302, 307, 408, 500, 502, 503, 504])('HTTP %i proves nothing', async (status) => {
		expect(await answered(status)).toBe('MAYBE. advice');
	});

	it('a code of 500 in the body of a 200 proves nothing either; 400 there does', async () => {
		expect(await answered(200, '500')).toBe('MAYBE. advice');
		expect(await answered(200, '400')).toBe('NOT. advice');
		expect(await answered(200)).toBe('NOT. advice');
	});

	it.each([
		['Plusofon refused the connection', 'NOT.'],
		['Plusofon has no address: the host name is not known', 'NOT.'],
		['Plusofon can not be reached', 'NOT.'],
		['Plusofon showed a certificate that has expired', 'NOT.'],
		['"My credential": Plusofon needs a person to log in again', 'NOT.'],
		['Plusofon closed the connection without an answer', 'MAYBE.'],
		['Plusofon did not answer within 30 seconds', 'MAYBE.'],
		['Plusofon was not waited for, because the execution was cancelled', 'MAYBE.'],
		['Plusofon could not be reached', 'MAYBE.'],
	])('%s', async (message, verdict) => {
		expect(await said(message)).toBe(`${verdict} advice`);
	});
});
