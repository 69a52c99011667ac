import { randomUUID } from 'crypto';

import { InputError, type ProviderRequest } from '../../providers/types';
import { jsonText } from '../../http/jsonText';
import { multipartBody, type FormPart } from '../../http/multipart';
import { LARGEST_UPLOAD } from '../../transport/execution/inputFile';
import type { OperationContext } from '../../transport/execution/router';
import { filledIn } from './values';

/** What holds names and values. */
export interface Entries {
	parameters?: Array<{ name: string; value: string }>;
}

interface Parts {
	parameters?: Array<{ parameterType?: string; name?: string; value?: string; inputDataFieldName?: string }>;
}

/** A body, and its type where that is not JSON. */
export interface Body {
	type?: string;
	body?: ProviderRequest['body'];
}

type Panel = Pick<OperationContext, 'parameter' | 'inputFile'>;

/** The body in the form that was chosen. @throws {@link InputError} when it is no JSON, a file is not there, or too large */
export async function readBody(panel: Panel): Promise<Body> {
	const { parameter } = panel;
	switch (parameter<string>('bodyType', 'json')) {
		case 'text':
			return { type: 'text/plain', body: String(parameter('bodyText', '') ?? '') || undefined };
		case 'form':
			return { type: 'application/x-www-form-urlencoded', body: formText(panel) };
		case 'binary': {
			const { bytes, type } = await file(panel, filledIn(panel, 'inputDataFieldName', 'Input Data Field Name'));
			return { type, body: bytes };
		}
		case 'multipart':
			return await readParts(panel);
		default:
			return { body: jsonText(parameter('body', '')) };
	}
}

const file = async ({ inputFile }: Panel, field: string) => await inputFile(field.trim(), 'inputDataFieldName');

function formText({ parameter }: Panel): string | undefined {
	const form = new URLSearchParams();
	for (const { name, value } of parameter<Entries>('bodyForm', {}).parameters ?? []) form.append(name, String(value));
	return form.toString() || undefined;
}

async function readParts(panel: Panel): Promise<Body> {
	const parts: FormPart[] = [];
	let bytes = 0;
	for (const given of panel.parameter<Parts>('bodyParts', {}).parameters ?? []) {
		const name = String(given.name ?? '').trim();
		if (name === '')
			throw new InputError('A body parameter has no name', 'bodyParts', 'Fill in "Name". Nothing has been sent.');
		if (given.parameterType !== 'formBinaryData') {
			parts.push({ name, value: String(given.value ?? '') });
			continue;
		}
		const value = await file(panel, String(given.inputDataFieldName ?? 'data'));
		bytes += value.bytes.length;
		if (bytes > LARGEST_UPLOAD)
			throw new InputError(
				`The files of the form have more than ${LARGEST_UPLOAD / 1024 / 1024} MB in all`,
				'bodyParts',
				'Send fewer or smaller files. Nothing has been sent.',
			);
		parts.push({ name, value });
	}
	const boundary = `keyring-${randomUUID()}`;
	return { type: `multipart/form-data; boundary=${boundary}`, body: multipartBody(parts, boundary) };
}
