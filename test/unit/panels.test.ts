import type { INodeProperties, INodePropertyCollection, INodeType } from 'n8n-workflow';

import packageJson from '../../package.json';
import { PACKAGE_NODES } from '../support/packageNodes';
import { operationsOf } from '../n8n/support/operations/nodeOperations';

const CREDENTIALS = packageJson.n8n.credentials.map((file): [string, INodeProperties[]] => {
	const [, name] = /credentials\/(\w+)\./.exec(file)!;
	const module = jest.requireActual<Record<string, new () => { properties: INodeProperties[] }>>(
		`../../credentials/${name}.credentials`,
	);
	return [name!, new module[name!]!().properties];
});

/** The fields, those inside collections as well. */
const allOf = (fields: INodeProperties[]): INodeProperties[] =>
	fields.flatMap((field) => {
		if (field.type === 'collection') return [field, ...allOf(field.options as INodeProperties[])];
		if (field.type !== 'fixedCollection') return [field];
		return [field, ...allOf((field.options as INodePropertyCollection[]).flatMap(({ values }) => values))];
	});

interface Panel {
	/** The operation in the words of the list of actions, e.g. `Log out`. */
	action: string;
	fields: INodeProperties[];
}

/** Each operation with the fields that it can show. */
const panelsOf = ({ description }: INodeType): Array<[string, Panel]> => {
	const { properties } = description;
	return operationsOf({ description } as INodeType).map(({ resource, operation, label }) => {
		const shown = properties.filter(({ displayOptions: { show } = {} }) => {
			const fits = (name: 'resource' | 'operation', value: string) => !show?.[name] || show[name].includes(value);
			return fits('resource', resource) && fits('operation', operation);
		});
		const selector = shown.find(({ name }) => name === 'operation')!;
		const { action } = (selector.options as Array<{ value: string; action: string }>).find(
			({ value }) => value === operation,
		)!;
		return [label, { action, fields: allOf(shown) }];
	});
};

/** A trigger has one panel, and no list of actions. */
const panelOf = ({ description }: INodeType): Array<[string, Panel]> => [
	['its panel', { action: '', fields: allOf(description.properties) }],
];

const PANELS = PACKAGE_NODES.flatMap(({ name, node }) =>
	(node.execute ? panelsOf(node) : panelOf(node)).map(([label, panel]) => [`${name}, ${label}`, panel] as const),
);

const isText = ({ type }: INodeProperties) => type === 'string' || type === 'json';
const isSecret = ({ typeOptions }: INodeProperties) => typeOptions?.password === true;
const names = (fields: INodeProperties[]) => fields.map(({ name }) => name);
const hasNotice = ({ fields }: Panel) =>
	fields.some(({ type, displayName }) => type === 'notice' && displayName !== '');
/** The placeholder that n8n's lint rules want for an email. */
const EMAIL = 'name@email.com';

const startsWell = ({ placeholder, default: preset }: INodeProperties) =>
	(placeholder ?? '') === '' ? preset !== '' : placeholder === EMAIL || /^e\.g\. \S/.test(placeholder!);

describe('a field for text shows what it wants: a default, or "e.g. …"', () => {
	it.each(PANELS)('%s', (_, { fields }) => {
		expect(names(fields.filter((field) => isText(field) && !startsWell(field)))).toEqual([]);
	});

	it.each(CREDENTIALS)('%s, but for passwords', (_, properties) => {
		const shown = allOf(properties).filter(({ type }) => type !== 'hidden');
		const unclear = shown.filter((field) => isText(field) && !isSecret(field) && !startsWell(field));
		expect(names(unclear)).toEqual([]);
	});
});

describe('a list from which an entry is chosen', () => {
	it.each(PANELS)('%s: says what an ID looks like', (_, { fields }) => {
		const modes = fields.flatMap(({ modes = [] }) => modes).filter(({ type }) => type === 'string');
		expect(modes.filter(({ placeholder }) => !/^e\.g\. \S/.test(placeholder ?? ''))).toEqual([]);
	});
});

/** The operations that a rule is about; each rule has some, or it holds nothing. */
const those = (fits: (panel: Panel) => boolean) => {
	const found = PANELS.filter(([, panel]) => fits(panel));
	expect(found.length).toBeGreaterThan(1);
	return found;
};
const CODES = ['code', 'codeDigits', 'pin'];

describe('a notice that is always seen', () => {
	it('stands over everything that calls a phone', () => {
		const calling = those(({ action }) => /flash call|\bcall\b|send a code|with a code/i.test(action));
		expect(calling.filter(([, panel]) => !hasNotice(panel))).toEqual([]);
	});

	it('stands over everything that takes a one-time code: a person is needed', () => {
		const taking = those(({ fields }) => fields.some(({ name }) => CODES.includes(name)));
		expect(taking.filter(([, panel]) => !hasNotice(panel))).toEqual([]);
	});

	it('stands over everything that ends a session or deletes', () => {
		const ending = those(({ action }) => /^(log out|end|delete|remove|revoke)\b/i.test(action));
		expect(ending.filter(([, panel]) => !hasNotice(panel))).toEqual([]);
	});

	it('appears with a switch that ends the sessions of other devices', () => {
		const wide = PANELS.filter(([, { fields }]) => names(fields).includes('fromAllDevices'));
		expect(wide).toHaveLength(1);
		for (const [, { fields }] of wide) {
			const told = fields.filter(({ displayOptions }) => displayOptions?.show?.fromAllDevices?.includes(true));
			expect(told.map(({ type }) => type)).toEqual(['notice']);
		}
	});
});

describe('what a one-time code is', () => {
	it.each(PANELS.filter(([, { fields }]) => fields.some(({ name }) => CODES.includes(name))))(
		'%s: can be read without pointing at anything',
		(_, { fields }) => {
			const codes = fields.filter(({ name }) => CODES.includes(name));
			expect(codes.filter(({ hint }) => !/number that called.*once/.test(hint ?? ''))).toEqual([]);
		},
	);
});
