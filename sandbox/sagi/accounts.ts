import type { CommonSettings } from '../machinery/settings';

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

declare module '../machinery/provider' {
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

/** Who can log in, which branches and customers there are, unless a test says otherwise. */
export function seed(): Pick<SagiSettings, 'accounts' | 'branches' | 'promoters'> {
	const branches = [SAGI_IDS.branch, SAGI_IDS.secondBranch];
	const rest = { organizationId: 1231456789, role: 'administrator', branches };
	return {
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
	};
}

const branch = (id: string, groupId: string, name: string, stampCount: number): SagiBranch => ({
	id,
	name,
	description: `${name}, Алматы`,
	groupId,
	subscriptionActive: true,
	cashbackPercentage: 5,
	stampCount,
});
