import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../providers/types';

/** The largest file that is sent, bytes: it is held in memory, so that it can be sent again after a renewal. */
export const LARGEST_UPLOAD = 64 * 1024 * 1024;

/** A file of an item, to be sent. */
export interface InputFile {
	bytes: Buffer;
	fileName: string;
	/** As `Content-Type` has it. */
	type: string;
}

/**
 * Reads a file of an item.
 * @param field the name of the item's field that holds it
 * @param parameter the panel's field that names it, for the message
 * @throws {@link InputError} when there is none, or it is too large
 */
export async function inputFile(
	node: IExecuteFunctions,
	itemIndex: number,
	field: string,
	parameter: string,
): Promise<InputFile> {
	const file = found(node, itemIndex, field, parameter);
	refuseLarge(await sizeOf(node, file), field, parameter);
	const bytes = await node.helpers.getBinaryDataBuffer(itemIndex, field);
	refuseLarge(bytes.length, field, parameter);
	return { bytes, fileName: file.fileName || field, type: file.mimeType || 'application/octet-stream' };
}

function found(node: IExecuteFunctions, itemIndex: number, field: string, parameter: string): IBinaryData {
	const file = lookFor(node, itemIndex, field);
	if (file) return file;
	const fields = Object.keys(node.getInputData()[itemIndex]?.binary ?? {});
	throw new InputError(
		`The item has no file in "${field}"`,
		parameter,
		fields.length > 0
			? `Its files are in: ${fields.join(', ')}. Enter one of these. Nothing has been sent.`
			: 'It has no file at all: the node before must give one, such as Read/Write Files from Disk. Nothing has been sent.',
	);
}

/** n8n's own search, which knows both ways in which n8n hands files on, throws where there is none. */
function lookFor(node: IExecuteFunctions, itemIndex: number, field: string): IBinaryData | undefined {
	try {
		return node.helpers.assertBinaryData(itemIndex, field);
	} catch {
		return undefined;
	}
}

/** How long a file is, bytes, without reading it. */
async function sizeOf(node: IExecuteFunctions, { id, data }: IBinaryData): Promise<number> {
	if (id === undefined) return Math.floor((data.length * 3) / 4);
	const metadata = await node.helpers.getBinaryMetadata(id);
	return metadata.fileSize;
}

function refuseLarge(bytes: number, field: string, parameter: string): void {
	if (bytes <= LARGEST_UPLOAD) return;
	const mb = (size: number) => Math.ceil(size / 1024 / 1024);
	throw new InputError(
		`The file in "${field}" has ${mb(bytes)} MB, and no more than ${mb(LARGEST_UPLOAD)} MB are sent`,
		parameter,
		"Send a smaller file, or use n8n's HTTP Request node with this credential. Nothing has been sent.",
	);
}
