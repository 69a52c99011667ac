import {
	NodeOperationError,
	type IBinaryData,
	type IBinaryKeyData,
	type IDataObject,
	type IExecuteFunctions,
} from 'n8n-workflow';

import { headerValue } from '../../providers/fields';
import type { ProviderRequest } from '../../providers/types';
import { toHttpOptions, type FullResponse } from '../../http/request';
import { cancelSignal } from './cancellation';

/** How long a file may take to arrive, ms. */
const MAX_MS = 10 * 60_000;

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

type Body = NodeJS.ReadableStream & { destroy(): unknown };

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
	const deadline = AbortSignal.timeout(MAX_MS);
	const cancel = cancelSignal(node);
	const response = (await node.helpers.httpRequest({
		...toHttpOptions(request),
		disableFollowRedirect: headerValue(request.headers, 'authorization') !== undefined,
		abortSignal: cancel ? AbortSignal.any([cancel, deadline]) : deadline,
	})) as FullResponse;
	const body = response.body as Body;
	if (response.statusCode >= 300) {
		body.destroy();
		throw new NodeOperationError(node.getNode(), `The file could not be downloaded (HTTP ${response.statusCode})`, {
			description: 'Try again later. Where this stays, look whether its address opens in a browser.',
		});
	}
	const type = String(response.headers['content-type'] ?? '').split(';')[0] || undefined;
	return await node.helpers.prepareBinaryData(body as never, fileName, type);
}
