/**
 * Renews an account's session without end, with the runtime of the package, until it is killed: `<Plusofon's address> <folder>`. Tells on
 * its standard output what was got and what was kept, at once.
 */
import { writeSync } from 'node:fs';

import { AccountSender } from '../../../node-red/runtime/accountSender';
import { KeptAccount } from '../../../node-red/runtime/keptAccount';
import { providerOf } from '../../../node-red/runtime/services';
import { SessionFile } from '../../../node-red/runtime/sessionFile';
import { ACCOUNT_ID, fieldsFor, SECRET } from './renewingAccount';

const [url = '', folder = ''] = process.argv.slice(2);

class ToldFile extends SessionFile {
	override async write(text: string): Promise<void> {
		writeSync(1, 'got\n');
		const written = super.write(text);
		writeSync(1, 'kept\n');
		await written;
	}
}

async function main(): Promise<void> {
	const account = new KeptAccount(ACCOUNT_ID, { file: new ToldFile(folder, ACCOUNT_ID, SECRET), warn: console.error });
	account.configure(providerOf('plusofon')!, fieldsFor(url));
	account.begin('');
	const sender = new AccountSender(account);
	writeSync(1, 'ready\n');
	for (;;) {
		await sender.renew('refresh');
		writeSync(1, 'renewed\n');
	}
}

void main().catch((error: Error) => {
	writeSync(1, `failed ${error.message}\n`);
	process.exit(1);
});
