/** Settings of a Node-RED that runs beside tests and for `npm start -- --node-red`: on this computer alone. */
'use strict';

module.exports = {
	uiHost: '127.0.0.1',
	flowFile: 'flows.json',
	credentialSecret: process.env.KEYRING_CREDENTIAL_SECRET,
	editorTheme: {
		palette: { catalogues: [] },
		tours: false,
		projects: { enabled: false },
		header: { title: 'Node-RED with Keyring' },
	},
	telemetry: { enabled: false, updateNotification: false },
	externalModules: { autoInstall: false },
	logging: { console: { level: process.env.KEYRING_LOG_LEVEL || 'info', metrics: false, audit: false } },
};
