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
	firstName: string;
	lastName: string;
	/** The six digits that the customer's app shows: with them the bonus can be spent. */
	code: string;
	/** Bonus of the branch's group, in tenge. */
	balance: number;
	/** Stamps on the customer's card; `null`: there is no card yet. */
	stamps: number | null;
	awardId: string;
}

/** An order, as a sale begins and ends it. */
export interface SagiOrder {
	id: string;
	branchId: string;
	/** `0`: a customer who is not registered, known by the phone alone. */
	userId: string;
	phone: string;
	amount: number;
	comment: string;
	status: 'CREATED' | 'COMPLETED' | 'DECLINED';
	spent: number;
	paymentMethod: string | null;
}

/** What the sandbox keeps besides sessions: orders, and what they have done to balances and stamps, by customer. */
export interface SagiData {
	orders: SagiOrder[];
	spent: Map<string, number>;
	stamps: Map<string, number>;
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
	/** Whether answers are bare, as auth.html shows them, or in `{code, message, data}` (endpoints.html) with this code for success. */
	envelope: 'bare' | 'code0' | 'code200';
	/** HTTP status of code 100, "user not registered", which no page tells. */
	notRegisteredStatus: 200 | 400 | 401 | 404;
	/** What stands in answers that nobody has described: nothing, or what the request was about. */
	unreadAnswers: 'nothing' | 'order';
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
	appCode: '123456',
	award: '1988850967616950777',
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
			customer({ id: SAGI_IDS.promoter, phone: SAGI_IDS.phone, code: SAGI_IDS.appCode, balance: 1250, stamps: 6 }),
			customer({
				id: '1988850967616951001',
				phone: '+77010000002',
				firstName: 'Данияр',
				lastName: 'Касымов',
				code: '000042',
				awardId: '1988850967616950778',
			}),
			customer({
				id: '1988850967616951003',
				phone: '+77010000003',
				firstName: 'Мария',
				lastName: 'Ким',
				code: '777000',
				balance: 87.5,
				stamps: 2,
				awardId: '1988850967616950779',
			}),
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

const customer = (fields: Partial<SagiPromoter>): SagiPromoter => ({
	id: '',
	phone: '',
	firstName: 'Айгерим',
	lastName: 'Садыкова',
	code: '',
	balance: 0,
	stamps: null,
	awardId: SAGI_IDS.award,
	...fields,
});
