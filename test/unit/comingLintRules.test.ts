import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ICredentialType, INodeProperties, INodeType } from 'n8n-workflow';

import { n8n } from '../../package.json';
import { contrast, paintsOf } from '../support/contrast';

/** Rules that are in n8n's sources and in no release of its linter yet, held here until they are. */

type Described = { properties: INodeProperties[]; icon?: unknown };
interface Subject extends Described {
	name: string;
	source: string;
}

const ROOT = join(__dirname, '../..');
const sourceOf = (built: string) => join(ROOT, built.replace(/^dist\//, '').replace(/\.js$/, '.ts'));

async function loaded(built: string): Promise<Subject> {
	const source = sourceOf(built);
	const [Class] = Object.values((await import(source)) as Record<string, new () => INodeType | ICredentialType>);
	const one = new Class!();
	const { properties, icon } = ('description' in one ? one.description : one) as Described;
	return { name: built, source, properties, icon };
}

/** Every field, also those within collections. */
function fieldsOf(properties: INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []).flatMap((option) => {
			if ('values' in option) return option.values;
			return 'type' in option ? [option as INodeProperties] : [];
		});
		return [property, ...fieldsOf(inner)];
	});
}

const subjects = async () => await Promise.all([...n8n.nodes, ...n8n.credentials].map(loaded));
const FIXED_ID = /\b(partner|affiliate|reseller|account|tenant|customer|client)_?id\b['"]?\s*[:=]\s*['"`][^'"`{]/i;
const BACKGROUNDS = { light: '#ffffff', dark: '#2b2b2b' };

it('hint-max-length: no hint is longer than 120 characters', async () => {
	for (const { name, properties } of await subjects())
		for (const { name: field, hint = '' } of fieldsOf(properties))
			expect([name, field, hint.length > 120]).toEqual([name, field, false]);
});

it('require-param-default: every field has a default', async () => {
	for (const { name, properties } of await subjects())
		for (const field of fieldsOf(properties))
			expect([name, field.name, 'default' in field]).toEqual([name, field.name, true]);
});

it('open-ended-node-fields: no optional JSON stands at the top of a panel but API Request’s body, of any shape by its nature', async () => {
	for (const { name, properties } of await subjects()) {
		if (!name.includes('/nodes/')) continue;
		const open = properties.filter(({ type, required }) => type === 'json' && required !== true);
		const others = open.map((field) => field.name).filter((field) => field !== 'body');
		expect([name, others]).toEqual([name, []]);
	}
});

it('no-hardcoded-ids: no node names an account of its own', () => {
	for (const built of n8n.nodes) expect(readFileSync(sourceOf(built), 'utf8')).not.toMatch(FIXED_ID);
	expect("qs: { partner_id: 'fixed-partner' }").toMatch(FIXED_ID);
});

it('icon-contrast: each icon is seen on the background of its theme', async () => {
	for (const { name, source, icon } of await subjects()) {
		const both = typeof icon === 'string' ? { light: icon, dark: icon } : (icon as Record<'light' | 'dark', string>);
		for (const theme of ['light', 'dark'] as const) {
			const file = join(dirname(source), both[theme].replace('file:', ''));
			const best = Math.max(
				...paintsOf(readFileSync(file, 'utf8')).map((paint) => contrast(paint, BACKGROUNDS[theme])),
			);
			expect([name, theme, best >= 3]).toEqual([name, theme, true]);
		}
	}
});
