import type { ICredentialType, IDisplayOptions, INodeProperties } from 'n8n-workflow';

import { GigmaApi } from '../../credentials/GigmaApi.credentials';
import { LoginSessionApi } from '../../credentials/LoginSessionApi.credentials';
import { PlusofonApi } from '../../credentials/PlusofonApi.credentials';
import { SagiApi } from '../../credentials/SagiApi.credentials';
import { SmartSatuApi } from '../../credentials/SmartSatuApi.credentials';
import { PRESETS } from '../../presets';

const CREDENTIALS: Record<string, ICredentialType> = {
	gigma: new GigmaApi(),
	plusofon: new PlusofonApi(),
	sagi: new SagiApi(),
	smartSatu: new SmartSatuApi(),
	loginSession: new LoginSessionApi(),
};
/** What n8n alone has a use for: Node-RED has no trigger of these nodes, and says which service it is in a list of its own. */
const ONLY_IN_N8N = ['gigma.webhookSecret', 'loginSession.service'];

/** One field of the dialog of an account in Node-RED. Its words stand in the locales, by service and name. */
export interface FormField {
	name: string;
	/** `pairs`: names and secrets, a line each. `notice`: a line to read. */
	type: 'boolean' | 'json' | 'notice' | 'number' | 'options' | 'pairs' | 'secret' | 'string';
	default?: unknown;
	placeholder?: string;
	required?: true;
	options?: string[];
	show?: IDisplayOptions['show'];
	hide?: IDisplayOptions['hide'];
}

/** What the dialog shows for each service, and what its list of services offers. */
export interface Forms {
	fields: Record<string, FormField[]>;
	presets: Array<{ value: string; name: string; placeholder?: string }>;
	secrets: string[];
}

/** The words of a field, in English. */
export interface FieldWords {
	label: string;
	description?: string;
	hint?: string;
	options?: Record<string, string>;
}

const propertiesOf = (service: string): INodeProperties[] =>
	(CREDENTIALS[service]?.properties ?? []).filter(
		({ name, type }) => type !== 'hidden' && !ONLY_IN_N8N.includes(`${service}.${name}`),
	);

function typeOf({ type, typeOptions }: INodeProperties): FormField['type'] {
	if (typeOptions?.password) return 'secret';
	if (type === 'fixedCollection') return 'pairs';
	return type as FormField['type'];
}

function fieldOf(property: INodeProperties): FormField {
	const { name, placeholder, displayOptions = {}, required } = property;
	const choices = property.type === 'options' ? (property.options as Array<{ value: string }>) : undefined;
	return {
		name,
		type: typeOf(property),
		...(property.type !== 'fixedCollection' && property.default !== '' && { default: property.default }),
		...(placeholder && property.type !== 'fixedCollection' && { placeholder: placeholder.replace(/^e\.g\. /, '') }),
		...(required && { required }),
		...(choices && { options: choices.map(({ value }) => value) }),
		...(displayOptions.show && { show: displayOptions.show }),
		...(displayOptions.hide && { hide: displayOptions.hide }),
	};
}

/** The forms of all services, from the fields of their credentials in n8n. */
export function formsOf(): Forms {
	const services = Object.keys(CREDENTIALS);
	const fields = Object.fromEntries(services.map((service) => [service, propertiesOf(service).map(fieldOf)]));
	const secret = Object.values(fields)
		.flat()
		.filter(({ type }) => type === 'secret' || type === 'pairs');
	return {
		fields,
		presets: Object.entries(PRESETS)
			.map(([value, preset]) => ({ value, name: preset?.name ?? value, placeholder: preset?.placeholder }))
			.sort((one, other) => one.name.localeCompare(other.name)),
		secrets: [...new Set(secret.map(({ name }) => name))],
	};
}

const plain = (words: string): string => words.replace(/<\/?b>/g, '');

function wordsOf(property: INodeProperties): FieldWords {
	const choices =
		property.type === 'options' ? (property.options as Array<{ name: string; value: string }>) : undefined;
	return {
		label: plain(property.displayName),
		...(property.description && { description: plain(property.description) }),
		...(property.hint && { hint: property.hint }),
		...(choices && { options: Object.fromEntries(choices.map(({ name, value }) => [value, name])) }),
	};
}

/** The English words of all fields, by service and name: the locale en-US takes them over. */
export const formWords = (): Record<string, Record<string, FieldWords>> =>
	Object.fromEntries(
		Object.keys(CREDENTIALS).map((service) => [
			service,
			Object.fromEntries(propertiesOf(service).map((property) => [property.name, wordsOf(property)])),
		]),
	);
