/** What one request has tried so far. */
export interface History {
	/** How often it was sent. */
	sends: number;
	/** When the session was renewed because this request was rejected, Unix ms. */
	renewedAt?: number;
}

/** What is known after it was rejected. */
export interface Facts {
	/** Whether this process knows the session that superseded the rejected one. */
	isSuperseded: boolean;
	/** What the store holds now, beside the rejected session: nothing else, another session, or other settings. */
	stored: 'notRead' | 'same' | 'another' | 'edited';
	/** Whether renewals have not been shown to be in vain. */
	isWorthRenewing: boolean;
}

/** What to do next: send with the session known by now, look at the store, renew, or give up. */
export type NextStep = 'send' | 'look' | 'renew' | 'giveUp';

/** A request is sent so often at most: each time with another session. */
const MOST_SENDS = 8;

/** Whether a request whose session was rejected is sent again. It is renewed for once; sessions that others got are tried as they come. */
export function nextStep({ sends, renewedAt }: History, { isSuperseded, stored, isWorthRenewing }: Facts): NextStep {
	if (sends >= MOST_SENDS) return 'giveUp';
	if (isSuperseded) return 'send';
	if (stored === 'notRead') return 'look';
	if (stored !== 'same') return 'send';
	return renewedAt === undefined && isWorthRenewing ? 'renew' : 'giveUp';
}
