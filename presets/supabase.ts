import type { Preset } from '../providers/loginSession/description';

/** Supabase Auth: a password grant with the project's key beside it; refresh tokens work once. */
export const supabase: Preset = {
	name: 'Supabase Auth',
	source: 'https://github.com/supabase/auth#post-token',
	placeholder: 'https://project.supabase.co',
	values: { apikey: 'the publishable (anon) key of the project' },
	description: {
		logIn: {
			url: '/auth/v1/token?grant_type=password',
			method: 'POST',
			sendAs: 'json',
			headers: { apikey: '{apikey}' },
			data: { email: '{username}', password: '{password}' },
		},
		access: { from: 'body', path: 'access_token' },
		expiry: { from: 'path', path: 'expires_in', unit: 'seconds' },
		refresh: {
			url: '/auth/v1/token?grant_type=refresh_token',
			method: 'POST',
			sendAs: 'json',
			headers: { apikey: '{apikey}' },
			data: { refresh_token: '{refreshToken}' },
			authorizedWith: 'nothing',
			refreshPlace: { from: 'body', path: 'refresh_token' },
		},
		every: { headers: { Authorization: 'Bearer {accessToken}', apikey: '{apikey}' } },
		rejected: { statuses: [401] },
		testUrl: '/auth/v1/user',
	},
};
