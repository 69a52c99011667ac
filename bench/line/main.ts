/**
 * The benchmark's lines, in a process of their own: `main.ts <target port> <port>:<round trip, ms> …`. What comes to a port goes on to the
 * target half a round trip later, and back as late; nothing of a connection arrives before it would be set up (one round trip: RFC 9293,
 * section 3.5, the client sends its first data with the third segment).
 */
import { connect, createServer, type Socket } from 'node:net';

const [target = '', ...lines] = process.argv.slice(2);
const BACKLOG = 4096;

/** Hands on what arrives, in order, no earlier than a time and so much later, ms. */
function carry(from: Socket, to: Socket, delayMs: number, notBefore: number): void {
	const late = (action: () => void): void => {
		const wait = Math.max(performance.now(), notBefore) + delayMs - performance.now();
		if (wait > 0) setTimeout(action, wait);
		else action();
	};
	from.on('data', (chunk) => late(() => void (to.writable && to.write(chunk))));
	from.on('end', () => late(() => to.end()));
	from.on('error', () => to.destroy());
	from.on('close', () => late(() => to.end()));
}

for (const line of lines) {
	const [port, roundTripMs] = line.split(':').map(Number);
	const halfMs = roundTripMs! / 2;
	const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
		const setUpAt = performance.now() + roundTripMs!;
		const service = connect({ port: Number(target), host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
		carry(client, service, halfMs, setUpAt);
		carry(service, client, halfMs, 0);
	});
	server.listen({ port, host: '127.0.0.1', backlog: BACKLOG });
}
