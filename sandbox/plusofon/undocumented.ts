import { paginate } from '../machinery/laravel';
import { decimal, text } from '../machinery/schema';
import { PAGES, type PlusofonOperation } from './answers';

/** What only public client code knows of Plusofon. */
export const undocumented: PlusofonOperation[] = [
	{
		id: 'listCalls',
		method: 'GET',
		path: '/api/v1/call',
		origin: 'public client code',
		source: 'plusofon-1c-connector: dates are `YYYY-MM-DD HH:mm:ss`, `columns[]` repeats and picks the fields.',
		auth: 'session',
		query: {
			date_from: text(),
			date_to: text(),
			direction: text(),
			page: decimal(),
			'columns[]': { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
		},
		example: { ...paginate([{}], '1', ''), success: true },
		handle({ data, query }) {
			const { date_from: from, date_to: to, direction = 'all', 'columns[]': columns = [] } = query;
			const picked = [columns].flat();
			const list = data.calls.filter(
				(one) =>
					(from === undefined || String(one.connect_time) >= String(from)) &&
					(to === undefined || String(one.connect_time) <= String(to)) &&
					(direction === 'all' || one.direction === direction),
			);
			const cut = (one: object): object =>
				picked.length ? Object.fromEntries(Object.entries(one).filter(([name]) => picked.includes(name))) : one;
			return { ...paginate(list.map(cut), query.page, `${PAGES}/call`), success: true };
		},
	},
	{
		id: 'getBalance',
		method: 'GET',
		path: '/api/v1/payment/balance',
		origin: 'public client code',
		source: 'cdg-automation-framework, balance_api.py.',
		auth: 'session',
		example: { balance: 1520.75 },
		handle: () => ({ balance: 1520.75 }),
	},
];
