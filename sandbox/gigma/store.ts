const CREATED = '2024-03-23T10:27:06.000000Z';

/** A product, as lists show it: prices are texts. */
export interface Product {
	id: number;
	name: string;
	price: string;
	old_price: string | null;
	category_id: number;
	brand_id: number;
	country_id: number;
}

/** An order, as docs.gigma.ru shows it («Заказы»), as far as the page is stored. */
export interface Order {
	id: number;
	status: { id: number; name: string; photo: null; created_at: string };
	price: string;
	delivery_type: { id: number; name: string; price: string; is_active: number; created_at: string };
	shop: { id: number; photo: null; name: string; address: string; phone: string; schedule: string } | null;
	products: Array<{ id: number; old_price: string | null; price: string; name: string; quantity: number }>;
	created_at: string;
}

const named = (names: string[]): Array<{ id: number; name: string; created_at: string }> =>
	names.map((name, at) => ({ id: at + 1, name, created_at: CREATED }));

export const CATEGORIES = named(['Кофе', 'Чай', 'Посуда']);
export const BRANDS = named(['Северный', 'Южный']);
export const COUNTRIES = named(['Россия', 'Эфиопия']);
export const PAYMENT_TYPES = named(['Наличные', 'Карта']);
export const DELIVERY_TYPES = named(['Самовывоз', 'Доставка']).map((type) => ({
	...type,
	price: '0.00',
	is_active: 1,
}));
export const SHOP = {
	id: 1,
	photo: null,
	name: 'Магазин на Новогодней',
	address: 'Новосибирск, Новогодняя ул., д. 20/1',
	phone: '79999999992',
	schedule: '09:00–21:00',
};

/** 45 goods, so that there are several pages. The ID of the last has 19 digits. */
export const PRODUCTS: Product[] = Array.from({ length: 45 }, (_, at) => ({
	id: at + 1,
	name: `${['Кофе', 'Чай', 'Чашка'][at % 3]} № ${at + 1}`,
	price: `${100 + at}.50`,
	old_price: at % 5 === 0 ? `${200 + at}.00` : null,
	category_id: (at % 3) + 1,
	brand_id: (at % 2) + 1,
	country_id: (at % 2) + 1,
}));

const [first] = DELIVERY_TYPES;

/** An order as the lists have it. */
export const ORDER: Order = {
	id: 1001,
	status: { id: 22, name: 'Оплачен', photo: null, created_at: CREATED },
	price: '4900.00',
	delivery_type: first,
	shop: SHOP,
	products: [{ id: 1, old_price: null, price: '2450.00', name: 'Кофе № 1', quantity: 2 }],
	created_at: CREATED,
};
