import { filtersOf, known, listed } from './known';
import type { PlusofonOperation } from './answers';

const shown = ({ id, number }: { id: number; number: string }) => ({ id, number });

/** Balance, numbers and lines. */
export const accountOperations: PlusofonOperation[] = [
	known('P1 getBalance', 'GET', 'payment/balance', 'help.plusofon.ru/api/v1/payment, cdg-automation-framework', {
		auth: 'session',
		example: { balance: 255 },
		handle: ({ settings: { balance } }) => ({ balance }),
	}),
	known('P5 listNumbers', 'GET', 'number', 'help.plusofon.ru/api/v1/number; the rest of an entry is cut', {
		auth: 'session',
		anything: true,
		example: { data: [{ id: 501, number: '74951332211' }] },
		handle(call) {
			const { phone_type: type } = filtersOf(call, ['phone_type']);
			return listed(
				call,
				call.data.numbers.filter((one) => type === undefined || one.type === type).map(shown),
				'number',
			);
		},
	}),
	known('P6 listSendingNumbers', 'GET', 'number/sms', 'public client code: numbers that can send messages', {
		auth: 'session',
		query: { page: { type: 'string' } },
		example: { data: [{ id: 502, number: '79991110001' }] },
		handle: (call) => listed(call, call.data.numbers.filter(({ canSend }) => canSend).map(shown), 'number/sms'),
	}),
	known('P27 listLines', 'GET', 'sip', 'help.plusofon.ru/api/v1/sip; the rest of an entry is cut', {
		auth: 'session',
		query: { page: { type: 'string' } },
		example: { data: [{ id: 701, name: 'Line 101', number: 101 }] },
		handle: (call) => listed(call, call.data.lines, 'sip'),
	}),
];
