import type { Node, NodeAPI } from 'node-red';

import type { Session } from '../../session/session';
import { engine } from './engine';
import type { ToldError } from './told';

const MINUTE_MS = 60_000;

/** What stands below a node. The editor is told where that changes alone: of many messages each would cost as much as its request. */
export class NodeStatus {
	private shown?: { session?: Session; minute?: number };

	constructor(
		private readonly RED: NodeAPI,
		private readonly node: Node,
	) {}

	/** Until when the account is logged in. */
	session(session: Session | undefined): void {
		const expiry = session && engine.sessions.expiryOf(session);
		const minute = expiry === undefined ? undefined : Math.floor(expiry / MINUTE_MS);
		if (this.shown && this.shown.session === session && this.shown.minute === minute) return;
		this.shown = { session, minute };
		if (!session) return this.node.status({ fill: 'grey', shape: 'ring', text: this.words('noSession') });
		const text = expiry === undefined ? this.words('loggedIn') : this.words('until', { time: clockTime(expiry) });
		this.node.status({ fill: 'green', shape: 'dot', text });
	}

	/** What went wrong, in a few words. */
	error({ needsPerson, statusCode }: ToldError): void {
		this.shown = undefined;
		if (needsPerson) return this.node.status({ fill: 'yellow', shape: 'ring', text: this.words('person') });
		const text = statusCode === undefined ? this.words('failed') : this.words('answered', { status: statusCode });
		this.node.status({ fill: 'red', shape: 'ring', text });
	}

	/** A second message must bring the code. */
	waitsForCode(): void {
		this.shown = undefined;
		this.node.status({ fill: 'blue', shape: 'ring', text: this.words('code') });
	}

	private words(key: string, values?: object): string {
		return this.RED._(`keyring.status.${key}`, values as never);
	}
}

/** Hours and minutes today, with the date on other days. */
function clockTime(at: number): string {
	// Sweden writes 2026-11-29 14:05.
	const local = (time: number) => new Date(time).toLocaleString('sv', { dateStyle: 'short', timeStyle: 'short' });
	const [day, time] = local(at).split(' ');
	return local(Date.now()).startsWith(`${day}`) ? `${time}` : `${day} ${time}`;
}
