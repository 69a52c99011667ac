import type { NodeAPI } from 'node-red';

import { registerAccount } from './nodes/account';
import { registerRequest } from './nodes/request';
import { registerSession } from './nodes/session';

/** The names of all secret fields of all services: the build puts them in from the credentials' own lists of fields. */
declare const KEYRING_SECRETS: string[];

/** What Node-RED loads: the three types of node in one file, so that they share what they know of sessions. */
export = (RED: NodeAPI): void => {
	registerAccount(RED, KEYRING_SECRETS);
	registerRequest(RED);
	registerSession(RED);
};
