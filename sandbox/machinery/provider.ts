import type { IncomingHttpHeaders } from 'node:http';
import type { Kind } from './counters';
import type { ErrorView } from './refusal';
import type { Schema } from './schema';
import type { Service } from './service';
import type { Choices, CommonSettings } from './settings';
import type { Token } from './tokens';

/** Settings by provider key. Each provider's file adds its own key, so that no list of providers is kept anywhere. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ProviderSettings {}

/** `sagi`, `gigma`, `plusofon`, `smartSatu`, and whatever file is added beside theirs. */
export type ProviderKey = keyof ProviderSettings & string;

/** Where an operation is known from: the provider's document, public client code alone, or nowhere but here. */
export type Origin = 'document' | 'public client code' | 'sandbox only';

/**
 * How sure a request is: `A` documented with parameters and answer, `A†` the same, but the stored page is cut, `B` documented without a
 * usable answer, or known from clients that work, `C` named only.
 */
export type Sureness = 'A' | 'A†' | 'B' | 'C';

/** One field of a credential's dialog, by the name that stands there. */
export interface Entry {
	label: string;
	value: string;
}

/** One request being served. */
export interface Call<S extends CommonSettings = CommonSettings, D = unknown> {
	service: Service<S, D>;
	settings: S;
	data: D;
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	body: any;
	rawBody: string;
	/** The body as it came, for what is no text. */
	rawBytes: Buffer;
	query: Record<string, string | string[] | undefined>;
	params: Record<string, string>;
	/** The access token in force, for operations with `auth: 'session'`. */
	token: Token;
	/** The token as it was sent, for operations with `auth: 'session'` or `'refresh'`. */
	tokenValue: string;
	/** Sets the HTTP status of a success, 200 by itself. */
	status(code: number): void;
	/** Sets an answer header. */
	header(name: string, value: string): void;
}

/** One endpoint. */
export interface Operation<S extends CommonSettings = CommonSettings, D = unknown> {
	/** Its number in the providers' overview and its name, for example `SA1 logIn`. */
	id: string;
	kind?: Kind;
	method: string | string[];
	/** One path, or several that do the same; `:name` stands for a parameter. */
	path: string | string[];
	origin: Origin;
	/** The document's section, or the public source: a column of docs/endpoints.md. */
	source: string;
	/** Of the documents on authorization all are `A`, unless told otherwise. One that no operation of a node sends needs none. */
	sureness?: Sureness;
	/**
	 * `none`: no access token wanted; `session`: a valid one; `refresh`: one that the handler judges.
	 */
	auth: 'none' | 'session' | 'refresh';
	/** Required headers besides the provider's own, lower-case. */
	headers?: Record<string, Schema>;
	/** Allowed query keys; no other is let through. */
	query?: Record<string, Schema>;
	requiredQuery?: string[];
	params?: Record<string, Schema>;
	body?: Schema;
	/** Whether an operation without `body` refuses `{}` as well. */
	strictlyEmpty?: boolean;
	/** Lets every query and body through. */
	anything?: boolean;
	/** Whether it is no method of the API, such as a file: the provider's headers are not wanted. */
	isFile?: boolean;
	/** The document's example of the answer; its fields become the answer's schema. */
	example: unknown;
	/** The answer's JSON, or the bytes of a file. */
	handle(call: Call<S, D>): unknown;
}

/** What a service sends to somebody who listens, ready for a POST: the body as it stands, byte for byte. */
export interface Delivery {
	headers: Record<string, string>;
	body: string;
}

/** One kind of delivery. */
export interface DeliveryKind<D = unknown> {
	/** @param event tells it from all others @param at when it is sent, Unix ms */
	make(event: number, at: number): Delivery;
	/** The address that the service was told through its API, if any. */
	toldAddress?(data: D): string | undefined;
}

/** A token to make up: times in ms, `serial` counts the provider's tokens. */
export interface MintOrder {
	kind: 'access' | 'refresh';
	account: string;
	issuedAt: number;
	expiresAt: number | null;
	serial: number;
}

/** One provider, written from its document alone. */
export interface Provider<S extends CommonSettings = CommonSettings, D = unknown> {
	key: string;
	title: string;
	/** The port that people find it on; tests use a free one. */
	port: number;
	/** The document this was written from. */
	source: string;
	/** How the access token travels, as an OpenAPI security scheme. */
	security: Record<string, unknown>;
	defaults(): S;
	/** What a person enters in a credential of this stand-in: made up, so no secret. */
	entries(settings: S, url: string): Entry[];
	choices?: Choices;
	/** What the service keeps besides tokens; made anew at a reset. */
	data(service: Service<S, D>): D;
	mint(order: MintOrder, settings: S): string;
	/** What a session is refreshed with. */
	refreshWith: 'nothing' | 'refreshToken' | 'accessToken';
	/** Life of a refresh token in seconds when the setting leaves it open. */
	refreshLifetime?(settings: S): number;
	/** Headers every request must have, lower-case. */
	headers: Record<string, Schema>;
	/** HTTP status of a request that the document does not allow. */
	documentStatus: number;
	/** The access token of a request, undefined when the header is not of the expected form. */
	readToken(authorization: string, settings: S): string | undefined;
	/** Values that may not appear in a URL besides the tokens given out. */
	secrets?(settings: S): string[];
	/** Checks beyond the schemas, before the session is looked at. */
	check?(call: Call<S, D>): void;
	errorBody(error: ErrorView, settings: S): unknown;
	/** Puts a success into an envelope. */
	wrap?(body: unknown, settings: S): unknown;
	operations: Array<Operation<S, D>>;
	/** What it sends when something has happened there, by name: a button of the page to watch it by. */
	deliveries?: Record<string, DeliveryKind<D>>;
}

/** Gives a provider's file its types and the registry one type for all. */
export function defineProvider<S extends CommonSettings, D>(provider: Provider<S, D>): Provider {
	return provider as unknown as Provider;
}
