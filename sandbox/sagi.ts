import { createHmac, randomBytes } from 'node:crypto';
import { defineProvider } from './machinery/provider';
import { PLAIN } from './machinery/settings';
import { seed, type SagiData, type SagiSettings } from './sagi/accounts';
import { operations } from './sagi/operations';

export {
	SAGI_ACCOUNT,
	SAGI_IDS,
	SAGI_LICENSED,
	type SagiAccount,
	type SagiBranch,
	type SagiOrder,
	type SagiPromoter,
	type SagiSettings,
} from './sagi/accounts';

const DAY = 24 * 60 * 60;

const key = randomBytes(32);
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Sagi (Kazakhstan): a JWT of 30 days, refreshed with itself for up to 365 days. */
export const provider = defineProvider<SagiSettings, SagiData>({
	key: 'sagi',
	title: 'Sagi',
	port: 5601,
	source: 'sagi.ru.txt (docs.sagi.kz/auth.html)',
	security: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
	defaults: () => ({
		...PLAIN,
		...seed(),
		accessLifetimeSeconds: 30 * DAY,
		refreshWindowSeconds: 365 * DAY,
		refreshWindowFrom: 'logIn',
		envelope: 'code200',
		notRegisteredStatus: 200,
		unreadAnswers: 'order',
		jwt: true,
	}),
	entries({ accounts }, url) {
		const account = accounts.find(({ licenseKey }) => licenseKey) ?? accounts[0];
		return [
			{ label: 'Base URL', value: url },
			{ label: 'Login', value: account?.login ?? '' },
			{ label: 'Password', value: account?.password ?? '' },
			{ label: 'Licence Key', value: account?.licenseKey ?? '' },
		];
	},
	choices: {
		envelope: ['bare', 'code0', 'code200'],
		refreshWindowFrom: ['logIn', 'issue', 'expiry'],
		notRegisteredStatus: [200, 400, 401, 404],
		unreadAnswers: ['nothing', 'order'],
	},
	data: () => ({ orders: [], spent: new Map(), stamps: new Map() }),
	mint({ account, issuedAt, expiresAt }, { jwt }) {
		const unique = randomBytes(24).toString('base64url');
		if (!jwt) return unique;
		const exp = expiresAt === null ? {} : { exp: Math.floor(expiresAt / 1000) };
		const claims = { sub: account, iat: Math.floor(issuedAt / 1000), ...exp, jti: unique };
		const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
		return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
	},
	refreshWith: 'accessToken',
	headers: {},
	documentStatus: 400,
	readToken: (authorization) => /^Bearer (\S+)$/.exec(authorization)?.[1],
	/** `data` is left out where there is none (endpoints.html). */
	errorBody: ({ kind, status, message }) => ({
		code: status,
		message: kind === 'token' ? 'authentication error' : message,
	}),
	wrap(body, { envelope }) {
		if (envelope === 'bare') return body === undefined ? {} : body;
		const data = body === undefined ? {} : { data: body };
		return { code: envelope === 'code0' ? 0 : 200, message: 'OK', ...data };
	},
	operations,
});
