import { gigma, type GigmaAccount } from '../../../../providers/gigma';
import type { CodeLogIn } from '../../../shared/logInWithCode/form';
import { logInWithCode as waitingFor } from '../../../shared/logInWithCode/operation';
import { assertMayKeep, logIn, sessionFields } from './logIn.operation';
import { phoneField } from './phone';
import { sendCode } from './sendCode.operation';

/** Send Code and Log In in one, with a form for the digits in between. */
export const codeLogIn: CodeLogIn<GigmaAccount> = {
	provider: gigma,
	assertMayKeep,
	call: sendCode,
	logIn,
	typed: (codeDigits) => ({ codeDigits }),
};

/** Session → Log In With Code */
export const logInWithCode = waitingFor(codeLogIn, [phoneField, ...sessionFields]);
