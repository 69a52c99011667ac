import type { Claim } from './claim';
import type { Owner } from './records';
import type { Session } from './session';

/** What is stored now for the settings of a credential. */
export interface StoredSession {
	session?: Session;
	claim?: Claim;
	/** Whether any session held for them is void: it was ended on purpose, or a person has edited the settings. */
	isVoid?: boolean;
}

/** What is to be written: a claim, or a session with the end of the claim in the same write. Without a session, the one that is stored stays. */
export interface StoreUpdate {
	session?: Session;
	claim?: Claim;
}

/** The credential as all workers share it. */
export interface SessionStore {
	/** @throws where the host can't read */
	read(): Promise<StoredSession>;
	/** @throws where the host can't write */
	write(update: StoreUpdate): Promise<void>;
}

/** How a session is got. */
export interface SessionSource extends Owner {
	/** How long before its expiry a session should be renewed, ms. */
	renewBeforeMs: number;
	/** How long a log-in or refresh may take, ms. */
	timeLimitMs: number;
	/** Whether a log-in needs no person. */
	canLogIn(before: Session | undefined): boolean;
	/** @param before the session before, if any. @throws SessionError */
	logIn(before: Session | undefined): Promise<Session>;
	/** Whether this session can be refreshed at all. */
	canRefresh(session: Session): boolean;
	/** @throws SessionError */
	refresh(session: Session): Promise<Session>;
	/** Absent where the host can't read the credential again within a request. */
	store?: SessionStore;
	/** Whether the execution that asks was cancelled: then nothing is sent any more. */
	isCancelled?(): boolean;
}
