import { createHash, timingSafeEqual } from 'crypto';

import type { IDataObject } from 'n8n-workflow';

/** What a trigger keeps between deliveries, in n8n's static data. */
export interface Kept extends IDataObject {
	/** The secret in the address of incoming messages. */
	secret?: string;
	/** The number whose messages were asked for, and the address that they were to go to. */
	number?: string;
	url?: string;
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two secrets are the same, compared in constant time; an empty one is none. */
export const isSecret = (given: unknown, secret: string): boolean =>
	typeof given === 'string' && secret !== '' && timingSafeEqual(digestOf(given), digestOf(secret));

/** An ID that tells a delivery from all others: a hash of the call's ID where it came, else of all that came. */
export function deliveryId({ call_id: callId, ...rest }: IDataObject): string {
	const told =
		callId === undefined || callId === '' ? JSON.stringify(Object.entries(rest).sort()) : `call ${String(callId)}`;
	return digestOf(told).toString('base64url').slice(0, 22);
}

/** Plusofon's platform says `channel_destroy` of a call that has ended, or `destroy`; the field comes only where the portal has it ticked. */
export const isCallEnd = ({ hook_event: event }: IDataObject): boolean =>
	event === undefined || event === '' || /^(channel_)?destroy$/i.test(String(event));

/** Whether it tells of a call at all: every field is ticked in the portal by a person. */
export const isCall = (delivery: IDataObject): boolean =>
	['call_id', 'from', 'to', 'hook_event', 'internal', 'duration'].some((name) => name in delivery);

const lastTen = (value: unknown) =>
	String(value ?? '')
		.replace(/\D/g, '')
		.slice(-10);

/** Whether it is a message for this number. */
export const isMessageFor = (delivery: IDataObject, number: string): boolean =>
	'src_number' in delivery && 'content' in delivery && lastTen(delivery.dst_number) === lastTen(number);
