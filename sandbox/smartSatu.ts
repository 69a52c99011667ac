import { defineProvider } from './machinery/provider';
import { randomText } from './machinery/random';
import { Refusal } from './machinery/refusal';
import { text } from './machinery/schema';
import { PLAIN } from './machinery/settings';
import { seed, SMART_SATU_ACCOUNT, SMART_SATU_SECOND, type Data, type SmartSatuSettings } from './smartSatu/accounts';
import { operations } from './smartSatu/operations';

export {
	SMART_SATU_ACCOUNT,
	SMART_SATU_SECOND,
	type SmartSatuAccount,
	type SmartSatuSettings,
} from './smartSatu/accounts';

/** Smart Satu: a token whose end is told in unix seconds, no refresh. */
export const provider = defineProvider<SmartSatuSettings, Data>({
	key: 'smartSatu',
	title: 'Smart Satu',
	port: 5604,
	source: 'smart-satu.ru.txt (docs.smartsatu.com/wiki/API_Authorization, revision 1666)',
	security: { type: 'http', scheme: 'basic', description: 'By default Basic base64(access_token + ":")' },
	defaults: () => ({
		...PLAIN,
		accounts: [
			{ ...SMART_SATU_ACCOUNT, id: 132 },
			{ ...SMART_SATU_SECOND, id: 133 },
		],
		accessLifetimeSeconds: 24 * 60 * 60,
		country: 'ru',
		numbersAsStrings: false,
		arrayAnswer: false,
		dataWrapper: false,
		tokenScheme: 'basic-colon',
		urlApi: null,
		pagedLists: false,
		listWrapper: false,
		ordersByTime: false,
		amountsAsText: false,
		emptyAnswers: false,
		importBody: 'list',
		emptyImportPart: true,
		importComments: 'each',
		importRefusal: '200',
		unknownSkus: [],
	}),
	entries: ({ accounts: [first], country }, url) => [
		{ label: 'Login URL', value: `${url}/api/users/login` },
		{ label: 'Username', value: first?.login ?? '' },
		{ label: 'Password', value: first?.password ?? '' },
		{ label: 'Direction', value: first?.direction ?? '' },
		{ label: 'Country', value: country },
	],
	choices: {
		tokenScheme: ['basic-colon', 'basic', 'bearer'],
		importBody: ['list', 'object'],
		importComments: ['each', 'whole'],
		importRefusal: ['200', '422'],
	},
	data: ({ clock }) => seed(clock.now()),
	mint: () => randomText(32, '_-'),
	refreshWith: 'nothing',
	headers: { country: text('ru', '^[a-z]{2}$') },
	documentStatus: 400,
	readToken(authorization, { tokenScheme }) {
		if (tokenScheme === 'bearer') return /^Bearer (\S+)$/.exec(authorization)?.[1];
		const encoded = /^Basic (\S+)$/.exec(authorization)?.[1];
		if (encoded === undefined) return undefined;
		const text = Buffer.from(encoded, 'base64').toString('utf8');
		if (tokenScheme === 'basic') return text.includes(':') ? undefined : text;
		return text.endsWith(':') ? text.slice(0, -1) : undefined;
	},
	check({ headers, settings }) {
		if (headers.country !== settings.country)
			throw new Refusal('document', 400, `the header country is not ${settings.country}`);
	},
	/** Yii's error body: the wiki documents 401 on a sibling page, without a body. */
	errorBody({ kind, status, http, message }) {
		const refused = http === 200 ? { success: false } : {};
		const name = NAMES[status] ?? 'Error';
		const told = kind === 'token' ? 'Your request was made with invalid credentials.' : message;
		return { ...refused, name, message: told, code: http === 200 ? status : 0, status };
	},
	operations,
});

const NAMES: Record<number, string> = { 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found' };
