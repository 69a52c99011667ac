import * as gigma from '../../providers/gigma';
import * as described from '../../providers/loginSession';
import * as plusofon from '../../providers/plusofon';
import { sagi } from '../../providers/sagi';
import { smartSatu } from '../../providers/smartSatu';
import type { Account, CredentialFields, Provider, ProviderRequest } from '../../providers/types';
import type { Session } from '../../session/session';

/** What Node-RED's nodes do with a service besides sending requests. */
export interface Service {
	provider: Provider;
	/** Tells the service that a session has ended; absent where it has no way to be told. */
	logOut?(account: Account, session: Session): ProviderRequest | undefined;
	/** The log-in by a code that a person gets by a call. */
	code?: {
		phone(value: unknown): string;
		send(phone: string): ProviderRequest;
		/** The fields with which the code logs in. */
		fields(phone: string, code: unknown): CredentialFields;
		/** Where the account may hold a code of its own, which works once. */
		field: string;
	};
}

const phone = (value: unknown): string => plusofon.phoneDigits(value, 'phone');

const loginSession: Service = {
	provider: described.loginSession as Provider,
	logOut: (account, session) => described.logOutRequest(account as described.LoginSessionAccount, session),
};

const SERVICES: Record<string, Service | undefined> = {
	gigma: {
		provider: gigma.gigma as Provider,
		logOut: () => gigma.logOutRequest(false),
		code: {
			phone,
			send: gigma.sendCodeRequest,
			fields: (called, code) => ({ phone: called, codeDigits: gigma.digitsOf(code) }),
			field: 'codeDigits',
		},
	},
	plusofon: {
		provider: plusofon.plusofon as Provider,
		logOut: (_account, { accessToken, refreshToken }) => plusofon.logOutRequest(refreshToken ?? accessToken),
		code: {
			phone,
			send: plusofon.sendCodeRequest,
			fields: (called, code) => ({ logInWith: 'phonePin', phone: called, pin: String(code).trim() }),
			field: 'pin',
		},
	},
	sagi: { provider: sagi as Provider },
	smartSatu: { provider: smartSatu as Provider },
	loginSession,
};

const PRESET = 'preset:';

/** A service by the name that the account has, `preset:<id>` for a preset; `undefined` for one that is not known. */
export const serviceOf = (name: string): Service | undefined =>
	name.startsWith(PRESET) ? loginSession : SERVICES[name];

/** An account's fields as the provider reads them. `moreValues` is the JSON text of what n8n keeps as a collection. */
export function fieldsOf(name: string, fields: CredentialFields, secrets: CredentialFields): CredentialFields {
	const { moreValues, ...known } = secrets;
	const all: CredentialFields = { ...fields, ...known };
	if (typeof moreValues === 'string' && moreValues !== '') all.moreValues = JSON.parse(moreValues) as unknown;
	if (name === 'loginSession') all.service = 'custom';
	if (name.startsWith(PRESET)) all.service = name.slice(PRESET.length);
	return all;
}
