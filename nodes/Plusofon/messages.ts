import type { IDataObject } from 'n8n-workflow';

import { answerText } from '../../providers/fields';
import type { Json, JsonObject } from '../../providers/types';

/** Which messages are wanted: days `YYYY-MM-DD`, phones in digits. */
export interface MessageFilters {
	from?: string;
	to?: string;
	incoming?: boolean;
	sender?: string;
	receiver?: string;
}

/** The filters as query parameters. The document sends them in the body of its GET, which n8n can't: a public client has them here. */
export const messageQuery = ({ from, to, incoming, sender, receiver }: MessageFilters): Record<string, Json> => ({
	...(from !== undefined && { date_from: from }),
	...(to !== undefined && { date_to: to }),
	...(incoming !== undefined && { incoming: incoming ? 1 : 0 }),
	...(sender !== undefined && { sender }),
	...(receiver !== undefined && { receiver }),
});

/** Whether a message came in: told as true or false, as 1 or 0, or not at all. */
function isIncoming({ incoming }: JsonObject): boolean | undefined {
	if (typeof incoming === 'boolean') return incoming;
	const told = answerText(incoming);
	return told === undefined ? undefined : told === '1' || told === 'true';
}

/** Russian numbers are written with an 8 in front as well: ten digits tell. */
const isSamePhone = (one: Json | undefined, other: string): boolean =>
	(answerText(one) ?? '').slice(-10) === other.slice(-10);

const daysOf = ({ created_datetime: created, sent_datetime: sent }: JsonObject): string[] =>
	[created, sent].flatMap((time) => answerText(time)?.slice(0, 10) ?? []);

/** Whether a message is one of those that are wanted, should the service not have looked at the filters. */
export function fitsFilters(message: JsonObject, { from, to, incoming, sender, receiver }: MessageFilters): boolean {
	const days = daysOf(message);
	const isWithin = (day: string) => (from === undefined || day >= from) && (to === undefined || day <= to);
	return (
		(days.length === 0 || days.some(isWithin)) &&
		(incoming === undefined || (isIncoming(message) ?? incoming) === incoming) &&
		(sender === undefined || isSamePhone(message.sender, sender)) &&
		(receiver === undefined || isSamePhone(message.receiver, receiver))
	);
}

/** A message as an item: `incoming` true or false, `pdu` a number, however they were told. */
export function messageItem(message: JsonObject): IDataObject {
	const incoming = isIncoming(message);
	const pdu = answerText(message.pdu);
	return {
		...message,
		...(incoming !== undefined && { incoming }),
		...(pdu !== undefined && /^\d+$/.test(pdu) && { pdu: Number(pdu) }),
	};
}
