import type { Session, SessionGrant } from '../session/session';

/** A JSON value as the lossless reader gives it: integers beyond 2^53 are strings of digits. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
	[key: string]: Json;
}

/** What the person entered in the credential, and the session n8n keeps with it, decrypted. */
export type CredentialFields = Record<string, unknown>;

/** A request to a provider before a session is added to it. */
export interface ProviderRequest {
	method: 'DELETE' | 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT';
	/** Path below the account's base URL (starts with `/`), or a whole URL on a host of the provider. */
	path: string;
	headers?: Record<string, string>;
	/** An array repeats its key. */
	query?: Record<string, Json>;
	/** An object is sent as JSON; a string is sent as it is, so that no digit of it changes, and so are bytes, e.g. of a file. */
	body?: JsonObject | string | Uint8Array;
	/** Whether a success is wanted as a file: {@link ProviderAnswer.file}. */
	wantsFile?: boolean;
	/** An `Authorization` that goes out in place of the session's, as a revocation wants it. */
	authorization?: string;
	/** How long the answer may take to begin, ms; the transport's own limit where it is absent. */
	timeoutMs?: number;
}

/** A provider's answer, read without loss. */
export interface ProviderAnswer {
	status: number;
	headers: Record<string, unknown>;
	/** The parsed body; a body that is not JSON is left as text, an empty one is `undefined`. */
	body: Json | undefined;
	/** The file, where one was asked for: its bytes, or a stream that nobody has read yet. Whoever has it reads it, or destroys it. */
	file?: Uint8Array | FileStream;
}

/** A body on its way. */
export type FileStream = NodeJS.ReadableStream & { destroy(error?: Error): unknown };

/** One account at a provider, as a credential's checked fields describe it. */
export interface Account {
	/** Where requests go, without a slash at the end. */
	baseUrl: string;
	/** Whom the audit line and the messages name; masked before it is shown. */
	login: string;
	/** Everything a session depends on. Another value: another session. */
	identity: string[];
	/** How long before its expiry a session is due, ms. */
	renewBeforeMs: number;
	/** How long a log-in or a refresh may take, ms, where it is longer than usual. */
	timeLimitMs?: number;
}

/** What a provider says went wrong. */
export interface ProviderFault {
	/** The provider's own words. */
	message?: string;
	/** The request field that the provider names. */
	field?: string;
	/** The provider's own code, beside the HTTP status. */
	code?: string;
	/** `session`: the session is no good. `refused`: asking again changes nothing. `transient`: asking later may help. */
	kind: 'session' | 'refused' | 'transient';
	/** What the provider's code asks the person to do, where it is known. */
	advice?: string;
	/** What an answer to a log-in wants, or lacks: a second factor, or a token. */
	lacks?: 'secondFactor' | 'token';
	/** Where a token is lacking: what the answer holds instead, by names alone, in words. */
	holds?: string;
}

/** A request that comes before a log-in, and what its answer leads to: the account that logs in with what it gave, or why it can't. */
export interface Preparation<A extends Account> {
	request: ProviderRequest;
	read(answer: ProviderAnswer): { account: A } | { fault: ProviderFault };
}

/** How an account is tried: with a request that every account may make, and that changes nothing. */
export interface AccountTest<A extends Account> {
	path: string;
	/** Whether only the way there is tested, since any answer will do. */
	acceptsAnyAnswer?(account: A): boolean;
	/** What the account asks for and the log-in's answer did not have, by the dialog's labels. */
	lacking?(account: A, session: Session): string | undefined;
}

/** A log-in with a code that a call brings to a person. */
export interface CodeLogIn {
	/** The credential's field that may hold a code, which works once. */
	field: string;
	/** Calls the phone. Never sent by anything but its own operation. */
	send(phone: string): ProviderRequest;
	/** The credential's fields that log in with the code. */
	fields(phone: string, code: unknown): CredentialFields;
}

/** How one provider's protocol works: builds requests, reads sessions and errors. Pure. */
export interface Provider<A extends Account = Account> {
	name: string;
	credentialType: string;
	/** What the provider calls its access token. */
	tokenField: string;
	/** Reads and checks a credential's fields. @throws {@link InputError} naming the field */
	account(fields: CredentialFields): A;
	/** Whether any request at all needs a session. Where not, requests go out without one until there is one. */
	needsSession(account: A): boolean;
	/** A session that needs no log-in, because the person entered its token. */
	staticGrant?(account: A): SessionGrant | undefined;
	/**
	 * The log-in request; `undefined` when only a person could log in.
	 * @param before the session before, if these settings ever had one
	 */
	logIn(account: A, before?: Session): ProviderRequest | undefined;
	/** What comes before each log-in, e.g. a page that gives a CSRF token; `undefined` where nothing does. */
	prepareLogIn?(account: A): Preparation<A> | undefined;
	/** Whom messages about a log-in name, where that is not the provider. */
	nameOf?(account: A): string;
	/** The refresh request; `undefined` when this session can't be refreshed. */
	refresh(account: A, session: Session): ProviderRequest | undefined;
	codeLogIn?: CodeLogIn;
	/** Ends a session at the service; absent, or `undefined`, where it has no way to be told. */
	logOut?(account: A, session: Session): ProviderRequest | undefined;
	/** What to do when the log-in is refused or only a person can do it. */
	logInAdvice: string;
	/** The same for the one way to log in that an account has chosen, where the provider has several. */
	logInAdviceFor?(account: A): string;
	/** What to check where a session is rejected that a log-in has just granted, if not what `logInAdvice` says. */
	rejectedAdvice?: string;
	/** The log-in's address as the person has entered it, where that is not the base URL alone. */
	logInAddress?(account: A): string;
	/** What else to try where the log-in address can't be reached, e.g. the other documented addresses. */
	addressAdvice?: string;
	/** Reads what a log-in or refresh granted; `undefined` when there is no access token in it. */
	readGrant(answer: ProviderAnswer, account?: A): SessionGrant | undefined;
	/** How a log-in or refresh was refused, where its answers say so in another way than those to other requests. */
	readRefusal?(answer: ProviderAnswer, account: A): ProviderFault | undefined;
	/**
	 * A request as it goes out: the provider's own headers, and the session where there is one, in whichever part of it. `path`
	 * becomes a whole URL where the base is not the account's own.
	 */
	authorizeRequest(account: A, request: ProviderRequest, session?: Session): ProviderRequest;
	/** Whether the account's secrets may be sent to this address. */
	isAllowedUrl(account: A, url: URL): boolean;
	/** What went wrong, or `undefined` when the answer is a success. */
	parseError(answer: ProviderAnswer, account?: A): ProviderFault | undefined;
	/** Values of the account and its session that no message may repeat, besides the tokens and those that a request's body names. */
	secrets?(account: A, session?: Session): string[];
	/** What of a session's profile may be shown, where it holds more than that. */
	shownProfile?(profile: Session['profile']): Session['profile'];
	test: AccountTest<A>;
	/** The answer without its envelope, where the provider may wrap it. */
	unwrap(body: Json | undefined): Json | undefined;
}

/** Something a person entered that can't be sent. `field` is the panel's or the credential's name for it. */
export class InputError extends Error {
	constructor(
		message: string,
		readonly field: string,
		readonly description?: string,
	) {
		super(message);
		this.name = 'InputError';
	}

	/** Whether the field is one of the credential, which has to be opened for it. */
	isInCredential = false;
}

/** The same of a field of the credential, which is found to be wrong only when something is sent. */
export class CredentialError extends InputError {
	override isInCredential = true;
}
