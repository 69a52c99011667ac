import { createServer } from 'node:net';

// Below the range that systems take outgoing connections' ports from, so that none of those can snatch a port
// between its choice here and the moment its server listens.
const FIRST = 20_000;
const COUNT = 10_000;
const chosen = new Set<number>();

/**
 * A port on 127.0.0.1 that nobody listens on and that was not handed out before by this process.
 * @throws Error when 100 tries found none
 */
export async function freePort(): Promise<number> {
	for (let attempt = 0; attempt < 100; attempt++) {
		const port = FIRST + Math.floor(Math.random() * COUNT);
		if (!chosen.has(port) && (await isFree(port))) {
			chosen.add(port);
			return port;
		}
	}
	throw new Error(`No free port found between ${FIRST} and ${FIRST + COUNT}`);
}

/** Whether a server could listen on this port of 127.0.0.1 now. */
export async function isFree(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
