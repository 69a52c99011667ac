import { parameterReader } from '../../transport/execution/parameters';

/** A node whose panel holds these values; an expression gives `<name> <item>`. */
function panel(raw: Record<string, unknown>) {
	const asked: string[] = [];
	const getNodeParameter = (name: string, item: number, fallback: unknown, options?: { rawExpressions?: boolean }) => {
		asked.push(options?.rawExpressions ? `${name} raw` : `${name} ${item}`);
		const value = raw[name] ?? fallback;
		const isExpression = JSON.stringify(value ?? '').includes('"=');
		return isExpression && !options?.rawExpressions ? `${name} ${item}` : value;
	};
	return { asked, node: { getNodeParameter } as never };
}

describe('a parameter of the panel', () => {
	const fixed: Array<[string, unknown]> = [
		['a text', 'text'],
		['a text with = in it', 'a=b'],
		['a text that ends with =', 'a='],
		['a number', 7],
		['true', true],
		['nothing', null],
		['a collection', { batch: { batchSize: 7, tags: ['a'] } }],
	];
	it.each(fixed)('that is the same for all items is read once: %s', (_, value) => {
		const { asked, node } = panel({ field: value });
		const checked: unknown[] = [];
		const reader = parameterReader(node, (name, given, fallback) => checked.push([name, given, fallback]));
		expect([reader(0)('field', 'else'), reader(1)('field', 'else')]).toEqual([value ?? 'else', value ?? 'else']);
		expect(asked).toEqual(['field 0', 'field raw']);
		expect(checked).toEqual([['field', value ?? 'else', 'else']]);
	});

	const varying: Array<[string, unknown]> = [
		['an expression', '={{ $json.id }}'],
		['one in a collection', { first: 'plain', inner: { id: '={{ $json.id }}' } }],
		['one in a list', ['plain', '={{ $json.id }}']],
	];
	it.each(varying)('that an item decides is read and checked for each: %s', (_, value) => {
		const { asked, node } = panel({ field: value });
		let checks = 0;
		const reader = parameterReader(node, () => checks++);
		expect([0, 1, 2].map((item) => reader(item)('field'))).toEqual(['field 0', 'field 1', 'field 2']);
		expect(asked).toEqual(['field 0', 'field raw', 'field 1', 'field 2']);
		expect(checks).toBe(3);
	});

	it('is known by its name', () => {
		const { node } = panel({ one: 1, two: 2 });
		const reader = parameterReader(node)(0);
		expect([reader('one'), reader('two'), reader('one'), reader('none', 'fallback')]).toEqual([1, 2, 1, 'fallback']);
	});

	it('is asked for with the options that n8n knows', () => {
		const getNodeParameter = jest.fn(() => 'value');
		parameterReader({ getNodeParameter } as never)(3)('field', undefined, { extractValue: true });
		expect(getNodeParameter).toHaveBeenCalledWith('field', 3, undefined, { extractValue: true });
	});
});
