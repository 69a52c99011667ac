import { randomInt } from 'node:crypto';
import axios from 'axios';
import type { Service } from '../machinery/service';

/** How long a receiver may take to answer, ms. */
const WITHIN_MS = 10_000;

/** Why something was not delivered, for the page. */
export class NotDelivered extends Error {}

/** @throws NotDelivered for an address that is not of this computer: what the sandbox makes up is to reach nobody else */
function loopback(address: string): string {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	const isHere = url?.protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname);
	if (isHere) return url.href;
	throw new NotDelivered('Only http addresses of this computer are delivered to: 127.0.0.1 or localhost');
}

/**
 * Sends a delivery of a service to an address of this computer, as if something new had happened there.
 * @param name one of the service's deliveries
 * @param address where a trigger listens; empty: where the service was told to send it
 * @returns the HTTP status with which it was received
 * @throws NotDelivered where nobody answers, or the address is none of this computer
 */
export async function deliver(service: Service, name: string, address: string): Promise<number> {
	const delivery = service.provider.deliveries?.[name];
	if (!delivery) throw new NotDelivered(`${service.provider.title} has no delivery "${name}"`);
	const to = address.trim() || (delivery.toldAddress?.(service.data) ?? '');
	// The receiver has the clock of this computer, whatever the sandbox's says.
	const { headers, body } = delivery.make(randomInt(1_000_000), Date.now());
	const config = { headers, proxy: false, maxRedirects: 0, timeout: WITHIN_MS, validateStatus: () => true } as const;
	const answer = await axios.post(loopback(to), body, config).catch((error: Error) => {
		throw new NotDelivered(`Nobody answers there: ${error.message}`);
	});
	return answer.status;
}
