import { NodeApiError } from 'n8n-workflow';

import type { ProviderAnswer } from '../../providers/types';
import { withoutLookFirst } from '../../http/faultAdvice';
import { requestFate } from '../../transport/execution/errors';

/** What a write has done, for the person who reads of its error. */
export interface Write {
	/** E.g. `The message was not sent.` */
	not: string;
	/** E.g. `The message may have been sent: look in Message → Get Many before you send it again.` */
	maybe: string;
}

/** An error as n8n shows it, with its advice. */
type Told = Error & { description?: string | null };

function tell(error: Told, verdict: string): void {
	error.description = [verdict, withoutLookFirst(error.description)].filter(Boolean).join(' ');
}

/** Statuses that prove nothing: the server, or something before it, gave up in the middle. */
const provesNothing = (status: number) => status >= 500 || status === 408 || (status >= 300 && status < 400);

/**
 * Whether nothing was done for certain: refused by Plusofon, or it never left. Of its HTTP 500 Plusofon's own table says «нет
 * доступа», public clients take it for an unknown outcome: it proves nothing.
 */
function isNotDone(error: Told): boolean {
	if (!(error instanceof NodeApiError)) return true;
	const { kind, status, code } = requestFate(error) ?? {};
	return status === undefined ? kind === 'not sent' : ![status, code].some((each) => provesNothing(Number(each)));
}

/** Whether an error of what comes before a write says itself that nothing came of it. */
const saysSo = (description: unknown): boolean => /(Nothing has been|Nobody was)/.test(String(description ?? ''));

/**
 * Makes a write that sends, rings or costs money, once: every error says what became of it.
 * @param prepare what comes before it, such as reading the panel: where that fails nothing is done
 * @throws the error of either, with the verdict before its advice
 */
export async function writeOnce<P>(
	{ not, maybe }: Write,
	prepare: () => P | Promise<P>,
	request: (prepared: P) => Promise<ProviderAnswer>,
): Promise<ProviderAnswer> {
	const prepared = await Promise.resolve()
		.then(prepare)
		.catch((error: Told) => {
			if (!saysSo(error.description)) tell(error, not);
			throw error;
		});
	return await request(prepared).catch((error: Told) => {
		tell(error, isNotDone(error) ? not : maybe);
		throw error;
	});
}
