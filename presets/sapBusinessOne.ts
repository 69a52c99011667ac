import type { Preset } from '../providers/loginSession/description';

/** SAP Business One Service Layer: two cookies; the session's minutes stand in the body. */
export const sapBusinessOne: Preset = {
	name: 'SAP Business One (Service Layer)',
	source:
		'https://learning.sap.com/courses/leveraging-the-sap-business-one-service-layer/logging-in-and-logging-out-using-service-layer-api',
	placeholder: 'https://sap.example.com:50000/b1s/v1',
	values: { company: 'the name of the company database' },
	description: {
		logIn: {
			url: '/Login',
			method: 'POST',
			sendAs: 'json',
			data: { CompanyDB: '{company}', UserName: '{username}', Password: '{password}' },
		},
		access: { from: 'cookie', path: 'B1SESSION, ROUTEID' },
		expiry: { from: 'path', path: 'SessionTimeout', unit: 'minutes' },
		every: { headers: { Cookie: '{accessToken}' } },
		rejected: { statuses: [401] },
		logOut: { url: '/Logout', method: 'POST', sendAs: 'json' },
	},
};
