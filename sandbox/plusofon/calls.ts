import { paginate } from '../machinery/laravel';
import { Refusal } from '../machinery/refusal';
import { decimal, exactly, text } from '../machinery/schema';
import { PAGES, phone, type PlusofonCall, type PlusofonOperation } from './answers';
import { known } from './known';

/** Where a recording is: at the API's own host, or at another name of this computer. */
function recordAddress({ service, settings }: PlusofonCall, id: unknown): string {
	const host = settings.recordingsAt === 'own' ? service.url : service.url.replace('127.0.0.1', 'localhost');
	return `${host}/records/${String(id)}.mp3`;
}

function listCalls(call: PlusofonCall): object {
	const { data, query, settings } = call;
	const { date_from: from, date_to: to, direction = 'all', limit = '15', 'columns[]': columns = [] } = query;
	const picked = [columns].flat();
	const list = data.calls
		.filter(
			(one) =>
				(from === undefined || String(one.connect_time) >= String(from)) &&
				(to === undefined || String(one.connect_time) <= String(to)) &&
				(direction === 'all' || one.direction === direction),
		)
		.map((one) => ({ ...one, record: Number(one.duration) > 0 ? recordAddress(call, one.call_id) : null }));
	const isShown = (name: string) =>
		picked.length === 0 || picked.includes(name) || (name === 'call_id' && settings.callId === 'always');
	const cut = (one: object): object => Object.fromEntries(Object.entries(one).filter(([name]) => isShown(name)));
	return { ...paginate(list.map(cut), query.page, `${PAGES}/call`, Number(limit)), success: true };
}

function getRecording(call: PlusofonCall): object {
	const { params, data, settings } = call;
	const id = params.call_id!;
	const found = data.calls.find(({ call_id: one }) => one === id);
	if (!found) throw new Refusal('business', 404, 'Call not found.');
	const looks = (data.looks.get(id) ?? 0) + 1;
	data.looks.set(id, looks);
	if (looks > settings.recordingLooks && Number(found.duration) > 0)
		return { success: true, record: recordAddress(call, id) };
	if (settings.notReady === '404') throw new Refusal('business', 404, 'Record not found.');
	if (settings.notReady === '204') call.status(204);
	return { success: true, record: null };
}

function getFile({ headers, settings, header }: PlusofonCall): Buffer {
	if (settings.recordingsAt === 'other' && headers.authorization !== undefined)
		throw new Refusal('document', 400, 'the session went to another host');
	if (settings.recordingsAt === 'own' && headers.authorization === undefined)
		throw new Refusal('token', 401, 'no session');
	header('content-type', 'audio/mpeg');
	return Buffer.alloc(settings.recordingBytes, 7);
}

/** Calls: listed, recorded, started. */
export const callOperations: PlusofonOperation[] = [
	known(
		'P24 listCalls',
		'GET',
		'call',
		'plusofon-1c-connector, src/poller.js; `columns[]` repeats and picks the fields',
		{
			auth: 'session',
			query: {
				date_from: text(),
				date_to: text(),
				direction: text(),
				page: decimal(),
				limit: decimal(),
				'columns[]': { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
			},
			example: { ...paginate([{}], '1', ''), success: true },
			handle: listCalls,
		},
	),
	known('P25 getRecording', 'GET', 'call/:call_id/record', 'public client code; 404, 204 or no record: not ready', {
		auth: 'session',
		params: { call_id: text() },
		example: { success: true, record: 'https://records.example/7.mp3' },
		handle: getRecording,
	}),
	known('P26 startCall', 'POST', 'call/quickcall', 'plusofon-1c-connector, src/server.js; the answer is unread', {
		auth: 'session',
		body: exactly({ number: phone, line_number: phone, sip_id: text() }, ['number', 'line_number']),
		example: { success: true },
		handle({ body, data, service }) {
			if (!data.numbers.some(({ number }) => number === body.line_number))
				throw new Refusal('business', 400, 'Line number not found.');
			service.counts.values.phoneCalls++;
			data.started.push(body);
			return { success: true };
		},
	}),
	{
		id: 'P25f recordingFile',
		method: 'GET',
		path: '/records/:file',
		origin: 'sandbox only',
		source: 'the address that `record` of P25 names',
		sureness: 'B',
		auth: 'none',
		anything: true,
		isFile: true,
		params: { file: text() },
		example: '',
		handle: getFile,
	},
];
