import { plusofon, type PlusofonAccount } from '../../../../providers/plusofon';
import type { CodeLogIn } from '../../../shared/logInWithCode/form';
import { logInWithCode as waitingFor } from '../../../shared/logInWithCode/operation';
import { returnTokens } from '../../../shared/panel';
import { send } from '../flashCall/send.operation';
import { phoneField } from '../personFields';
import { assertMayKeep, keepInCredential, logIn } from './logIn.operation';

/** Flash Call → Send and Log In in one, with a form for the PIN in between. */
export const codeLogIn: CodeLogIn<PlusofonAccount> = {
	provider: plusofon,
	assertMayKeep,
	call: send,
	logIn,
	typed: (pin) => ({ accountFrom: 'item', logInWith: 'phonePin', pin }),
};

/** Session → Log In With Code */
export const logInWithCode = waitingFor(codeLogIn, [phoneField, keepInCredential, returnTokens]);
