import type { Delivery, DeliveryKind } from '../machinery/provider';
import type { Data } from './accounts';
import { PLUSOFON_NUMBERS } from './business';

const asJson = (told: object): Delivery => ({
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(told),
});
const asForm = (told: Record<string, string>): Delivery => ({
	headers: { 'content-type': 'application/x-www-form-urlencoded' },
	body: new URLSearchParams(told).toString(),
});
/** As Plusofon writes moments: `2026-01-01 10:00:00`. */
const moment = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** Known from public client code. Messages come as JSON here and ended calls as a form: the nodes take both of both. */
export const deliveries: Record<string, DeliveryKind<Data>> = {
	messageIn: {
		make: (event, at) =>
			asJson({
				src_number: '79993332210',
				dst_number: PLUSOFON_NUMBERS.mobile,
				content: `Сообщение ${event}`,
				date: moment(at),
			}),
		toldAddress: ({ numbers }) => numbers.map(({ messageUrl }) => messageUrl).find(Boolean),
	},
	callEnded: {
		make: (event) =>
			asForm({
				hook_event: 'channel_destroy',
				call_id: `call-${event}`,
				from: '79993332210',
				to: PLUSOFON_NUMBERS.mobile,
				duration: '0',
			}),
	},
};
