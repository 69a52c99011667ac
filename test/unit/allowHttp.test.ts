import { NodeHelpers, type ICredentialType } from 'n8n-workflow';

import { LoginSessionApi } from '../../credentials/LoginSessionApi.credentials';
import { SagiApi } from '../../credentials/SagiApi.credentials';
import { SmartSatuApi } from '../../credentials/SmartSatuApi.credentials';

/** Whether the dialog shows the switch. */
function shows(type: ICredentialType, fields: Record<string, string>): boolean {
	const field = type.properties.find(({ name }) => name === 'allowHttp')!;
	return NodeHelpers.displayParameter(fields, field, null, null);
}

describe.each([
	['Sagi', new SagiApi(), (baseUrl: string) => ({ environment: 'custom', baseUrl })],
	['Smart Satu', new SmartSatuApi(), (loginUrl: string) => ({ loginAddress: 'custom', loginUrl })],
	['Login Session', new LoginSessionApi(), (baseUrl: string) => ({ service: 'custom', baseUrl })],
] as const)('Allow HTTP of %s', (_, type, fields) => {
	it.each([
		'http://10.0.0.5',
		'http://localhost.example',
		'http://127.0.0.1.example/x',
		'HTTP://shop.example',
		'={{ 1 }}',
	])('is shown for %s', (address) => expect(shows(type, fields(address))).toBe(true));

	it.each([
		'https://shop.example',
		'',
		'http://localhost',
		'http://localhost:5678/x',
		'http://127.0.0.1:5601',
		'http://[::1]/',
	])('is not shown for "%s", where it is not needed', (address) => expect(shows(type, fields(address))).toBe(false));
});

it('is not shown for a documented environment', () => {
	expect(shows(new SagiApi(), { environment: 'production', baseUrl: 'http://10.0.0.5' })).toBe(false);
});
