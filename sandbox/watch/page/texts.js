const en = {
	title: 'Keyring sandbox',
	lead: 'End a session, then start twenty executions: each of them is served, and one renewal is all it takes.',
	language: 'Language',
	news: 'What happened',
	connected: '',
	lost: 'The sandbox does not answer. This page tries again by itself.',
	accounts: 'Accounts',
	sessions: 'Sessions, newest first',
	none: 'none yet',
	valid: 'valid',
	expired: 'expired',
	ended: 'ended',
	left: (text) => `${text} left`,
	endless: 'no end told',
	logIns: 'Log-ins',
	refreshes: 'Refreshes',
	requests: 'Requests',
	rejected: 'Rejected',
	executions: ({ asked, ended, failed }) => `Executions: ${ended} of ${asked} served, ${failed} failed`,
	withoutN8n: 'Executions can be started when n8n runs: npm start.',
	end: 'End the session',
	short: 'Sessions of 60 s',
	failing: 'Let renewals fail',
	storm: 'Start 20 executions',
	steady: 'One execution every 2 s',
	chart: (title) => `${title}: requests and renewals a second, the last minute`,
	perSecond: 'requests',
	renewals: 'renewals',
	person: 'When a session ends here, a person has to log in: a code works once.',
	did: {
		logIn: (service) => `${service}: logged in`,
		logInRefused: (service) => `${service}: a log-in failed`,
		refresh: (service) => `${service}: session refreshed`,
		refreshRefused: (service) => `${service}: a refresh failed`,
		rejected: (service) => `${service}: a request was rejected`,
	},
	units: { day: 'd', hour: 'h', minute: 'min', second: 's' },
};

const ru = {
	title: 'Песочница Keyring',
	lead: 'Завершите сессию и запустите двадцать выполнений: каждое получит ответ, и хватит одного обновления.',
	language: 'Язык',
	news: 'Что произошло',
	connected: '',
	lost: 'Песочница не отвечает. Страница попробует снова сама.',
	accounts: 'Учётные записи',
	sessions: 'Сессии, новые сверху',
	none: 'пока нет',
	valid: 'действует',
	expired: 'истекла',
	ended: 'завершена',
	left: (text) => `осталось ${text}`,
	endless: 'срок не назван',
	logIns: 'Входы',
	refreshes: 'Обновления',
	requests: 'Запросы',
	rejected: 'Отклонено',
	executions: ({ asked, ended, failed }) => `Выполнения: ${ended} из ${asked} с ответом, ${failed} с ошибкой`,
	withoutN8n: 'Выполнения можно запускать, когда работает n8n: npm start.',
	end: 'Завершить сессию',
	short: 'Сессии по 60 с',
	failing: 'Не давать обновлять',
	storm: 'Запустить 20 выполнений',
	steady: 'Выполнение каждые 2 с',
	chart: (title) => `${title}: запросы и обновления в секунду за последнюю минуту`,
	perSecond: 'запросы',
	renewals: 'обновления',
	person: 'Когда сессия здесь завершается, войти должен человек: код действует один раз.',
	did: {
		logIn: (service) => `${service}: выполнен вход`,
		logInRefused: (service) => `${service}: вход не удался`,
		refresh: (service) => `${service}: сессия обновлена`,
		refreshRefused: (service) => `${service}: обновление не удалось`,
		rejected: (service) => `${service}: запрос отклонён`,
	},
	units: { day: 'д', hour: 'ч', minute: 'мин', second: 'с' },
};

const asked = new URLSearchParams(location.search).get('lang') ?? navigator.language;
export const language = asked.startsWith('ru') ? 'ru' : 'en';
export const texts = { en, ru }[language];

/** Seconds as people say them, in two units at most. */
export function spoken(seconds) {
	const { day, hour, minute, second } = texts.units;
	const parts = [
		[Math.floor(seconds / 86_400), day],
		[Math.floor(seconds / 3_600) % 24, hour],
		[Math.floor(seconds / 60) % 60, minute],
		[seconds % 60, second],
	];
	const first = parts.findIndex(([count]) => count > 0);
	const shown = first < 0 ? parts.slice(3) : parts.slice(first, first + 2).filter(([count]) => count > 0);
	return shown.map(([count, unit]) => `${count} ${unit}`).join(' ');
}
