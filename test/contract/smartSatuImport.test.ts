import type { IDataObject } from 'n8n-workflow';

import type { FaultRule } from '../../sandbox';
import { failureOf } from '../support/failure';
import { useSandbox } from '../support/sandbox';
import { runSmartSatu, smartSatuCredential } from '../support/smartSatu';

const sandbox = useSandbox();
const service = () => sandbox().smartSatu;
const offer = (sku: string, price: unknown = '10.00') => ({ sku, price }) as IDataObject;
const many = (count: number) => Array.from({ length: count }, (_, at) => offer(`NEW-${at}`));
const run = async (items: IDataObject[], parameters: IDataObject = {}, onError?: 'continueRegularOutput') =>
	await runSmartSatu(
		smartSatuCredential(sandbox()),
		{ resource: 'offer', operation: 'import', ...parameters },
		{ items: items.map((json) => ({ json })), ...(onError && { onError }) },
	);
const goOn = async (items: IDataObject[], parameters: IDataObject = {}) =>
	await run(items, parameters, 'continueRegularOutput');
const parts = () =>
	service()
		.requests()
		.filter(({ operation }) => operation === 'importOffers');
/** The query of each part, with `ID` in place of the import's. */
const queries = () => parts().map(({ path }) => path.split('?')[1]!.replace(/id=[\da-f]+/, 'id=ID'));
const sizes = () => parts().map(({ body }) => (JSON.parse(body) as unknown[]).length);
const fault = (rule: FaultRule) => service().addFault({ match: { operation: 'importOffers' }, ...rule });
/** Lets the first parts through, and the next one meet the fault. */
const faultAfter = (served: number, rule: FaultRule) => {
	if (served > 0) fault({ delayMs: 1, times: served });
	fault(rule);
};
const told = async (run: Promise<unknown>) => {
	const { message, description } = await failureOf(run);
	return `${message} ${description}`;
};
const there = () => (service().data as { offers: Array<{ sku: string }> }).offers.map(({ sku }) => sku);
const refused = () =>
	service()
		.requests()
		.flatMap(({ refusedByDocument: why }) => why ?? []);

describe('importOffers POST /api/offers/import', () => {
	it.each([
		[1, [1, 0]],
		[2, [1, 1]],
		[1000, [999, 1]],
		[1001, [1000, 1]],
		[2000, [1000, 1000]],
		[2001, [1000, 1000, 1]],
	])('sends %i offers in as few requests as the three steps allow: %j', async (count, expected) => {
		expect(await run(many(count))).toHaveLength(count);
		expect(sizes()).toEqual(expected);
		const between = expected.slice(2).map(() => 'id=ID');
		expect(queries()).toEqual(['start=1', ...between, 'id=ID&end=1']);
		expect(there()).toHaveLength(45 + count);
		expect(refused()).toEqual([]);
	});

	it('sends 100,000 offers of one item in 100 requests', async () => {
		const [output] = await run([{ list: many(100_000) as never }], { offer: '={{ $json.list }}' });
		expect(output).toMatchObject({ offers: 100_000, deleted_others: false });
		expect(sizes()).toEqual(Array.from({ length: 100 }, () => 1000));
	});

	it('sends nothing where there is no item', async () => {
		expect(await run([])).toEqual([]);
		expect(service().counters().requests).toBe(0);
	});

	it('gives each item its own output: the import and how many offers it brought', async () => {
		const output = await run([offer('A'), offer('B')]);
		const id = new URLSearchParams(parts()[1]!.path.split('?')[1]).get('id');
		expect(output).toEqual([1, 2].map(() => ({ import_id: id, offers: 1, deleted_others: false })));
	});

	it('sends every offer as it was given, digit for digit', async () => {
		const text = '{ "sku": "A", "price": 4900.50, "external_id": 1988850967616950272 }';
		await run([{}], { offer: `[${text}, { "sku": "B", "price": "7.00" }]` });
		expect(parts()[0]!.body).toBe('[{"sku":"A","price":4900.50,"external_id":1988850967616950272}]');
		expect(parts()[1]!.body).toBe('[{"sku":"B","price":"7.00"}]');
	});

	it('puts the list into a field where the service wants that', async () => {
		service().setSettings({ importBody: 'object' });
		await run([offer('A'), offer('B')], { importOptions: { listField: 'offers' } });
		expect(parts()[0]!.body).toBe('{"offers":[{"sku":"A","price":"10.00"}]}');
		expect(there()).toHaveLength(47);
	});

	it('reads the ID inside data as well, and ends where there is none', async () => {
		fault({ status: 200, body: { data: { id: 'abc' } }, times: 1 });
		fault({ status: 200, body: {} });
		expect((await run([offer('A'), offer('B')]))[0]).toMatchObject({ import_id: 'abc' });
		const error = await told(run([offer('A'), offer('B'), offer('C')]));
		expect(error).toContain(
			'without the ID of the import Sent: 2 offers. Not sent: 1 offer. The import was not ended.',
		);
	});
});

describe('an offer that can not be sent', () => {
	it.each([
		[0.1 + 0.2, '"price" is no amount of money: 0.30000000000000004'],
		[1e21, '"price" is no amount of money'],
		['4 900,50', '"price" is no amount of money'],
		[-1, '"price" is no amount of money: -1'],
		['', '"price" is no amount of money'],
	])('of the price %j keeps all back, and is named', async (price, message) => {
		const error = await run([offer('A'), offer('B', price)]).catch((thrown) => thrown);
		expect(error).toMatchObject({ message: expect.stringContaining(message), context: { itemIndex: 1 } });
		expect(error.description).toContain('Nothing has been sent.');
		expect(service().counters().requests).toBe(0);
	});

	it.each([
		['={{ [] }}', 'Offer is an empty list'],
		['={{ ({}) }}', 'Offer has no fields'],
		['', 'Offer'],
	])('%s is told before anything is sent', async (given, message) => {
		await expect(run([offer('A')], { offer: given })).rejects.toThrow(message);
		expect(service().counters().requests).toBe(0);
	});

	it('leaves the others, where the person chose to go on', async () => {
		const output = await goOn([offer('A'), offer('B', -1), offer('C')]);
		expect(output).toMatchObject([{ offers: 1 }, { error: '"price" is no amount of money: -1' }, { offers: 1 }]);
		expect(there().slice(-2)).toEqual(['A', 'C']);
	});

	it('keeps the others back, too, where all that is not sent would be deleted', async () => {
		const output = await goOn([offer('A'), offer('B', -1)], { deleteOthers: true });
		expect(output).toMatchObject([
			{ error: 'Another item can not be sent, so that nothing was imported' },
			{ error: '"price" is no amount of money: -1' },
		]);
		expect(service().counters().requests).toBe(0);
	});
});

describe('"Delete All Others"', () => {
	const deleting = { deleteOthers: true };

	it('goes with the last part, and is told', async () => {
		expect(await run([offer('A'), offer('B')], deleting)).toMatchObject([{ deleted_others: true }, {}]);
		expect(queries()).toEqual(['start=1', 'id=ID&end=1&delete=1']);
		expect(there()).toEqual(['A', 'B']);
	});

	it('is off by itself', async () => {
		await run([offer('A'), offer('B')]);
		expect(queries().join()).not.toContain('delete');
	});

	it.each(['each', 'whole'] as const)('is never sent after an offer was not taken (%s)', async (importComments) => {
		service().setSettings({ unknownSkus: ['A'], importComments });
		const error = await told(run([offer('A'), offer('B')], deleting));
		expect(error).toContain('Smart Satu did not take the offer: "Нет такого sku: A."');
		expect(error).toContain('the import has ended. No other offer was deleted.');
		expect(queries()).toEqual(['start=1', 'id=ID&end=1']);
		expect(there()).toHaveLength(46);
	});

	it.each([0, 1, 2])('is never sent after part %i failed', async (served) => {
		faultAfter(served, { status: 422, body: { comment: 'нет' }, times: 1 });
		const error = await told(run(many(3000), deleting));
		expect(error).toContain('No other offer was deleted.');
		expect(queries().filter((query, at) => at !== served && query.includes('delete'))).toEqual([]);
		expect(there()).toHaveLength(45);
	});

	it('may have happened where the answer to the last part was lost', async () => {
		faultAfter(1, { closeAfterEffect: true });
		const error = await told(run([offer('A'), offer('B')], deleting));
		expect(error).toContain('It is not known whether the import has ended. The other offers may have been deleted.');
	});
});

describe('what an import has done, where it fails', () => {
	it.each([
		[0, { status: 422, body: { comment: 'нет' } }, 'Sent: 0 offers. Part 1 of 3, 1000 offers: sent once and refused.'],
		[1, { status: 503 }, 'Sent: 1000 offers. Part 2 of 3, 1000 offers: may have been sent. Not sent: 500 offers.'],
		[1, { closeSocket: true }, 'Part 2 of 3, 1000 offers: may have been sent. Not sent: 500 offers.'],
	])('is said after %i parts: %j', async (served, rule, state) => {
		faultAfter(served, rule);
		const error = await told(run(many(2500)));
		expect(error).toContain(state);
		expect(error).toContain('The import was not ended.');
		// Nothing is sent after it, and nothing twice.
		expect(parts()).toHaveLength(served + 1);
	});

	it('is said where the log-in fails', async () => {
		service().addFault({ match: { operation: 'logIn' }, status: 503 });
		expect(await told(run(many(2)))).toContain('Sent: 0 offers. Part 1 of 2, 1 offer: not sent. Not sent: 1 offer.');
		expect(parts()).toEqual([]);
	});

	it('a refusal of the whole part holds the words of Smart Satu', async () => {
		service().setSettings({ unknownSkus: ['A'], importRefusal: '422' });
		await expect(run([offer('A'), offer('B')])).rejects.toThrow('"Нет такого sku: A." (HTTP 422)');
	});

	it('is each item’s own, where Smart Satu names the offers it did not take', async () => {
		service().setSettings({ unknownSkus: ['B'] });
		const output = await goOn([offer('A'), offer('B'), offer('C')]);
		const error = 'Smart Satu did not take the offer: "Нет такого sku: B."';
		expect(output).toMatchObject([{ offers: 1 }, { error }, { offers: 1 }]);
		expect(there().slice(-2)).toEqual(['A', 'C']);
	});

	it('is that of all its part, where it does not', async () => {
		service().setSettings({ unknownSkus: ['B'], importComments: 'whole' });
		const output = await goOn([offer('A'), offer('B'), offer('C')]);
		const error = expect.stringContaining('Нет такого sku: B.');
		expect(output).toMatchObject([{ error }, { error }, { offers: 1 }]);
	});

	it('counts the offers of an item that brings several', async () => {
		service().setSettings({ unknownSkus: ['B'] });
		const error = await told(
			run([{ list: [offer('A'), offer('B'), offer('C')] as never }], { offer: '={{ $json.list }}' }),
		);
		expect(error).toContain('did not take 1 of 3 offers: "Нет такого sku: B."');
	});

	it('names an offer of an answer that lists those alone that were not taken', async () => {
		fault({ status: 200, body: { id: 'abc', errors: [{ sku: 'B', comment: ['нет', 'такого'] }] }, times: 1 });
		fault({ status: 200, body: [{ sku: 'D', comment: 'чужой' }] });
		const output = await goOn([offer('A'), offer('B'), offer('C')]);
		expect(output).toMatchObject([
			{ offers: 1 },
			{ error: expect.stringContaining('нет такого') },
			{ error: expect.stringContaining('чужой') },
		]);
	});
});
