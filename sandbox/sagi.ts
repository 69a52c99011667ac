import { createHmac, randomBytes } from 'node:crypto';
import { digits } from './machinery/json';
import { defineProvider, type Call, type Operation } from './machinery/provider';
import { Refusal } from './machinery/refusal';
import { decimal, exactly, text } from './machinery/schema';
import { expiryField, logIn, renew, takeRefresh } from './machinery/sessions';
import { PLAIN, type CommonSettings } from './machinery/settings';
import type { Token } from './machinery/tokens';

const DAY = 24 * 60 * 60;

/** A business user. `licenseKey`: must be sent when not null. `branches`: decimal ids, the first is the main one. */
export interface SagiAccount {
	login: string;
	password: string;
	licenseKey: string | null;
	organizationId: number;
	role: string;
	branches: string[];
}

/** A branch. Ids are decimal texts of up to 19 digits, which the answers give as JSON numbers. */
export interface SagiBranch {
	id: string;
	name: string;
	description: string;
	groupId: string;
	subscriptionActive: boolean;
	cashbackPercentage: number;
	stampCount: number;
}

/** A customer of the loyalty programme. */
export interface SagiPromoter {
	id: string;
	phone: string;
	name: string;
	balance: number;
}

/** Settings of the Sagi sandbox; the defaults are sagi.ru.txt. */
export interface SagiSettings extends CommonSettings {
	accounts: SagiAccount[];
	branches: SagiBranch[];
	promoters: SagiPromoter[];
	/** How long a token can be refreshed, in seconds («Максимальный период обновления: 365 дней»). */
	refreshWindowSeconds: number;
	/** What that period counts from, which the document leaves open. */
	refreshWindowFrom: 'logIn' | 'issue' | 'expiry';
	/** Whether answers are bare, as in sagi.ru.txt, or in `{code, message, data}` with this code for success. */
	envelope: 'bare' | 'code0' | 'code200';
	/** Whether tokens are JWT; an opaque text otherwise. */
	jwt: boolean;
}

declare module './machinery/provider' {
	interface ProviderSettings {
		sagi: SagiSettings;
	}
}

/** Well-known accounts: the document's own example, and one that must send a licence key. */
export const SAGI_ACCOUNT = { login: 'business_user@example.com', password: 'secure_password' };
export const SAGI_LICENSED = { login: 'licensed@example.com', password: 'secure_password', licenseKey: 'LICENSE-0001' };
/** Well-known ids, digit for digit. */
export const SAGI_IDS = {
	branch: '1988850967616950272',
	secondBranch: '9876543210987654321',
	group: '1988850967616950273',
	promoter: '1988850967616950999',
	phone: '+77010000001',
};

type SagiCall = Call<SagiSettings, null>;

const key = randomBytes(32);
const json = text('application/json', '^application/json\\s*(;.*)?$');
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const rfc3339 = (ms: number | null): string | null =>
	ms === null ? null : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

const accountOf = ({ settings, token }: SagiCall): SagiAccount => {
	const account = settings.accounts.find(({ login }) => login === token.account);
	if (!account) throw new Refusal('token', 401, 'account gone');
	return account;
};

/** The account's branch with exactly these digits, or 404. */
function branchOf(call: SagiCall, id = call.params.branch_id): SagiBranch {
	const branch = call.settings.branches.find((one) => one.id === id);
	if (!branch || !accountOf(call).branches.includes(id)) throw new Refusal('business', 404, 'branch not found');
	return branch;
}

/** Public pages: code 100 stands for a customer who is not registered; it is data of a served request, not an HTTP error. */
function promoterOf(call: SagiCall, match: (one: SagiPromoter) => boolean): SagiPromoter {
	const found = call.settings.promoters.find(match);
	if (!found)
		throw new Refusal('business', 200, 'no promoter', [], { code: 100, message: 'user not registered', data: null });
	return found;
}

/** Until when (ms) a token can be refreshed, by the reading that the settings choose. */
function refreshableUntil({ refreshWindowFrom, refreshWindowSeconds }: SagiSettings, token: Token): number {
	const from = { logIn: token.startedAt, issue: token.issuedAt, expiry: token.expiresAt ?? token.issuedAt };
	return from[refreshWindowFrom] + refreshWindowSeconds * 1000;
}

const operations: Array<Operation<SagiSettings, null>> = [
	{
		id: 'SA1 logIn',
		kind: 'logIn',
		method: 'POST',
		path: '/api/v1/auth/business',
		origin: 'document',
		source: 'Авторизация бизнес-пользователя. `phone` is the login and may be an e-mail address.',
		auth: 'none',
		headers: { 'content-type': json },
		body: exactly({ phone: text(), password: text(), license_key: text() }, ['phone', 'password']),
		example: {
			access_token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...',
			expire: '2024-10-15T10:30:00Z',
			muted: false,
			organization: {
				id: 1231456789,
				role: 'administrator',
				branches: [digits('1234567890123456789')],
				branches_details: [{ id: digits('1988850967616950272'), name: 'BranchName', subscription_active: true }],
			},
		},
		handle({ service, settings, body }) {
			const account = settings.accounts.find((one) => one.login === body.phone && one.password === body.password);
			if (!account) throw new Refusal('business', 401, 'invalid login or password');
			if (account.licenseKey !== null && account.licenseKey !== body.license_key) {
				throw new Refusal('business', 401, 'invalid license');
			}
			const { access } = logIn(service, account.login);
			const details = settings.branches.filter(({ id }) => account.branches.includes(id));
			return {
				access_token: access.value,
				...expiryField(settings, 'expire', rfc3339(access.expiresAt)),
				muted: false,
				organization: {
					id: account.organizationId,
					role: account.role,
					branches: account.branches.map(digits),
					branches_details: details.map((one) => ({
						id: digits(one.id),
						name: one.name,
						subscription_active: one.subscriptionActive,
					})),
				},
			};
		},
	},
	{
		id: 'SA2 refresh',
		kind: 'refresh',
		method: 'POST',
		path: '/api/v1/auth/refresh_token',
		origin: 'document',
		source: 'Обновление токена. Bearer of the current token, which may be expired; the body is empty.',
		auth: 'refresh',
		strictlyEmpty: true,
		example: { access_token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...', expire: '2024-11-15T10:30:00Z' },
		handle(call) {
			const old = takeRefresh(call, call.tokenValue, 'access', (token) => refreshableUntil(call.settings, token));
			const { access } = renew(call.service, old);
			return { access_token: access.value, ...expiryField(call.settings, 'expire', rfc3339(access.expiresAt)) };
		},
	},
	{
		id: 'SA3 getBranch',
		method: 'GET',
		path: '/api/v1/branches/:branch_id',
		origin: 'document',
		source:
			'Получение информации о филиале. The answer is not in the document: its fields are those of public client code.',
		auth: 'session',
		params: { branch_id: decimal() },
		example: {
			id: digits('1988850967616950272'),
			name: 'BranchName',
			description: 'Branch',
			group_id: digits('1988850967616950273'),
			rule: { cashback_percentage: 5 },
			configuration: { award: { enabled: true, stamp_count: 6 } },
		},
		handle(call) {
			const branch = branchOf(call);
			return {
				id: digits(branch.id),
				name: branch.name,
				description: branch.description,
				group_id: digits(branch.groupId),
				rule: { cashback_percentage: branch.cashbackPercentage },
				configuration: { award: { enabled: branch.stampCount > 0, stamp_count: branch.stampCount } },
			};
		},
	},
	{
		id: 'findPromoter',
		method: 'GET',
		path: '/api/v1/promoters/find',
		origin: 'public client code',
		source: 'endpoints.html and the iiko plugin. An unescaped `+` in the query is a space and is refused.',
		auth: 'session',
		query: { phone: text('', '^\\+?[0-9]+$'), branch_id: decimal() },
		requiredQuery: ['phone', 'branch_id'],
		example: { id: digits('1988850967616950999'), phone: '+77010000001', name: 'Name' },
		handle(call) {
			branchOf(call, String(call.query.branch_id));
			const phone = String(call.query.phone).replace('+', '');
			const promoter = promoterOf(call, (one) => one.phone.replace('+', '') === phone);
			return { id: digits(promoter.id), phone: promoter.phone, name: promoter.name };
		},
	},
	{
		id: 'getBalance',
		method: 'GET',
		path: '/api/v1/branches/:branch_id/private/balance',
		origin: 'public client code',
		source: 'endpoints.html and the iiko plugin.',
		auth: 'session',
		params: { branch_id: decimal() },
		query: { user_id: decimal(), group_id: decimal() },
		requiredQuery: ['user_id', 'group_id'],
		example: { user_id: digits('1988850967616950999'), group_id: digits('1988850967616950273'), balance: 1250 },
		handle(call) {
			const { user_id, group_id } = call.query;
			if (branchOf(call).groupId !== group_id) throw new Refusal('business', 404, 'group not found');
			const promoter = promoterOf(call, ({ id }) => id === user_id);
			return { user_id: digits(promoter.id), group_id: digits(String(group_id)), balance: promoter.balance };
		},
	},
	{
		id: 'getCashback',
		method: 'GET',
		path: '/api/v1/branches/:branch_id/cashback',
		origin: 'public client code',
		source: 'endpoints.html and the iiko plugin.',
		auth: 'session',
		params: { branch_id: decimal() },
		query: { user_id: decimal() },
		requiredQuery: ['user_id'],
		example: { user_id: digits('1988850967616950999'), cashback_percentage: 5 },
		handle(call) {
			const promoter = promoterOf(call, ({ id }) => id === call.query.user_id);
			return { user_id: digits(promoter.id), cashback_percentage: branchOf(call).cashbackPercentage };
		},
	},
];

const branch = (id: string, groupId: string, name: string, stampCount: number): SagiBranch => ({
	id,
	name,
	description: `${name}, Алматы`,
	groupId,
	subscriptionActive: true,
	cashbackPercentage: 5,
	stampCount,
});

/** Sagi (Kazakhstan): a JWT of 30 days, refreshed with itself for up to 365 days. */
export const provider = defineProvider<SagiSettings, null>({
	key: 'sagi',
	title: 'Sagi',
	port: 5601,
	source: 'sagi.ru.txt (docs.sagi.kz/auth.html)',
	security: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
	defaults() {
		const branches = [SAGI_IDS.branch, SAGI_IDS.secondBranch];
		const rest = { organizationId: 1231456789, role: 'administrator', branches };
		return {
			...PLAIN,
			accounts: [
				{ ...SAGI_ACCOUNT, licenseKey: null, ...rest },
				{ ...SAGI_LICENSED, ...rest, role: 'cashier', branches: [SAGI_IDS.branch] },
			],
			branches: [
				branch(SAGI_IDS.branch, SAGI_IDS.group, 'BranchName', 6),
				branch(SAGI_IDS.secondBranch, '1988850967616950275', 'SecondBranch', 0),
			],
			promoters: [
				{ id: SAGI_IDS.promoter, phone: SAGI_IDS.phone, name: 'Айгерим', balance: 1250 },
				{ id: '1988850967616951001', phone: '+77010000002', name: 'Данияр', balance: 0 },
				{ id: '1988850967616951003', phone: '+77010000003', name: 'Мария', balance: 87.5 },
			],
			accessLifetimeSeconds: 30 * DAY,
			refreshWindowSeconds: 365 * DAY,
			refreshWindowFrom: 'logIn',
			envelope: 'bare',
			jwt: true,
		};
	},
	choices: { envelope: ['bare', 'code0', 'code200'], refreshWindowFrom: ['logIn', 'issue', 'expiry'] },
	data: () => null,
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
	errorBody({ kind, status, message }, { envelope }) {
		const told = kind === 'token' ? 'authentication error' : message;
		return { code: status, message: told, ...(envelope === 'bare' ? {} : { data: null }) };
	},
	wrap(body, { envelope }) {
		return envelope === 'bare' ? body : { code: envelope === 'code0' ? 0 : 200, message: 'OK', data: body };
	},
	operations,
});
