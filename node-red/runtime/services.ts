import { gigma } from '../../providers/gigma';
import { loginSession } from '../../providers/loginSession';
import { plusofon } from '../../providers/plusofon';
import { sagi } from '../../providers/sagi';
import { smartSatu } from '../../providers/smartSatu';
import type { CredentialFields, Provider } from '../../providers/types';

const PROVIDERS = new Map<string, unknown>(Object.entries({ gigma, loginSession, plusofon, sagi, smartSatu }));
const PRESET = 'preset:';

/** The provider of an account's service, `preset:<id>` for a preset; `undefined` where the service is not known. */
export const providerOf = (service: string): Provider | undefined =>
	PROVIDERS.get(service.startsWith(PRESET) ? 'loginSession' : service) as Provider | undefined;

/** An account's fields as the provider reads them. `moreValues` is the JSON text of what n8n keeps as a collection. */
export function fieldsOf(service: string, fields: CredentialFields, secrets: CredentialFields): CredentialFields {
	const { moreValues, ...known } = secrets;
	const all: CredentialFields = { ...fields, ...known };
	if (typeof moreValues === 'string' && moreValues !== '') all.moreValues = JSON.parse(moreValues) as unknown;
	if (service === 'loginSession') all.service = 'custom';
	if (service.startsWith(PRESET)) all.service = service.slice(PRESET.length);
	return all;
}
