import { SmartSatuApi } from '../../credentials/SmartSatuApi.credentials';
import { SmartSatu } from '../../nodes/SmartSatu/SmartSatu.node';
import type { Sandbox } from '../../sandbox';
import { SMART_SATU_ACCOUNT } from '../../sandbox/smartSatu';
import { runnerOf, StoredCredential } from './n8nInProcess';

const { login: username, password } = SMART_SATU_ACCOUNT;

/**
 * smart-satu.ru.txt, «Пример ответа», as the newest revision has it. The document runs two revisions together and is no valid
 * JSON: `02` is `2`, a comma is missing after `21600`, `smartsatu.xyzcom` is `smartsatu.com`. `access_token` is in its text alone.
 */
export const SMART_SATU_ANSWER = {
	id: 132,
	is_replacement: false,
	currency: 'тг',
	price_decimals: 2,
	price_radix: ' ',
	price_decimals_separator: '.',
	price_before_currency: true,
	price_pattern: '### ###.## тг',
	cashback_enabled: true,
	company_id: 84,
	access_token_expiration_time: 1579535438,
	time_zone_offset: 21600,
	country: 'kz',
	direction: 'Food',
	url_api: 'https://food.smartsatu.com/api',
};
export const SMART_SATU_TOKEN = 'k3Jd9_fLq0-ZxVbN7mPqRsTuWyA1C2eG';
export const LOG_IN_ANSWER = { ...SMART_SATU_ANSWER, access_token: SMART_SATU_TOKEN };
/** The moment of its `access_token_expiration_time`, Unix ms. */
export const EXPIRY = Date.parse('2020-01-20T15:50:38Z');

/** A Smart Satu credential of the sandbox's example account. */
export const smartSatuCredential = (sandbox: Sandbox, fields: object = {}): StoredCredential =>
	new StoredCredential(new SmartSatuApi(), {
		loginAddress: 'custom',
		loginUrl: `${sandbox.smartSatu.url}/api/users/login`,
		username,
		password,
		...fields,
	});

/** Runs the Smart Satu node and gives the JSON of its items. */
export const runSmartSatu = runnerOf(SmartSatu);
