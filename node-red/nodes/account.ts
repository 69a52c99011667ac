import type { Node, NodeAPI, NodeDef } from 'node-red';

import type { CredentialFields } from '../../providers/types';
import { accountOf, forgetAccount } from '../runtime/accounts';
import { testAccount } from '../runtime/accountTest';
import { KeptAccount } from '../runtime/keptAccount';
import { proxiesOf, type ProxyNode } from '../runtime/proxies';
import { fieldsOf, providerOf } from '../runtime/services';

/** What the dialog asks for besides secrets. */
interface Entered {
	service: string;
	fields: CredentialFields;
	/** The id of a configuration node `http proxy`. */
	proxy?: string;
}

/** The configuration node that requests and sessions use. */
export interface AccountNode extends Node<CredentialFields> {
	/** Absent where its service is not known. */
	kept?: KeptAccount;
}

/** What the editor sends to be tested. A secret that the person has not touched comes as this mark. */
interface TestOrder extends Entered {
	id: string;
	credentials?: Record<string, string>;
}
const UNTOUCHED = '__PWRD__';

/** @param secrets the names of all secret fields of all services */
export function registerAccount(RED: NodeAPI, secrets: string[]): void {
	function Account(this: AccountNode, config: Entered & NodeDef) {
		RED.nodes.createNode(this, config);
		this.on('close', (removed: boolean, done: () => void) => {
			if (removed) void forgetAccount(this.id).finally(done);
			else done();
		});
		const account = accountOf(RED, this.id, (what) => this.warn(what));
		account.name = this.name ?? '';
		if (configure(account, config, this.credentials)) this.kept = account;
		else this.error(`The account's service is not known: ${config.service}`);
	}

	/** @param credentials hold the session as well. @returns whether the service is known */
	function configure(account: KeptAccount, { service, fields, proxy }: Entered, credentials: CredentialFields = {}) {
		const provider = providerOf(service);
		const entered = Object.entries(credentials).filter(([name]) => secrets.includes(name));
		if (provider)
			account.configure(provider, fieldsOf(service, fields, Object.fromEntries(entered)), proxiesOfNode(proxy));
		return provider !== undefined;
	}

	/** Of a proxy that is deployed; `undefined`: those of the environment. */
	function proxiesOfNode(id: string | undefined) {
		const node = id ? (RED.nodes.getNode(id) as unknown as ProxyNode | null) : null;
		return node?.url ? proxiesOf(node) : undefined;
	}

	RED.nodes.registerType('keyring-account', Account, {
		credentials: Object.fromEntries(secrets.map((name) => [name, { type: 'password' as const }])),
	});

	RED.httpAdmin.post('/keyring/account/test', RED.auth.needsPermission('flows.write'), (request, response) => {
		const { id, credentials = {}, ...entered } = request.body as TestOrder;
		const saved = (RED.nodes.getCredentials(id) ?? {}) as CredentialFields;
		const typed = Object.entries(credentials).map(([name, value]) => [name, value === UNTOUCHED ? saved[name] : value]);
		const tested = new KeptAccount('', { warn: () => undefined });
		if (!configure(tested, entered, Object.fromEntries(typed) as CredentialFields))
			return response.json({ ok: false, message: 'Choose a service.' });
		const deployed = (RED.nodes.getNode(id) as AccountNode | null)?.kept;
		void testAccount(tested, deployed).then((told) => response.json(told));
	});
}
