import type { Node, NodeAPI, NodeDef } from 'node-red';

import type { CredentialFields } from '../../providers/types';
import { accountOf, forgetAccount } from '../runtime/accounts';
import { testAccount } from '../runtime/accountTest';
import type { KeptAccount } from '../runtime/keptAccount';
import { proxiesOf, type ProxyNode } from '../runtime/proxies';
import { fieldsOf, serviceOf } from '../runtime/services';

interface AccountDef extends NodeDef {
	service: string;
	fields: CredentialFields;
	/** The id of a configuration node `http proxy`. */
	proxy?: string;
}

/** The configuration node that requests and sessions use. */
export interface AccountNode extends Node<CredentialFields> {
	kept: KeptAccount;
}

/** What the editor sends to be tested. A secret that the person has not touched comes as this mark. */
interface TestOrder extends Pick<AccountDef, 'service' | 'fields' | 'proxy'> {
	id: string;
	credentials: Record<string, string>;
}
const UNTOUCHED = '__PWRD__';

/** @param secrets the names of all secret fields of all services */
export function registerAccount(RED: NodeAPI, secrets: string[]): void {
	function Account(this: AccountNode, config: AccountDef) {
		RED.nodes.createNode(this, config);
		this.kept = accountOf(RED, this.id, (what) => this.warn(what));
		this.kept.name = this.name ?? '';
		const service = serviceOf(config.service);
		const fields = fieldsOf(config.service, config.fields, secretsOf(this.credentials));
		if (service) this.kept.configure(service, fields, proxiesOfNode(config.proxy));
		else this.error(`The account's service is not known: ${config.service}`);
		this.on('close', (removed: boolean, done: () => void) => {
			if (removed) void forgetAccount(this.id).finally(done);
			else done();
		});
	}

	/** Of a proxy that is deployed; `undefined`: those of the environment. */
	function proxiesOfNode(id: string | undefined) {
		const node = id ? (RED.nodes.getNode(id) as unknown as ProxyNode | null) : null;
		return node?.url ? proxiesOf(node) : undefined;
	}

	/** The secrets alone: Node-RED's credentials hold the session as well. */
	function secretsOf(credentials: CredentialFields | undefined): CredentialFields {
		return Object.fromEntries(Object.entries(credentials ?? {}).filter(([name]) => secrets.includes(name)));
	}

	RED.nodes.registerType('keyring-account', Account, {
		credentials: Object.fromEntries(secrets.map((name) => [name, { type: 'password' as const }])),
	});

	RED.httpAdmin.post('/keyring/account/test', RED.auth.needsPermission('flows.write'), (request, response) => {
		const { id, service, fields, proxy, credentials } = request.body as TestOrder;
		const saved = secretsOf(RED.nodes.getCredentials(id) as CredentialFields);
		const entered = Object.entries(credentials ?? {}).map(([name, value]) => [
			name,
			value === UNTOUCHED ? saved[name] : value,
		]);
		const deployed = (RED.nodes.getNode(id) as AccountNode | null)?.kept;
		const secrets = Object.fromEntries(entered) as CredentialFields;
		const tested = { service, fields, secrets, proxies: proxiesOfNode(proxy) };
		void testAccount(tested, deployed).then((told) => response.json(told));
	});
}
