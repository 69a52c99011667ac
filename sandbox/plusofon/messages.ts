import { dateTime, paginate } from '../machinery/laravel';
import { Refusal } from '../machinery/refusal';
import { decimal, exactly, text } from '../machinery/schema';
import { DONE, PAGES, phone, wrongField, type PlusofonCall, type PlusofonOperation } from './answers';
import type { SentMessage } from './business';
import { filtersOf, known } from './known';

/** An entry as the setting `messageFlags` has it. */
function entryOf({ settings }: PlusofonCall, message: SentMessage): object {
	if (settings.messageFlags === 'plain') return message;
	return { ...message, incoming: message.incoming ? 1 : 0, pdu: String(message.pdu) };
}

function listMessages(call: PlusofonCall): object {
	const filters = filtersOf(call, ['date_from', 'date_to', 'incoming', 'sender', 'receiver', 'limit']);
	const { date_from: from, date_to: to, incoming, sender, receiver, limit } = filters;
	for (const date of [from, to])
		if (date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(String(date)))
			throw wrongField('date_from', 'The date_from does not match the format Y-m-d.');
	const list = call.data.messages.filter(
		(one) =>
			(from === undefined || one.created_datetime.slice(0, 10) >= String(from)) &&
			(to === undefined || one.created_datetime.slice(0, 10) <= String(to)) &&
			(incoming === undefined || one.incoming === (String(incoming) === '1')) &&
			(sender === undefined || one.sender === sender) &&
			(receiver === undefined || one.receiver === receiver),
	);
	const { data, next_page_url } = paginate(list, call.query.page, `${PAGES}/sms`, Number(limit ?? 15));
	return { success: true, data: data.map((one) => entryOf(call, one)), next_page_url };
}

function sendMessage(call: PlusofonCall): object {
	const { body, data, settings, service } = call;
	const from = data.numbers.find(({ id }) => id === body.number_id);
	if (!from?.canSend) return { success: false, message: 'Номер не подключён к услуге SMS' };
	const to = String(body.to);
	if (!/^7\d{10}$/.test(to)) return { success: false, message: 'Неверный номер получателя' };
	const now = dateTime(service.clock.now());
	const pdu = Math.ceil(String(body.text).length / 70);
	if (body.reject_long && pdu > 1) return { success: false, message: 'Сообщение слишком длинное' };
	data.messages.unshift({
		created_datetime: now,
		sent_datetime: now,
		sender: from.number,
		receiver: to,
		msg: body.text,
		incoming: false,
		pdu,
	});
	const id = ++data.lastMessageId;
	return {
		success: true,
		data: { id: settings.messageId === 'text' ? String(id) : id, ...(body.count_pdu && { pdu }) },
	};
}

/** Messages: sent, listed, and where those that come in go. */
export const messageOperations: PlusofonOperation[] = [
	known('P10 sendMessage', 'POST', 'sms', 'help.plusofon.ru/api/v1/sms (parameters), two public clients (answer)', {
		auth: 'session',
		body: exactly(
			{
				text: { type: 'string', minLength: 1 },
				number_id: { type: 'integer' },
				to: { anyOf: [{ type: 'integer' }, text('', '^[0-9]+$')] },
				dlr_level: { enum: [1, 2, 3] },
				reject_long: { type: 'boolean' },
				count_pdu: { type: 'boolean' },
			},
			['text', 'number_id', 'to'],
		),
		example: { success: true, data: { id: '9001' } },
		handle: sendMessage,
	}),
	known('P11 listMessages', 'GET', 'sms', 'two public clients; filters as JSON body, in one as query', {
		auth: 'session',
		anything: true,
		example: { success: true, data: [], next_page_url: null },
		handle: listMessages,
	}),
	known('P12 getDialog', 'GET', 'sms/dialog/:number', 'two public clients; no pages, no pdu', {
		auth: 'session',
		params: { number: decimal() },
		example: { success: true, data: [] },
		handle(call) {
			const { number } = call.params;
			const list = call.data.messages.filter(({ sender, receiver }) => [sender, receiver].includes(number!));
			return { success: true, data: list.map((one) => ({ ...one, pdu: undefined })) };
		},
	}),
	known('P13 setMessageUrl', 'POST', 'sms/url', 'a public client; where incoming messages of one number go', {
		auth: 'session',
		body: exactly({ number: phone, url: { type: 'string' } }),
		example: DONE,
		handle({ body, data }) {
			const own = data.numbers.find(({ number }) => number === body.number);
			if (!own) throw new Refusal('business', 404, 'Number not found.');
			own.messageUrl = body.url;
			return DONE;
		},
	}),
];
