import { createServer, type Server } from 'node:net';

// Below the range that systems take outgoing connections' ports from, so that none of those can snatch a port
// between its choice here and the moment its server listens.
const FIRST = 20_000;
const COUNT = 10_000;
/** From a port down to the one that this process listens on for as long as it lives, so that no other process chooses the same. */
const TO_RESERVATION = -COUNT;

/**
 * A port on 127.0.0.1 that nobody listens on and that was handed out neither by this process nor by another one that
 * lives: a program needs seconds from its start until it listens.
 * @throws Error when 100 tries found none
 */
export async function freePort(): Promise<number> {
	for (let attempt = 0; attempt < 100; attempt++) {
		const port = FIRST + Math.floor(Math.random() * COUNT);
		const reservation = await listen(port + TO_RESERVATION);
		if (!reservation) continue;
		if (await isFree(port)) {
			reservation.unref();
			return port;
		}
		reservation.close();
	}
	throw new Error(`No free port found between ${FIRST} and ${FIRST + COUNT}`);
}

/** Whether a server could listen on this port of 127.0.0.1 now. */
export async function isFree(port: number): Promise<boolean> {
	const server = await listen(port);
	if (!server) return false;
	await new Promise((closed) => server.close(closed));
	return true;
}

async function listen(port: number): Promise<Server | undefined> {
	return await new Promise((resolve) => {
		const server = createServer((socket) => socket.destroy());
		server.once('error', () => resolve(undefined));
		server.listen(port, '127.0.0.1', () => resolve(server));
	});
}
