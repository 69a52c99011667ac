import { dateTime } from '../machinery/laravel';

/** A number of the account. */
export interface OwnNumber {
	id: number;
	number: string;
	type: 'abc' | 'def' | '800';
	canSend: boolean;
	/** Where incoming messages of this number go (POST /sms/url). */
	messageUrl?: string;
}

/** A message, sent or received. */
export interface SentMessage {
	created_datetime: string;
	sent_datetime: string | null;
	sender: string;
	receiver: string;
	msg: string;
	incoming: boolean;
	pdu: number;
}

/** An account of verification calls, with a token of its own. */
export interface VerificationAccount {
	id: number;
	access_token: string;
	name: string;
}

/** What the account does with its telephony. */
export interface Business {
	numbers: OwnNumber[];
	lines: Array<Record<string, unknown>>;
	messages: SentMessage[];
	calls: Array<Record<string, string | number>>;
	/** How often each recording was asked for before it was there. */
	looks: Map<string, number>;
	/** Calls that were started, as they were asked for. */
	started: object[];
	verificationAccounts: VerificationAccount[];
	/** PINs by the key of their verification call, and hooks of calls to authorize by key. */
	verifications: Map<string, { pin?: string; hook?: string; phone: string }>;
	lastMessageId: number;
}

const HOUR_MS = 60 * 60 * 1000;

/** Numbers of the sandbox's account by what they are good for. */
export const PLUSOFON_NUMBERS = {
	city: '74951332211',
	mobile: '79991110001',
	second: '79991110002',
	free: '78005553535',
};

/** The accounts of verification calls; the token is 32 characters long (flash-call, 11 Feb 2024). */
export const PLUSOFON_VERIFICATION = [
	{ id: 301, access_token: 'KeyringSandboxVerification000301', name: 'Site' },
	{ id: 302, access_token: 'KeyringSandboxVerification000302', name: 'App' },
];

/** 3 numbers and 2 lines, 60 messages with two people, 40 calls: one each three hours. */
export function seedBusiness(now: number): Business {
	return {
		numbers: [
			{ id: 501, number: PLUSOFON_NUMBERS.city, type: 'abc', canSend: false },
			{ id: 502, number: PLUSOFON_NUMBERS.mobile, type: 'def', canSend: true },
			{ id: 503, number: PLUSOFON_NUMBERS.free, type: '800', canSend: false },
			{ id: 504, number: PLUSOFON_NUMBERS.second, type: 'def', canSend: true },
		],
		lines: [101, 102, 103].map((number) => ({
			id: number + 600,
			name: `Line ${number}`,
			number,
			kazoo_id: `kazoo-${number}`,
			finally_created: true,
			login: `line${number}`,
			password: `sip-secret-of-line-${number}`,
			aon: { number: PLUSOFON_NUMBERS.city },
		})),
		messages: Array.from({ length: 60 }, (_, at) => messageOf(now, at)),
		calls: Array.from({ length: 40 }, (_, at) => callOf(now, at)),
		looks: new Map(),
		started: [],
		verificationAccounts: structuredClone(PLUSOFON_VERIFICATION),
		verifications: new Map(),
		lastMessageId: 9_000,
	};
}

function messageOf(now: number, at: number): SentMessage {
	const incoming = at % 3 === 0;
	const person = at % 2 === 0 ? '79993332210' : '79993332211';
	const when = dateTime(now - (at + 1) * HOUR_MS);
	return {
		created_datetime: when,
		sent_datetime: at === 1 ? null : when,
		sender: incoming ? person : PLUSOFON_NUMBERS.mobile,
		receiver: incoming ? PLUSOFON_NUMBERS.mobile : person,
		msg: `Message ${at}`,
		incoming,
		pdu: 1,
	};
}

/** External calls go out from a line to somebody; internal ones come in. */
function callOf(now: number, at: number): Record<string, string | number> {
	const isOut = at % 3 === 0;
	const other = `7999000${String(at).padStart(4, '0')}`;
	return {
		call_id: `call-${at}`,
		connect_time: dateTime(now - (at + 1) * 3 * HOUR_MS),
		number_a: isOut ? '101' : other,
		number_b: isOut ? other : PLUSOFON_NUMBERS.city,
		cld: PLUSOFON_NUMBERS.city,
		direction: isOut ? 'external' : 'internal',
		duration: at % 5 === 4 ? 0 : 15 + at,
		account: '101',
	};
}
