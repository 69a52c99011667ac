import { randomText } from '../machinery/random';
import { Refusal } from '../machinery/refusal';
import { exactly, text } from '../machinery/schema';
import { type PlusofonCall, type PlusofonOperation } from './answers';
import type { VerificationAccount } from './business';
import { known } from './known';

const phone = text('7XXXXXXXXXX', '^7[0-9]{10}$');

/** The account whose token the request carries. @throws Refusal as for a token of the portal: 403 */
function accountOf({ headers, data }: PlusofonCall): VerificationAccount {
	const token = /^Bearer (\S+)$/.exec(String(headers.authorization))?.[1];
	const account = data.verificationAccounts.find(({ access_token: own }) => own === token);
	if (!account) throw new Refusal('business', 403, 'Недостаточно прав');
	return account;
}

function send(call: PlusofonCall): object {
	accountOf(call);
	const { body, data, settings, service } = call;
	const key = randomText(24);
	const pin = body.pin ?? settings.pin;
	service.counts.values.phoneCalls++;
	data.verifications.set(key, { pin, phone: body.phone });
	return { success: true, data: { key, ...(settings.returnPin && { pin }), operator: 'MegaFon' } };
}

function check(call: PlusofonCall): object {
	accountOf(call);
	const { body, data } = call;
	const known = data.verifications.get(body.key);
	if (!known?.pin) throw new Refusal('business', 400, 'Flashcall key not found');
	if (known.pin !== body.pin) throw new Refusal('business', 400, 'Wrong pin');
	data.verifications.delete(body.key);
	return { success: true };
}

function callToAuthorize(call: PlusofonCall): object {
	accountOf(call);
	const { body, data, settings } = call;
	const answer = { phone: '78005553536', key: randomText(24) };
	data.verifications.set(answer.key, { phone: body.phone, hook: body.hook_url });
	return settings.authAnswer === 'data' ? { success: true, data: answer } : { success: true, ...answer };
}

/** Verification calls: another service than the portal's own flash calls, with accounts and tokens of its own. */
export const verificationOperations: PlusofonOperation[] = [
	known('P16 listVerificationAccounts', 'GET', 'flash-call', 'help.plusofon.ru/api/v1/flash-call (11 Feb 2024)', {
		auth: 'session',
		example: { data: [{ id: 301, access_token: 'token of 32 characters', name: 'Site' }], success: true },
		handle: ({ data }) => ({ data: data.verificationAccounts, success: true }),
	}),
	known('P21 sendVerification', 'POST', 'flash-call/send', 'help.plusofon.ru/api/v1/FlashCall, two public clients', {
		auth: 'none',
		body: exactly({ phone, pin: text('', '^[0-9]{4,6}$') }, ['phone']),
		example: { success: true, data: { key: 'key', operator: 'MegaFon' } },
		handle: send,
	}),
	known('P22 checkVerification', 'POST', 'flash-call/check', 'public client code', {
		auth: 'none',
		body: exactly({ key: text(), pin: text() }),
		example: { success: true },
		handle: check,
	}),
	known('P23 callToAuthorize', 'POST', 'flash-call/call-to-auth', 'four public clients', {
		auth: 'none',
		body: exactly({ phone, hook_url: text() }),
		example: { success: true, data: { phone: '78005553536', key: 'key' } },
		handle: callToAuthorize,
	}),
];
