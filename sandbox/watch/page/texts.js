const en = {
	title: 'Keyring sandbox',
	lead: 'End a session, then start twenty executions: each of them is served, with one new session for all. Where a code is needed to log in, the card says what to do.',
	language: 'Language',
	news: 'What happened',
	connected: '',
	lost: 'The sandbox does not answer. This page tries again by itself.',
	entries: 'For a credential of your own',
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
	deliver: 'Send something to a trigger',
	address: "The trigger's address (its Production URL)",
	toldAddress: 'An incoming message goes to the address that the active trigger has set, if none is entered here.',
	deliveries: { messageIn: 'Incoming message', callEnded: 'Call ended', orderPaid: 'Order paid' },
	received: (status) => `Received with HTTP ${status}`,
	chart: (title) => `${title}: requests and renewals a second, the last minute`,
	perSecond: 'requests',
	renewals: 'renewals',
	afterEnd: {
		refresh: () => 'A session that was ended is refreshed.',
		logIn: () => 'Nothing is refreshed here: a session that was ended is replaced by a log-in.',
		refusedRefresh: ({ title }) =>
			`${title} refreshes a session with its own token: once that was ended, the refresh is refused, and a log-in follows.`,
		person: ({ title, entries }) =>
			`Once the session has ended, executions fail until a person has logged in, since a code works once. In the editor: ${title} → Session → Log In With Code, with Keep in Credential; phone and digits: ${codeOf(entries)}.`,
	},
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
	lead: 'Завершите сессию и запустите двадцать выполнений: все получат ответ, и на всех хватит одной новой сессии. Если для входа нужен код, в карточке сказано, что делать.',
	language: 'Язык',
	news: 'Что произошло',
	connected: '',
	lost: 'Песочница не отвечает. Страница сама попробует ещё раз.',
	entries: 'Для своих учётных данных',
	sessions: 'Сессии, новые сверху',
	none: 'пока нет',
	valid: 'действует',
	expired: 'истекла',
	ended: 'завершена',
	left: (text) => `осталось ${text}`,
	endless: 'срок не указан',
	logIns: 'Входы',
	refreshes: 'Обновления',
	requests: 'Запросы',
	rejected: 'Отклонено',
	executions: ({ asked, ended, failed }) => `Выполнено ${ended} из ${asked}, ошибок ${failed}`,
	withoutN8n: 'Выполнения можно запускать, когда работает n8n: npm start.',
	end: 'Завершить сессию',
	short: 'Сессии на 60 с',
	failing: 'Запретить продление',
	storm: 'Запустить 20 выполнений',
	steady: 'Выполнение каждые 2 с',
	deliver: 'Отправить событие триггеру',
	address: 'Адрес триггера (Production URL)',
	toldAddress: 'Если адрес не указан, входящее сообщение придёт на адрес, который задал активный триггер.',
	deliveries: { messageIn: 'Входящее сообщение', callEnded: 'Звонок завершён', orderPaid: 'Заказ оплачен' },
	received: (status) => `Получено, ответ HTTP ${status}`,
	chart: (title) => `${title}: запросы и продления в секунду за последнюю минуту`,
	perSecond: 'запросы',
	renewals: 'продления',
	afterEnd: {
		refresh: () => 'Вместо завершённой сессии узел получит новую по refresh-токену.',
		logIn: () => 'Обновить токен этот сервис не даёт: вместо завершённой сессии узел войдёт заново.',
		refusedRefresh: ({ title }) =>
			`${title} обновляет токен по нему самому: после завершения сессии в обновлении будет отказано, и узел войдёт заново.`,
		person: ({ title, entries }) =>
			`После завершения сессии выполнения заканчиваются ошибкой, пока не войдёт человек: код действует один раз. В редакторе: ${title} → Session → Log In With Code с включённым Keep in Credential; телефон и цифры: ${codeOf(entries)}.`,
	},
	did: {
		logIn: (service) => `${service}: выполнен вход`,
		logInRefused: (service) => `${service}: вход не удался`,
		refresh: (service) => `${service}: токен обновлён`,
		refreshRefused: (service) => `${service}: обновление не удалось`,
		rejected: (service) => `${service}: запрос отклонён`,
	},
	units: { day: 'д', hour: 'ч', minute: 'мин', second: 'с' },
};

/** Phone and digits, from what a person enters. */
function codeOf(entries) {
	const find = (label) => entries.find((entry) => entry.label === label)?.value ?? '';
	return `${find('Phone')}, ${find('Last Four Digits')}`;
}

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
