import { NASTY } from '../../../support/loginSession';

/** What stands for the secret of a shape; it could break out of a text, an address or a header that is put together by hand. */
export const PASSWORD = NASTY;

/** One request that a service wants just so: what is not named must not be there. */
export interface Wanted {
	/** POST unless it says otherwise. */
	method?: 'GET' | 'POST';
	path: string;
	query?: Record<string, string>;
	/** Besides those that every HTTP client sends; names in small letters. */
	headers?: Record<string, string>;
	/** A body of one of these types, or none. */
	json?: unknown;
	form?: Record<string, string>;
}

/** One session as the service knows it. `until`: Unix ms. */
export interface Granted {
	token: string;
	refresh: string;
	until: number;
}

/** How a service logs people in, as its own documentation tells. It knows nothing of the dialog. */
export interface Facts {
	logIn: Wanted;
	/** The body of its answer: a text goes out as plain text. */
	answer(session: Granted): unknown;
	cookies?(session: Granted): string[];
	/** How long a session lives. */
	livesMinutes: number;
	/** What a request carries: a bearer token unless it says otherwise. */
	carries?(session: Granted): Pick<Wanted, 'headers' | 'query'>;
	refresh?(session: Granted): Wanted;
}

/** A service's log-in, and what a person types into the credential's dialog for it. */
export interface Shape {
	facts: Facts;
	dialog: Record<string, unknown>;
	/** Whether neither the service nor the dialog tells when a session ends. */
	endIsUntold?: true;
}

export const bearer: Required<Facts>['carries'] = ({ token }) => ({ headers: { authorization: `Bearer ${token}` } });

/** Seconds from now until a session ends. */
export const secondsOf = ({ until }: Granted): number => Math.round((until - Date.now()) / 1000);

export const basic = (username: string, password: string): string =>
	`Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`;

/** The dialog's More Values. */
export const more = (values: Record<string, string>) => ({
	moreValues: { values: Object.entries(values).map(([name, secret]) => ({ name, secret })) },
});
