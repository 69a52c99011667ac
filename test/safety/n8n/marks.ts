import { createHash } from 'node:crypto';

/** A secret that nothing else looks like. Its punctuation changes where it is written in another form. */
const mark = (of: string, punctuation: string): string =>
	`Mk${createHash('sha256').update(of).digest('hex').slice(0, 16)}${punctuation}`;

/** Goes out in JSON alone. */
const inBody = (of: string) => mark(of, '"\\/+ &={}%ü');
/** Goes out in a header as it is. */
const inHeader = (of: string) => mark(of, '+/=&{}%');

/** What the credentials hold. */
export const SECRETS = {
	sagiPassword: inBody('sagi password'),
	sagiLicence: inBody('sagi licence'),
	plusofonPassword: inBody('plusofon password'),
	plusofonPin: inBody('plusofon pin'),
	plusofonApiToken: inHeader('plusofon api token'),
	smartSatuPassword: inBody('smart satu password'),
	gigmaDigits: inBody('gigma digits'),
	gigmaApplicationToken: inHeader('gigma application token'),
	gigmaWebhookSecret: inBody('gigma webhook secret'),
	describedPassword: inBody('described password'),
	describedKey: inBody('described key'),
};

/** What a person enters in a node's field by an expression that n8n resolves at run time. */
export const TYPED = {
	TYPED_PASSWORD: inBody('typed password'),
	TYPED_NEW_PASSWORD: inBody('typed new password'),
	TYPED_TOKEN: inHeader('typed token'),
	TYPED_CODE: inBody('typed code'),
	/** Goes into an address, where it must be 32 letters and digits or more. */
	TYPED_ADDRESS: mark('typed address', mark('its second half', '')),
};

/** Tokens that a service gives where the credential does not look for one, so that nobody knows them for what they are. */
export const GIVEN = {
	text: inHeader('token in a text'),
	line: inHeader('token in a line'),
	xml: mark('token in XML', ''),
	json: inHeader('token in JSON'),
	error: inHeader('token in an error'),
	words: inHeader('token in words'),
};

/** Base64 of a text has three looks, by where it begins; what depends on its neighbours is cut off. */
function base64Of(text: string): string[] {
	return [0, 1, 2].map((offset) => {
		const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]).toString('base64');
		return encoded.replace(/=+$/, '').slice(offset === 0 ? 0 : offset + 1, -2);
	});
}

/** The forms in which a secret can be written: as it is, escaped, URL-encoded, in base64 of both alphabets. */
export function formsOf(secret: string): string[] {
	const base64 = base64Of(secret);
	const url = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
	const encoded = [
		encodeURIComponent(secret),
		encodeURI(secret),
		new URLSearchParams({ a: secret }).toString().slice(2),
	];
	const hex = Buffer.from(secret).toString('hex');
	return [...new Set([secret, JSON.stringify(secret).slice(1, -1), ...encoded, ...base64, ...url, hex])];
}

/** Whether a text holds any form of a secret, however often it was put into JSON. */
export function holds(text: string, withoutEscapes: string, forms: string[]): boolean {
	return forms.some((form) => text.includes(form) || withoutEscapes.includes(form.replaceAll('\\', '')));
}
