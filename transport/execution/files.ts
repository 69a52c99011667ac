import {
	NodeOperationError,
	type IBinaryData,
	type IBinaryKeyData,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';

import { headerValue } from '../../providers/fields';
import type { FileStream, ProviderAnswer, ProviderRequest } from '../../providers/types';
import { CUT_OFF, cutOff, isStream } from '../../http/answerBody';
import { limited, LONGEST_FILE_MS } from '../../http/fileAnswer';
import { networkCode } from '../../http/noAnswer';
import { toHttpOptions, type FullResponse } from '../../http/request';
import { cancelSignal } from './cancellation';

/** What an operation gives for an item that has a file besides its JSON. */
export class ItemWithFile {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** What an operation gave, as n8n has it. */
export const asOutput = (result: IDataObject | ItemWithFile): { json: IDataObject; binary?: IBinaryKeyData } =>
	result instanceof ItemWithFile ? { json: result.json, binary: result.binary } : { json: result };

/**
 * Downloads a file of whatever size: n8n writes it where it keeps files while it arrives.
 * @param request goes out as it is, without the credential; one that carries a session follows no redirect
 * @param fileName how the file is called in n8n
 * @throws NodeOperationError when no file is answered; what n8n's helper throws when there is no answer at all
 */
export async function download(
	node: IExecuteFunctions,
	request: ProviderRequest,
	fileName: string,
): Promise<IBinaryData> {
	const deadline = AbortSignal.timeout(LONGEST_FILE_MS);
	const cancel = cancelSignal(node);
	const response = (await node.helpers.httpRequest({
		...toHttpOptions(request),
		disableFollowRedirect: headerValue(request.headers, 'authorization') !== undefined,
		abortSignal: cancel ? AbortSignal.any([cancel, deadline]) : deadline,
	})) as FullResponse;
	const body = response.body as FileStream;
	if (response.statusCode >= 300) {
		body.destroy();
		throw new NodeOperationError(node.getNode(), `The file could not be downloaded (HTTP ${response.statusCode})`, {
			description: 'Try again later. If it stays, look whether the service still has the file.',
		});
	}
	return await keepFile(node, { file: body, headers: response.headers }, fileName);
}

/**
 * Lets n8n keep the file of an answer where it keeps files, while it arrives.
 * @param fileName how the file is called in n8n; the name's end or the answer's type tell n8n what it is
 * @throws AnswerError when it is too large, too slow or cut off
 */
export async function keepFile(
	node: IExecuteFunctions,
	{ file, headers }: Pick<ProviderAnswer, 'file' | 'headers'>,
	fileName: string | undefined,
): Promise<IBinaryData> {
	const type =
		String(headers['content-type'] ?? '')
			.split(';')[0]
			?.trim() || undefined;
	const content = isStream(file) ? limited(file) : file;
	const kept = node.helpers.prepareBinaryData(content as never, fileName, type);
	return await kept.catch((error: unknown) => {
		if (isStream(file)) file.destroy();
		if (![...CUT_OFF, 'ABORT_ERR'].includes(networkCode(error) ?? '')) throw error;
		throw cutOff();
	});
}
