import type { INodeProperties } from 'n8n-workflow';

import { InputError } from '../../providers/types';
import { parameterCheck } from '../../transport/execution/parameterCheck';

const field = (type: INodeProperties['type'], rest: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: 'Shop',
	name: 'shop',
	type,
	default: '',
	...rest,
});

/** What is said of a value, `undefined` where it is taken. */
function said(of: INodeProperties, value: unknown, fallback?: unknown): string | undefined {
	try {
		parameterCheck([field('notice', { name: 'before' }), of])('shop', value, fallback);
		return undefined;
	} catch (error) {
		expect(error).toBeInstanceOf(InputError);
		expect((error as InputError).field).toBe(of.name);
		return (error as InputError).message;
	}
}

it('says what to do about it', () => {
	const advice = (value: string) => {
		try {
			parameterCheck([field('string')])('shop', value, undefined);
			return undefined;
		} catch (error) {
			return (error as InputError).description;
		}
	};
	const look = 'Where it is an expression, look at what it gives for this item. Nothing has been sent.';
	expect(advice('x'.repeat(20_001))).toBe(`Shorten it. ${look}`);
	expect(advice('a\nb')).toBe(`Take out line breaks and the like. ${look}`);
});

const options = field('options', { options: ['one', 'two'].map((value) => ({ name: value, value })) });

describe('what an expression gives', () => {
	it.each<[INodeProperties, unknown[]]>([
		[field('string'), ['', 'a', 7, true, 'x'.repeat(20_000), ' \n a \t ', 'a b']],
		[field('string', { typeOptions: { password: true } }), ['a\u0000b\n']],
		[field('string', { typeOptions: { rows: 2 } }), ['a\n\r\tb\u2028', 'x'.repeat(20_001)]],
		[field('number'), [0, 7, '7', NaN]],
		[field('boolean'), [true, false]],
		[options, ['one', 'two']],
		[field('resourceLocator'), ['a', 7, { value: 'a' }, { mode: 'id', value: 7 }]],
		[field('json'), ['{', { a: 1 }]],
		[field('notice'), [undefined, null]],
	])('is taken where the panel takes it: %j', (of, values) => {
		for (const value of values) expect(said(of, value, 'fallback')).toBeUndefined();
	});

	it.each<[INodeProperties, unknown[], string]>([
		[field('string'), [undefined, null], 'has no value'],
		[field('number'), [undefined, null], 'has no value'],
		[field('json'), [undefined, null], 'has no value'],
		[field('resourceLocator'), [undefined, null, { value: undefined }, { value: null }], 'has no value'],
		[field('string'), [{}, []], 'is not text'],
		[field('string'), ['x'.repeat(20_001)], 'is longer than 20000 characters'],
		[field('string'), ['a\u0000b', 'a\nb', 'a\u2028b'], 'holds control characters'],
		[field('string', { typeOptions: { rows: 2 } }), ['a\u0000b'], 'holds control characters'],
		[field('number'), [true, {}, []], 'is not a number'],
		[field('boolean'), ['true', 1, {}], 'is neither true nor false'],
		[options, ['three', 1], 'is not one of the choices'],
		[field('resourceLocator'), [true, {}, [], { value: {} }], 'is not a choice'],
	])('is refused by name otherwise: %j', (of, values, what) => {
		for (const value of values) expect(said(of, value, 'fallback')).toBe(`"Shop" ${what}`);
	});

	it.each([
		['number', 'a number'],
		['boolean', 'true or false'],
		['string', 'text'],
		['json', 'JSON'],
		['options', 'what the panel offers'],
	] as const)('of a field of the type %s should be %s', (type, wanted) => {
		const check = parameterCheck([field(type)]);
		expect(() => check('shop', null, 'fallback')).toThrow(
			expect.objectContaining({ description: expect.stringContaining(`Enter ${wanted}. `) }),
		);
	});

	it('is not looked at where the panel does not show the field, but none without a fallback is an error', () => {
		expect(said(field('boolean'), 'fallback', 'fallback')).toBeUndefined();
		expect(said(field('number'), undefined, undefined)).toBe('"Shop" has no value');
		expect(() => parameterCheck([field('number')])('other', {}, undefined)).not.toThrow();
	});
});

describe('a collection', () => {
	const count = field('number', { displayName: 'Count', name: 'count', default: 1 });
	const collection = field('collection', { options: [count] });
	const list = field('fixedCollection', { options: [{ displayName: 'Rows', name: 'rows', values: [count] }] });

	it('has what it holds checked', () => {
		expect(said(collection, { count: 7, unknown: {} }, {})).toBeUndefined();
		expect(() => parameterCheck([collection])('shop', { count: true }, {})).toThrow('"Count" is not a number');
		expect(said(list, { rows: [{ count: 7 }, {}], unknown: 1 }, {})).toBeUndefined();
		expect(said(list, { rows: { count: 7 } }, {})).toBeUndefined();
		expect(() => parameterCheck([list])('shop', { rows: [{ count: 7 }, { count: true }] }, {})).toThrow('"Count"');
		expect(() => parameterCheck([list])('shop', { rows: { count: null } }, {})).toThrow('"Count" has no value');
	});

	it('is what an error names for the panel, which finds nothing by the name of what it holds', () => {
		for (const [of, value] of [
			[collection, { count: true }],
			[list, { rows: [{ count: true }] }],
		] as const)
			expect(said(of, value, {})).toBe('"Count" is not a number');
	});

	it.each(['text', 7, [], [{ count: 7 }]])('is not %j', (value) => {
		expect(said(collection, value, {})).toBe('"Shop" is not a list of values');
	});

	it.each([{ rows: 'text' }, { rows: [null] }, { rows: [7] }])('of lists is not %j', (value) => {
		expect(said(list, value, {})).toBe('"Shop" has an entry without values');
	});
});
