import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on loopback that no credential is for: what reaches it should not have. */
export function useForeignServer() {
	const received: string[] = [];
	const server = createServer((request: IncomingMessage, response) => {
		received.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
		response.end('{}');
	});
	beforeAll(async () => await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
	beforeEach(() => void received.splice(0));
	afterAll(async () => await new Promise((resolve) => server.close(resolve)));
	return {
		/** e.g. `127.0.0.1:23456` */
		host: () => `127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** Method, path and Authorization of each request. */
		received,
	};
}
