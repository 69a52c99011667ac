import { gigma, HARMLESS_PATH as GIGMA_PATH, digitsOf, logOutRequest, sendCodeRequest } from '../../providers/gigma';
import * as described from '../../providers/loginSession';
import { lackingIn } from '../../providers/loginSession/testWarning';
import { phoneDigits, plusofon } from '../../providers/plusofon';
import { sagi } from '../../providers/sagi';
import { smartSatu } from '../../providers/smartSatu';
import type { Account, CredentialFields, Provider, ProviderRequest } from '../../providers/types';
import type { Session } from '../../session/session';

/** What Node-RED's nodes do with a service besides sending requests. */
export interface Service {
	provider: Provider;
	/** A path that every account may read and that changes nothing. */
	testPath: string;
	/** Whether any answer shows that the account works. */
	acceptsAnyAnswer?(account: Account): boolean;
	/** What the log-in's answer did not have although the account names it. */
	lacking?(account: Account, session: Session): string | undefined;
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

type Described = described.LoginSessionAccount;

const loginSession: Service = {
	provider: described.loginSession as Provider,
	testPath: described.HARMLESS_PATH,
	acceptsAnyAnswer: (account) => !described.hasTestUrl(account as Described),
	lacking: (account, session) =>
		(account as Described).isPreset ? undefined : lackingIn(account as Described, session),
	logOut: (account, session) => described.logOutRequest(account as Described, session),
};

const SERVICES: Record<string, Service | undefined> = {
	gigma: {
		provider: gigma as Provider,
		testPath: GIGMA_PATH,
		logOut: () => logOutRequest(false),
		code: {
			phone: (value) => phoneDigits(value, 'phone'),
			send: sendCodeRequest,
			fields: (phone, code) => ({ phone, codeDigits: digitsOf(code) }),
			field: 'codeDigits',
		},
	},
	plusofon: {
		provider: plusofon as Provider,
		testPath: '/api/v1/manager',
		logOut: (_account, { accessToken, refreshToken }) => ({
			method: 'POST',
			path: '/api/v1/logout',
			body: { token: refreshToken ?? accessToken },
		}),
		code: {
			phone: (value) => phoneDigits(value, 'phone'),
			send: (phone) => ({ method: 'POST', path: '/api/v1/flashcall', body: { phone } }),
			fields: (phone, pin) => ({ logInWith: 'phonePin', phone, pin: String(pin).trim() }),
			field: 'pin',
		},
	},
	sagi: { provider: sagi as Provider, testPath: '/api/v1/branches/{branch_id}' },
	smartSatu: { provider: smartSatu as Provider, testPath: '/counterparties' },
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
