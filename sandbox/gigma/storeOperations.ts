import { paginate } from '../machinery/laravel';
import type { Operation } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import { decimal, text, type Schema } from '../machinery/schema';
import type { Data, GigmaSettings } from './accounts';
import { one, type GigmaCall } from './calls';
import { BRANDS, CATEGORIES, COUNTRIES, DELIVERY_TYPES, PAYMENT_TYPES, PRODUCTS, type Product } from './store';

const RULES = 'Gigma_skiils, frontend-api-rules: `Token` alone.';
const ids: Schema = { anyOf: [decimal(), { type: 'array', items: decimal() }] };
const search: Record<string, Schema> = {
	query: text(),
	'country_id[]': ids,
	'category_id[]': ids,
	'brand_id[]': ids,
	order_by: { enum: ['price_asc', 'price_desc', 'popularity_asc', 'popularity_desc'] },
	available: { enum: ['online', 'offline'] },
	sale: { enum: ['true', 'false'] },
	price_from: text('', '^[0-9]+(\\.[0-9]{1,2})?$'),
	price_to: text('', '^[0-9]+(\\.[0-9]{1,2})?$'),
};

/** The goods that a search finds, in its order. */
function found({ query }: GigmaCall): Product[] {
	const oneOf = (name: string, id: number) => query[name] === undefined || [query[name]].flat().includes(String(id));
	const price = (product: Product) => Number(product.price);
	const list = PRODUCTS.filter(
		(product) =>
			oneOf('category_id[]', product.category_id) &&
			oneOf('brand_id[]', product.brand_id) &&
			oneOf('country_id[]', product.country_id) &&
			product.name.includes(String(query.query ?? '')) &&
			(query.sale !== 'true' || product.old_price !== null) &&
			price(product) >= Number(query.price_from ?? 0) &&
			price(product) <= Number(query.price_to ?? Infinity),
	);
	if (query.order_by === 'price_desc') return list.sort((a, b) => price(b) - price(a));
	return list;
}

const list = (
	id: string,
	path: string,
	field: string,
	entries: Array<{ id: number }>,
): Operation<GigmaSettings, Data> => ({
	id,
	method: 'GET',
	path: `/counterparty/${path}`,
	origin: 'public client code',
	source: `${RULES} The list stands in \`${field}\`.`,
	auth: 'none',
	example: { [field]: entries },
	handle: () => ({ [field]: entries }),
});

/** Goods and lists of the store. */
export const store: Array<Operation<GigmaSettings, Data>> = [
	{
		id: 'GC6 getPriceRange',
		method: 'GET',
		path: '/counterparty/prices',
		origin: 'public client code',
		source: 'docs.gigma.ru/E-Commerce, «Справочники» (parameters), Gigma_skiils (answer). The types are not told.',
		auth: 'none',
		query: search,
		example: { min_price: 100.5, max_price: 144.5 },
		handle(call) {
			const prices = found(call).map(({ price }) => Number(price));
			return { min_price: Math.min(...prices), max_price: Math.max(...prices) };
		},
	},
	{
		id: 'GC10 listProducts',
		method: 'GET',
		path: '/counterparty/products',
		origin: 'public client code',
		sureness: 'B',
		source: `${RULES} Pages by number; what surrounds the list is not told. Filters: «Справочники».`,
		auth: 'none',
		query: { ...search, page: decimal(), per_page: decimal() },
		example: { products: [PRODUCTS[0]], productsCount: 45 },
		handle(call) {
			const { page, per_page } = call.query;
			const perPage = Math.min(Number(per_page ?? 15), call.settings.perPage);
			const goods = found(call);
			const answer = paginate(goods, page, 'http://localhost/counterparty/products', perPage);
			if (call.settings.productList === 'laravel') return answer;
			return { products: answer.data, productsCount: goods.length };
		},
	},
	{
		id: 'GC11 getProduct',
		method: 'GET',
		path: '/counterparty/products/:product_id',
		origin: 'public client code',
		sureness: 'B',
		source: `${RULES} The answer is not told: bare or in \`product\`.`,
		auth: 'none',
		params: { product_id: decimal() },
		example: { product: PRODUCTS[0] },
		handle(call) {
			const product = PRODUCTS.find(({ id }) => String(id) === call.params.product_id);
			if (!product) throw new Refusal('business', 404, 'Product not found.');
			return one(call, 'product', product);
		},
	},
	list('GC12 listCategories', 'categories', 'categories', CATEGORIES),
	list('GC13 listBrands', 'brands', 'brands', BRANDS),
	list('GC14 listCountries', 'countries', 'countries', COUNTRIES),
	list('GC15 listDeliveryTypes', 'delivery_types', 'deliveryTypes', DELIVERY_TYPES),
	list('GC16 listPaymentTypes', 'payment_types', 'paymentTypes', PAYMENT_TYPES),
];
