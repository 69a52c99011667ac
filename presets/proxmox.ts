import type { Preset } from '../providers/loginSession/description';

/** Proxmox VE: a ticket of two hours as a cookie, and a token against forged requests beside it. */
export const proxmox: Preset = {
	name: 'Proxmox VE',
	source: 'https://pve.proxmox.com/wiki/Proxmox_VE_API#Authentication',
	placeholder: 'https://proxmox.example.com:8006/api2/json',
	description: {
		logIn: {
			url: '/access/ticket',
			method: 'POST',
			sendAs: 'form',
			data: { username: '{username}', password: '{password}' },
		},
		granted: { must: [{ path: 'data.NeedTFA', not: true, means: 'secondFactor' }] },
		access: { from: 'body', path: 'data.ticket' },
		expiry: { from: 'fixed', lifetimeMs: 2 * 60 * 60 * 1000 },
		keep: { csrf: { from: 'body', path: 'data.CSRFPreventionToken' } },
		every: { headers: { Cookie: 'PVEAuthCookie={accessToken}', CSRFPreventionToken: '{csrf}' } },
		rejected: { statuses: [401] },
		testUrl: '/version',
	},
};
