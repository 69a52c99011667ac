import type { Operation } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import { decimal, text, type Schema } from '../machinery/schema';
import type { Data, Import, Offer, SmartSatuSettings } from './accounts';
import { amount, answered, wholeOrPage, type SmartSatuCall } from './lists';

const PAGE = 'docs.smartsatu.com, API_Offers, revisions 1647 and 689 to 1653';
const MOST = 1000;

const shown = (call: SmartSatuCall, offer: Offer): object => ({ ...offer, price: amount(call, offer.price) });

/** All offers of the SKU: the common one and those for single shops. */
function offersOf({ data, params }: SmartSatuCall): Offer[] {
	const found = data.offers.filter(({ sku }) => sku === params.sku);
	if (found.length === 0) throw new Refusal('business', 404, 'Предложение не найдено.');
	return found;
}

/** An amount as number or as text, with two decimals at most. */
const isAmount = (value: unknown): boolean =>
	['number', 'string'].includes(typeof value) && /^\d+(\.\d{1,2})?$/.test(String(value)) && Number(value) > 0;

/** Why an offer is not taken; '' where it is. */
function commentOn({ settings }: SmartSatuCall, offer: unknown): string {
	const { sku, price } = (typeof offer === 'object' && offer !== null ? offer : {}) as Record<string, unknown>;
	if (typeof sku !== 'string' || sku === '') return 'Не указан sku.';
	if (settings.unknownSkus.includes(sku)) return `Нет такого sku: ${sku}.`;
	return isAmount(price) ? '' : `Неверная цена: ${sku}.`;
}

function importOf({ data, query, service }: SmartSatuCall): Import {
	if (query.start === '1') {
		if (query.id !== undefined) throw new Refusal('document', 400, 'start and id in one request');
		const serial = service.clock.now().toString(16) + (data.imports.length + 1).toString(16);
		const begun: Import = { id: serial.padStart(23, '98db89147d6cd'), offers: [], isEnded: false };
		data.imports.push(begun);
		return begun;
	}
	const running = data.imports.find(({ id, isEnded }) => id === query.id && !isEnded);
	if (!running) throw new Refusal('business', 404, 'Очередь импорта не найдена.');
	return running;
}

/** The offers of one part, in the one of the two bodies that the settings choose. */
function partOf({ body, settings }: SmartSatuCall): unknown[] {
	const list: unknown = settings.importBody === 'list' ? body : (body as { offers?: unknown }).offers;
	if (!Array.isArray(list)) throw new Refusal('document', 400, 'the body holds no list of offers');
	if (list.length > MOST) throw new Refusal('business', 400, `Не более ${MOST} предложений в одном запросе.`);
	if (list.length === 0 && !settings.emptyImportPart) throw new Refusal('business', 400, 'Список предложений пуст.');
	return list;
}

/** All that was sent takes the place of what was there for the same SKU and shop; `delete=1` takes the rest away. */
function finish(data: Data, { offers }: Import, deletesOthers: boolean): void {
	const keyOf = (one: Offer) => `${one.sku} ${one.counterparty_id ?? ''}`;
	const sent = new Set(offers.map(keyOf));
	const others = deletesOthers ? [] : data.offers.filter((one) => !sent.has(keyOf(one)));
	data.offers = [...others, ...offers];
}

function importPart(call: SmartSatuCall): unknown {
	const { data, query, settings } = call;
	if (query.delete === '1' && query.end !== '1') throw new Refusal('document', 400, 'delete without end');
	const part = partOf(call);
	const told = part.map((offer) => ({ offer: offer as Partial<Offer>, comment: commentOn(call, offer) }));
	const refused = told.filter(({ comment }) => comment !== '');
	if (refused.length > 0 && settings.importRefusal === '422')
		throw new Refusal('business', 422, '', [], { comment: refused[0]!.comment });
	const running = importOf(call);
	for (const { offer, comment } of told)
		if (comment === '')
			running.offers.push({ quantity: 0, counterparty_id: null, ...offer, price: Number(offer.price) } as Offer);
	if (query.end === '1') {
		running.isEnded = true;
		finish(data, running, query.delete === '1');
	}
	if (settings.importComments === 'each')
		return { id: running.id, offers: told.map(({ offer, comment }) => ({ sku: offer.sku ?? null, comment })) };
	return { id: running.id, comment: refused.map(({ comment }) => comment).join(' ') };
}

const one: Schema = text('', '^1$');

/** What the wiki's page API_Offers names. Fields of an offer and the answers to changes are assumed. */
export const offerOperations: Array<Operation<SmartSatuSettings, Data>> = [
	{
		id: 'listOffers',
		method: 'GET',
		path: '/api/offers',
		origin: 'public client code',
		source: `${PAGE}: a list. The fields of an offer and pages are not known.`,
		sureness: 'B',
		auth: 'session',
		query: { page: decimal() },
		example: [{ sku: '', price: 1, quantity: 1, counterparty_id: null }],
		handle: (call) => {
			const offers = call.data.offers.map((offer) => shown(call, offer));
			return wholeOrPage(call, offers);
		},
	},
	{
		id: 'updateOffer',
		method: 'PUT',
		path: '/api/offers/:sku',
		origin: 'public client code',
		source: `${PAGE}: named alone. Neither the fields of its body nor its answer are known.`,
		sureness: 'C',
		auth: 'session',
		params: { sku: text() },
		body: { type: 'object', minProperties: 1 },
		example: { sku: '', price: 1, quantity: 1, counterparty_id: null },
		handle(call) {
			const offers = offersOf(call);
			if ('price' in call.body && !isAmount(call.body.price)) throw new Refusal('business', 422, 'Неверная цена.');
			for (const offer of offers)
				Object.assign(offer, call.body, { sku: offer.sku, price: Number(call.body.price ?? offer.price) });
			return answered(call, shown(call, offers[0]!));
		},
	},
	{
		id: 'deleteOffer',
		method: 'DELETE',
		path: '/api/offers/:sku',
		origin: 'public client code',
		source: `${PAGE}. The answer is not known.`,
		sureness: 'B',
		auth: 'session',
		params: { sku: text() },
		example: { success: true },
		handle(call) {
			const gone = offersOf(call);
			call.data.offers = call.data.offers.filter((offer) => !gone.includes(offer));
			return answered(call, { success: true });
		},
	},
	{
		id: 'importOffers',
		method: 'POST',
		path: '/api/offers/import',
		origin: 'public client code',
		source: `${PAGE}: \`start=1\`, then \`id\`, then \`id\` and \`end=1\`, with \`delete=1\` all older offers are deleted; 1000 a request; \`comment\` says why not. The fields of an offer, the form of the body and the place of \`comment\` are not known.`,
		sureness: 'B',
		auth: 'session',
		query: { start: one, id: text(), end: one, delete: one },
		body: { oneOf: [{ type: 'array' }, { type: 'object' }] },
		example: { id: '98db89147d6cd0018417b71', comment: '' },
		handle: importPart,
	},
];
