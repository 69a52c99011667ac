import { createHmac, timingSafeEqual } from 'crypto';

/** How far the sender's clock may be from ours, ms. */
export const TOLERANCE_MS = 5 * 60 * 1000;

/** A delivery as it came in. */
export interface SignedDelivery {
	/** The body, byte for byte. */
	body: Buffer;
	/** When it was signed, Unix s, as the header has it. */
	timestamp: string;
	/** `sha256=` and hex digits, as the header has it. */
	signature: string;
}

/**
 * Whether a delivery was signed with the secret less than five minutes from now: HMAC-SHA256 of timestamp, a dot and the raw body.
 * Takes as long for a wrong signature as for a right one.
 * @param now Unix ms
 */
export function isSigned({ body, timestamp, signature }: SignedDelivery, secret: string, now: number): boolean {
	if (secret === '' || !/^\d{1,12}$/.test(timestamp)) return false;
	const wanted = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
	const given = Buffer.from(/^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1] ?? '', 'hex');
	const isRight = given.length === wanted.length && timingSafeEqual(given, wanted);
	return isRight && Math.abs(now - Number(timestamp) * 1000) <= TOLERANCE_MS;
}
