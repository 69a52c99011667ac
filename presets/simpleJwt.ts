import type { Preset } from '../providers/loginSession/description';

/** Django REST framework with Simple JWT, at the paths of its documentation; refresh tokens may rotate. */
export const simpleJwt: Preset = {
	name: 'Django Simple JWT',
	source: 'https://django-rest-framework-simplejwt.readthedocs.io/en/latest/getting_started.html',
	tried: '5.2.2',
	placeholder: 'https://django.example.com',
	description: {
		logIn: {
			url: '/api/token/',
			method: 'POST',
			sendAs: 'json',
			data: { username: '{username}', password: '{password}' },
		},
		access: { from: 'body', path: 'access' },
		expiry: { from: 'found' },
		refresh: {
			url: '/api/token/refresh/',
			method: 'POST',
			sendAs: 'json',
			data: { refresh: '{refreshToken}' },
			authorizedWith: 'nothing',
			refreshPlace: { from: 'body', path: 'refresh' },
		},
		every: { headers: { Authorization: 'Bearer {accessToken}' } },
		rejected: { statuses: [401] },
	},
};
