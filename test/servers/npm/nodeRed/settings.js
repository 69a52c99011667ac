/** An administrator with a password of the tests' own; nothing of it reaches beyond this machine. */
const [username, password] = JSON.parse(process.env.SERVER_ACCOUNT);

module.exports = {
	uiHost: '127.0.0.1',
	adminAuth: {
		type: 'credentials',
		users: async (name) => (name === username ? { username, permissions: '*' } : null),
		authenticate: async (name, given) =>
			name === username && given === password ? { username, permissions: '*' } : null,
	},
	editorTheme: { palette: { catalogues: [] }, tours: false },
	telemetry: { enabled: false, updateNotification: false },
	externalModules: { autoInstall: false, palette: { allowInstall: false } },
	logging: { console: { level: 'warn', metrics: false, audit: false } },
};
