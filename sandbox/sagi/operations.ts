import { digits } from '../machinery/json';
import type { Operation } from '../machinery/provider';
import { Refusal } from '../machinery/refusal';
import { decimal, exactly, text } from '../machinery/schema';
import { expiryField, logIn, renew, takeRefresh } from '../machinery/sessions';
import type { Token } from '../machinery/tokens';
import type { SagiData, SagiSettings } from './accounts';
import { branchOf } from './calls';
import { customers } from './customers';
import { orders } from './orders';

const json = text('application/json', '^application/json\\s*(;.*)?$');
const rfc3339 = (ms: number | null): string | null =>
	ms === null ? null : new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** Until when (ms) a token can be refreshed, by the reading that the settings choose. */
function refreshableUntil({ refreshWindowFrom, refreshWindowSeconds }: SagiSettings, token: Token): number {
	const from = { logIn: token.startedAt, issue: token.issuedAt, expiry: token.expiresAt ?? token.issuedAt };
	return from[refreshWindowFrom] + refreshWindowSeconds * 1000;
}

/** The methods of sagi.ru.txt, and what public client code knows besides. */
export const operations: Array<Operation<SagiSettings, SagiData>> = [
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
	...customers,
	...orders,
];
