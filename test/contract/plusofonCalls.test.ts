import type { INodeExecutionData } from 'n8n-workflow';

import { Plusofon } from '../../nodes/Plusofon/Plusofon.node';
import { PLUSOFON_API_TOKEN } from '../../sandbox/plusofon';
import { runNode } from '../support/n8nInProcess';
import { failureOf } from '../support/failure';
import { HEADERS, run, usePlusofon } from '../support/plusofon';

const pf = usePlusofon();

const headers = { ...HEADERS, authorization: `Bearer ${PLUSOFON_API_TOKEN}` };
const COLUMNS = ['account', 'cld', 'connect_time', 'direction', 'duration', 'number_a', 'number_b', 'record'];

describe('P24 GET /api/v1/call', () => {
	test('sends dates, direction and repeated columns, and hands on what comes', async () => {
		const callFilters = { direction: 'external', dateFrom: '2025-12-30T10:00:00.000+03:00', dateTo: '2026-01-01' };
		const items = await run(pf.byToken(), 'call.getAll', { returnAll: true, callFilters });
		expect(items.length).toBeGreaterThan(2);
		expect(items[0]).toEqual({
			call_id: expect.stringMatching(/^call-/),
			account: '101',
			cld: '74951332211',
			connect_time: expect.any(String),
			direction: 'external',
			duration: expect.any(Number),
			number_a: '101',
			number_b: expect.any(String),
			record: expect.stringMatching(/mp3$/),
		});
		const [{ path, headers: sent } = { path: '', headers: {} }] = pf.sent('/api/v1/call');
		expect([...new URLSearchParams(path.split('?')[1])]).toEqual([
			['date_from', '2025-12-30 10:00:00'],
			['date_to', '2026-01-01 00:00:00'],
			['direction', 'external'],
			['limit', '100'],
			...COLUMNS.map((name) => ['columns[]', name]),
		]);
		expect(sent).toEqual(headers);
	});

	test('reads page after page, and the ID of a call where its column is asked for', async () => {
		pf.service().setSettings({ callId: 'asked' });
		const some = { returnAll: false, limit: 3 };
		expect((await run(pf.byToken(), 'call.getAll', some))[0]).not.toHaveProperty('call_id');
		const named = await run(pf.byToken(), 'call.getAll', { ...some, columns: ['call_id', 'duration'] });
		expect(named[0]).toEqual({ call_id: 'call-0', duration: 15 });
		pf.service().addFault({
			match: { operation: 'P24 listCalls' },
			times: 1,
			body: { current_page: 1, last_page: 2, data: [{ call_id: 'first' }] },
		});
		expect(await run(pf.byToken(), 'call.getAll', { returnAll: true })).toHaveLength(1);
		expect(pf.sent('/api/v1/call').at(-1)!.path).toContain('page=2');
	});

	test('refuses a column that calls do not have, before anything is sent', async () => {
		await expect(run(pf.byToken(), 'call.getAll', { columns: ['password'] })).rejects.toThrow('"Columns"');
		expect(pf.service().requests()).toEqual([]);
	});
});

describe('P25 GET /api/v1/call/{call_id}/record', () => {
	const record = async (parameters: object = {}, credential = pf.byToken()): Promise<INodeExecutionData> => {
		const all = { resource: 'call', operation: 'getRecording', callId: 'call-0', waitSeconds: 0, ...parameters };
		return (await runNode({ node: new Plusofon(), credential, parameters: all }))[0]!;
	};

	test('sends the session to its own address alone, and gives the file', async () => {
		const { json, binary } = await record();
		expect(json).toEqual({ call_id: 'call-0', file_size: '4.1 kB', mime_type: 'audio/mpeg' });
		expect(binary!.data).toMatchObject({ fileName: 'call-0.mp3', mimeType: 'audio/mpeg', fileExtension: 'mp3' });
		expect(Buffer.from(binary!.data!.data, 'base64')).toEqual(Buffer.alloc(4_096, 7));
		expect(pf.sent('/api/v1/call/call-0/record')).toEqual([
			{ method: 'GET', path: '/api/v1/call/call-0/record', headers },
		]);
	});

	describe('P25f GET /records/{file}', () => {
		test('brings no session to another host', async () => {
			pf.service().setSettings({ recordingsAt: 'other' });
			const { binary } = await record({ binaryField: 'recording' });
			expect(binary!.recording!.fileName).toBe('call-0.mp3');
			const [file] = pf
				.service()
				.requests()
				.filter(({ operation }) => operation === 'P25f recordingFile');
			expect(file!.headers).not.toHaveProperty('authorization');
		});
	});

	test.each(['404', '204', 'absent'] as const)('waits where a recording is not ready, told by %s', async (notReady) => {
		pf.service().setSettings({ notReady, recordingLooks: 1 });
		const early = await failureOf(record());
		expect(early.message).toBe('There is no recording of call call-0');
		expect(early.description).toContain('raise "Wait Up To (Seconds)"');
		pf.service().setSettings({ recordingLooks: 2 });
		expect((await record({ waitSeconds: 10 })).binary).toHaveProperty('data');
		expect(pf.sent('/api/v1/call/call-0/record')).toHaveLength(3);
	});

	test('gives up in time, and says how long it has looked', async () => {
		const { message, description } = await failureOf(record({ callId: 'call-4', waitSeconds: 3 }));
		expect(message).toBe('There is no recording of call call-4');
		expect(description).toContain('Looked for 3 seconds.');
		expect(pf.sent('/api/v1/call/call-4/record')).toHaveLength(2);
	});

	test('serves 80 MB, more than an answer may have, and refuses 0 bytes', async () => {
		pf.service().setSettings({ recordingBytes: 80 * 1024 * 1024 });
		expect((await record()).json).toMatchObject({ file_size: '83.9 MB' });
		pf.service().setSettings({ recordingBytes: 0 });
		await expect(record()).rejects.toThrow('The recording is empty');
	});

	test.each([
		['no address', 'a file', 'The file could not be downloaded (HTTP 404)'],
		['an address of another kind', 'file:///etc/passwd', 'gave an address for the recording that is not encrypted'],
		['an address that can not be read', 'https://', 'gave no web address for the recording'],
	])('tells of %s', async (_, address, words) => {
		pf.service().addFault({ match: { operation: 'P25 getRecording' }, body: { success: true, record: address } });
		await expect(record()).rejects.toThrow(words);
	});

	test('tells of a file that is refused', async () => {
		pf.service().addFault({ match: { operation: 'P25f recordingFile' }, status: 403 });
		await expect(record()).rejects.toThrow('The file could not be downloaded (HTTP 403)');
	});

	test('tells of a refusal that is none of a recording that is not ready', async () => {
		pf.service().addFault({
			match: { operation: 'P25 getRecording' },
			status: 400,
			body: { message: 'No.', code: 400 },
		});
		await expect(record({ waitSeconds: 60 })).rejects.toThrow('"No." (HTTP 400)');
	});

	test.each([-1, 601, 'soon'])('does not wait for %p seconds', async (waitSeconds) => {
		await expect(record({ waitSeconds: `={{ ${JSON.stringify(waitSeconds)} }}` })).rejects.toThrow('from 0 to 600');
		expect(pf.service().requests()).toEqual([]);
	});

	test('has no way up in an ID', async () => {
		await expect(record({ callId: '../../../admin' })).rejects.toThrow('leads up with dots');
	});
});

describe('P26 POST /api/v1/call/quickcall', () => {
	const CALL = { numberToReach: '+7 999 333-22-10', ownNumber: '74951332211' };

	test('sends whom to reach and the own number, and the line where one is chosen', async () => {
		expect(await run(pf.byToken(), 'call.start', CALL)).toEqual([{ success: true }]);
		await run(pf.byToken(), 'call.start', { ...CALL, lineId: { __rl: true, mode: 'list', value: '701' } });
		const body = { number: '79993332210', line_number: '74951332211' };
		expect(pf.sent('/api/v1/call/quickcall')).toEqual([
			{ method: 'POST', path: '/api/v1/call/quickcall', headers, body },
			{ method: 'POST', path: '/api/v1/call/quickcall', headers, body: { ...body, sip_id: '701' } },
		]);
		expect(pf.service().counters()).toMatchObject({ phoneCalls: 2 });
	});

	test('says after a refusal that nobody was called', async () => {
		const start = run(pf.byToken(), 'call.start', { ...CALL, ownNumber: '74950000000' });
		const { message, description } = await failureOf(start);
		expect(message).toContain('"Line number not found."');
		expect(description).toMatch(/^Nobody was called\. /);
	});
});
