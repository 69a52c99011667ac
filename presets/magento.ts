import type { Preset } from '../providers/loginSession/description';

/** Magento, or Adobe Commerce: the whole body is the token; an administrator's lives four hours unless set otherwise. */
export const magento: Preset = {
	name: 'Magento (Administrator)',
	source: 'https://developer.adobe.com/commerce/webapi/get-started/authentication/gs-authentication-token/',
	placeholder: 'https://magento.example.com/rest',
	description: {
		logIn: {
			url: '/V1/integration/admin/token',
			method: 'POST',
			sendAs: 'json',
			data: { username: '{username}', password: '{password}' },
		},
		access: { from: 'wholeBody', path: '' },
		expiry: { from: 'fixed', lifetimeMs: 4 * 60 * 60 * 1000 },
		every: { headers: { Authorization: 'Bearer {accessToken}' } },
		rejected: { statuses: [401] },
		testUrl: '/V1/modules',
	},
};
