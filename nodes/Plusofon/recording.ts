import { NodeApiError, NodeOperationError, type IBinaryData } from 'n8n-workflow';

import { answerText, isObject } from '../../providers/fields';
import { plusofon, type PlusofonAccount } from '../../providers/plusofon';
import { InputError, type ProviderAnswer } from '../../providers/types';
import type { OperationContext } from '../../transport/execution/router';

type Context = Pick<OperationContext<PlusofonAccount>, 'client' | 'download' | 'pause'>;

const ADVICE = 'Look at the call in the account portal, and try again later.';

/** Between two looks for a recording, ms. */
const PAUSE_MS = 2_000;

/**
 * The address of a call's recording, once there is one.
 * @param waitMs how long to look again, ms
 * @throws NodeOperationError when there is none by then
 */
export async function waitForRecording({ client, pause }: Context, callId: string, waitMs: number): Promise<string> {
	const path = `/api/v1/call/${encodeURIComponent(callId)}/record`;
	for (let waited = 0; ; waited += PAUSE_MS) {
		const answer = await client.request({ method: 'GET', path }).catch(noneYet);
		const record = isObject(answer?.body) ? answerText(answer.body.record) : undefined;
		if (record !== undefined) return record;
		if (waited + PAUSE_MS > waitMs) break;
		await pause(PAUSE_MS);
	}
	throw new NodeOperationError(client.node, `There is no recording of call ${shortened(callId)}`, {
		description: `It may not be ready yet: raise "Wait Up To (Seconds)", or look again later. A call that nobody answered has none. Looked for ${waitMs / 1000} seconds.`,
	});
}

/** Not ready is told by a 404 as well, in the status or in the body of a 200. */
function noneYet(error: unknown): undefined | ProviderAnswer {
	const told = error instanceof NodeApiError ? error.errorResponse : undefined;
	if (told?.httpStatus === 404 || told?.providerCode === '404') return undefined;
	throw error;
}

const shortened = (id: string) => (id.length > 60 ? `${id.slice(0, 60)}…` : id);

/**
 * The file of a recording. The session goes along only to the credential's own address: elsewhere the address itself is the key.
 * @throws NodeApiError or NodeOperationError that says what came instead
 */
export async function downloadRecording(
	{ client, download }: Context,
	callId: string,
	record: string,
): Promise<IBinaryData> {
	const account = await client.account();
	if (!URL.canParse(record, `${account.baseUrl}/`))
		throw new InputError('Plusofon gave no web address for the recording', 'callId', ADVICE);
	const url = new URL(record, `${account.baseUrl}/`);
	const isOwn = plusofon.isAllowedUrl(account, url);
	const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && account.baseUrl.startsWith('http:'));
	if (!isSafe)
		throw new InputError('Plusofon gave an address for the recording that is not encrypted', 'callId', ADVICE);
	const plain = { method: 'GET' as const, path: url.href };
	const session = isOwn ? await client.currentSession() : undefined;
	const request = session ? plusofon.authorizeRequest(account, plain, session) : plain;
	const file = await download(request, `${callId.replace(/[^\w.-]+/g, '_').slice(0, 80)}.mp3`);
	if (file.bytes === 0 || file.fileSize === '0 B')
		throw new InputError('The recording is empty: Plusofon sent a file of 0 bytes', 'callId', ADVICE);
	return file;
}
