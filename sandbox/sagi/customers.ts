import { digits } from '../machinery/json';
import type { Operation } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import { decimal, exactly, text } from '../machinery/schema';
import type { SagiData, SagiPromoter, SagiSettings } from './accounts';
import { balanceOf, branchOf, idIn, promoterOf, refusal, stampsOf, type SagiCall } from './calls';

const branch = '/api/v1/branches/:branch_id';
const user = ({ id, phone, firstName, lastName }: SagiPromoter) => ({
	id: digits(id),
	username: `u${id.slice(-4)}`,
	first_name: firstName,
	last_name: lastName,
	birthday: '02-10-1995',
	gender: 'female',
	phone,
	avatar: 'https://sagi.example/avatar.png',
});

/** Six digits with a space in the middle, as the plugin sends them. */
function byCode(call: SagiCall, code: string): SagiPromoter {
	if (!/^\d{3} \d{3}$/.test(code)) throw refusal(400, 427, 'wrong code length');
	const found = call.settings.promoters.find((one) => one.code === code.replace(' ', ''));
	if (!found) throw refusal(404, 428, 'user not found by code');
	return found;
}

/** Customers, their bonus and their cards: endpoints.html as far as it is stored, and the iiko plugin. */
export const customers: Array<Operation<SagiSettings, SagiData>> = [
	{
		id: 'S1 findPromoter',
		method: 'GET',
		path: '/api/v1/promoters/find',
		origin: 'public client code',
		sureness: 'A†',
		source:
			"endpoints.html (by phone), the iiko plugin (by `code`). The page's own example has a bare `+`, which is a space then.",
		auth: 'session',
		query: { phone: text('', '^[+ ]?[0-9]+$'), code: text(), branch_id: decimal() },
		requiredQuery: ['branch_id'],
		example: {
			id: digits('1988850967616950999'),
			username: 'u0999',
			first_name: 'Name',
			last_name: 'Surname',
			birthday: '02-10-2025',
			gender: 'female',
			phone: '+77010000001',
			avatar: 'https://sagi.example/avatar.png',
		},
		handle(call) {
			const { branch_id, phone, code } = call.query;
			branchOf(call, String(branch_id));
			if ((phone === undefined) === (code === undefined)) throw new Refusal('business', 400, 'phone or code');
			if (code !== undefined) return user(byCode(call, String(code)));
			const wanted = String(phone).replace(/[+ ]/, '');
			return user(promoterOf(call, (one) => one.phone.slice(1) === wanted));
		},
	},
	{
		id: 'S4 getBalance',
		method: 'GET',
		path: `${branch}/private/balance`,
		origin: 'public client code',
		sureness: 'B',
		source: 'The iiko plugin: a bare number.',
		auth: 'session',
		params: { branch_id: decimal() },
		query: { user_id: decimal(), group_id: decimal() },
		requiredQuery: ['user_id', 'group_id'],
		example: 1250,
		handle(call) {
			const { user_id, group_id } = call.query;
			if (branchOf(call).groupId !== group_id) throw new Refusal('business', 404, 'group not found');
			return balanceOf(
				call,
				promoterOf(call, ({ id }) => id === user_id),
			);
		},
	},
	{
		id: 'S5 getCashback',
		method: 'GET',
		path: `${branch}/cashback`,
		origin: 'public client code',
		sureness: 'B',
		source: 'The iiko plugin: a bare whole number, percent.',
		auth: 'session',
		params: { branch_id: decimal() },
		query: { user_id: decimal() },
		requiredQuery: ['user_id'],
		example: 5,
		handle(call) {
			promoterOf(call, ({ id }) => id === call.query.user_id);
			return branchOf(call).cashbackPercentage;
		},
	},
	{
		id: 'S6 getAward',
		method: 'GET',
		path: `${branch}/customers/:user_id/award`,
		origin: 'public client code',
		sureness: 'B',
		source: 'The iiko plugin: any other code than that of success is read as "no card yet".',
		auth: 'session',
		params: { branch_id: decimal(), user_id: decimal() },
		example: { id: '1988850967616950777', received_stamp_count: 6, stamp_count: 6 },
		handle(call) {
			const { stampCount } = branchOf(call);
			const customer = promoterOf(call, ({ id }) => id === call.params.user_id);
			const stamps = stampsOf(call, customer);
			if (stampCount === 0 || stamps === null) throw refusal(404, 404, 'award not found');
			return { id: customer.awardId, received_stamp_count: stamps, stamp_count: stampCount };
		},
	},
	{
		id: 'S7 giveAward',
		method: 'POST',
		path: `${branch}/awards/:award_id/give`,
		origin: 'public client code',
		sureness: 'B',
		source: 'The iiko plugin, which does not read the answer. `stamp_count` is how many stamps the customer has.',
		auth: 'session',
		params: { branch_id: decimal(), award_id: decimal() },
		body: exactly({ user_id: { type: 'integer' }, stamp_count: { type: 'integer' } }),
		example: { id: '1988850967616950777' },
		handle(call) {
			const { stampCount } = branchOf(call);
			const customer = promoterOf(call, ({ id }) => id === idIn(call, 'user_id'));
			const stamps = stampsOf(call, customer) ?? 0;
			if (customer.awardId !== call.params.award_id) throw refusal(404, 404, 'award not found');
			if (stampCount === 0 || stamps < stampCount || call.body.stamp_count !== stamps)
				throw refusal(400, 3010, 'not enough stamps');
			call.data.stamps.set(customer.id, stamps - stampCount);
			return call.settings.unreadAnswers === 'nothing' ? undefined : { id: customer.awardId };
		},
	},
];
