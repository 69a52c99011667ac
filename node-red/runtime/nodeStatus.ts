import type { Node, NodeAPI } from 'node-red';

import type { Session } from '../../session/session';
import { engine } from './engine';
import { ToldError } from './told';

/** Shows below a node until when its account is logged in. */
export function showSession(RED: NodeAPI, node: Node, session: Session | undefined): void {
	if (!session) return node.status({ fill: 'grey', shape: 'ring', text: RED._('keyring.status.noSession') });
	const expiry = engine.sessions.expiryOf(session);
	const time = expiry === undefined ? undefined : clockTime(expiry);
	const text = time ? RED._('keyring.status.until', { time }) : RED._('keyring.status.loggedIn');
	node.status({ fill: 'green', shape: 'dot', text });
}

/** Hours and minutes today, with the date on other days. */
function clockTime(at: number): string {
	const date = new Date(at);
	const two = (number: number) => String(number).padStart(2, '0');
	const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
	const isToday = date.toDateString() === new Date().toDateString();
	return isToday ? time : `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${time}`;
}

/** Shows below a node what went wrong, in a few words. */
export function showError(RED: NodeAPI, node: Node, error: ToldError): void {
	if (error.needsPerson) return node.status({ fill: 'yellow', shape: 'ring', text: RED._('keyring.status.person') });
	const { statusCode } = error;
	const text =
		statusCode === undefined
			? RED._('keyring.status.failed')
			: RED._('keyring.status.answered', { status: statusCode });
	node.status({ fill: 'red', shape: 'ring', text });
}
