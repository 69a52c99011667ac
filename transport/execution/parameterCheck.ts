import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../providers/types';
import type { ParameterCheck } from './parameters';

/** Longer texts are a mistake everywhere but in a body, characters. */
const LONGEST = 20_000;

/** Checks parameters by what the panel declares: an expression can give anything. @throws {@link InputError} that names the parameter */
export const parameterCheck =
	(fields: INodeProperties[]): ParameterCheck =>
	(name, value, fallback) => {
		const field = fields.find((each) => each.name === name);
		// What is not shown has no value; its fallback is what the operation itself says.
		if (field && value !== fallback) check(field, value);
		else if (field && value === undefined) refuse(field, 'has no value');
	};

function refuse({ displayName, name, type }: INodeProperties, what: string): never {
	throw new InputError(
		`"${displayName}" ${what}`,
		name,
		`${adviceOn(what, type)} Where it is an expression, look at what it gives for this item. Nothing has been sent.`,
	);
}

function adviceOn(what: string, type: string): string {
	if (what.startsWith('is longer than')) return 'Shorten it.';
	if (what.startsWith('holds control characters')) return 'Take out line breaks and the like.';
	const wanted: Record<string, string> = { number: 'a number', boolean: 'true or false', string: 'text', json: 'JSON' };
	return `Enter ${wanted[type] ?? 'what the panel offers'}.`;
}

function check(field: INodeProperties, value: unknown): void {
	if (field.type === 'notice') return;
	if (value === undefined || value === null) refuse(field, 'has no value');
	switch (field.type) {
		case 'string':
			return checkText(field, value);
		case 'number':
			// Text that is a number is what expressions often give.
			if (!['number', 'string'].includes(typeof value)) refuse(field, 'is not a number');
			return;
		case 'boolean':
			if (typeof value !== 'boolean') refuse(field, 'is neither true nor false');
			return;
		case 'options':
			if (!(field.options as INodePropertyOptions[]).some((option) => option.value === value))
				refuse(field, 'is not one of the choices');
			return;
		case 'collection':
		case 'fixedCollection':
			return checkEntries(field, value);
		case 'resourceLocator':
			return checkChoice(field, value);
	}
}

function checkText(field: INodeProperties, value: unknown): void {
	if (typeof value === 'object') refuse(field, 'is not text');
	const { password, rows } = field.typeOptions ?? {};
	// A text of several rows is a body, or a part of one.
	const text = rows === undefined ? String(value).trim() : String(value).replace(/[\t\n\r\u2028\u2029]/g, ' ');
	if (rows === undefined && String(value).length > LONGEST) refuse(field, `is longer than ${LONGEST} characters`);
	// A password may hold anything.
	if (password !== true && /[\p{Cc}\u2028\u2029]/u.test(text)) refuse(field, 'holds control characters');
}

/** The choice itself, or what holds it. */
function checkChoice(field: INodeProperties, given: unknown): void {
	const value: unknown = typeof given === 'object' && given !== null && 'value' in given ? given.value : given;
	if (value === undefined || value === null) refuse(field, 'has no value');
	if (!['string', 'number'].includes(typeof value)) refuse(field, 'is not a choice');
}

function checkEntries(field: INodeProperties, value: unknown): void {
	if (typeof value !== 'object' || Array.isArray(value)) refuse(field, 'is not a list of values');
	const groups = field.options as Array<INodeProperties | INodePropertyCollection>;
	for (const [name, entry] of Object.entries(value as object)) {
		const group = groups.find((each) => each.name === name);
		if (!group) continue;
		// The panel is asked for the whole collection: it is what the details of an error name.
		if (!('values' in group)) check({ ...group, name: field.name }, entry);
		else for (const one of [entry].flat()) checkGroup(field, group, one);
	}
}

function checkGroup(field: INodeProperties, { values }: INodePropertyCollection, entry: unknown): void {
	if (typeof entry !== 'object' || entry === null) refuse(field, 'has an entry without values');
	const given = entry as Record<string, unknown>;
	for (const inner of values) {
		check({ ...inner, name: field.name }, inner.name in given ? given[inner.name] : inner.default);
	}
}
