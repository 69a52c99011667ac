import { Socket } from 'node:net';

/**
 * Every address that this process opens a connection to, as `host:port`, before any look-up of names: n8n's helpers send from here,
 * so that nothing can leave unseen.
 */
export function useConnections(): { opened: Set<string> } {
	const opened = new Set<string>();
	const connect = Socket.prototype.connect;
	beforeEach(() => {
		opened.clear();
		Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
			const [options] = given.flat() as Array<{ host?: string; port?: number } | undefined>;
			if (options?.port !== undefined) opened.add(`${options.host ?? 'localhost'}:${options.port}`);
			return Reflect.apply(connect, this, given) as Socket;
		} as typeof connect;
	});
	afterEach(() => {
		Socket.prototype.connect = connect;
	});
	return { opened };
}
