import { cardOf } from '/watch/card.js';
import { element } from '/watch/element.js';
import { language, texts } from '/watch/texts.js';

const NEWS_KEPT = 50;
/** A screen reader hears of the news at most this often, ms. */
const SAID_EVERY_MS = 5_000;

document.documentElement.lang = language;
document.title = texts.title;
for (const place of document.querySelectorAll('[data-text]')) place.textContent = texts[place.dataset.text];
for (const place of document.querySelectorAll('[data-label]'))
	place.setAttribute('aria-label', texts[place.dataset.label]);
for (const link of document.querySelectorAll('#languages a')) {
	if (link.lang === language) link.setAttribute('aria-current', 'true');
}

const byId = (id) => document.getElementById(id);
const cards = new Map();
let latest = [];
let ticked = 0;
let isFirst = true;
let said = 0;

async function press(key, action) {
	await fetch(`/watch/${key}/${action}`, { method: 'POST' });
}

function tell(news) {
	const time = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
	const inOrder = [...news].sort((one, other) => one.at - other.at).slice(-NEWS_KEPT * 20);
	const grouped = Map.groupBy(inOrder, ({ service, what, at }) => `${service} ${what} ${Math.floor(at / 1000)}`);
	const lines = [...grouped.values()].map((alike) => {
		const [{ service, at, what }] = alike;
		const times = alike.length > 1 ? ` × ${alike.length}` : '';
		return element('li', { class: what }, element('time', {}, time.format(at)), ` ${texts.did[what](service)}${times}`);
	});
	byId('news').prepend(...lines.reverse());
	while (byId('news').children.length > NEWS_KEPT) byId('news').lastChild.remove();
	// What happened before the page was opened is not read out.
	if (isFirst) {
		isFirst = false;
		return;
	}
	latest = [...latest, ...news];
	if (latest.length === 0 || Date.now() - said < SAID_EVERY_MS) return;
	byId('latest').textContent = [...new Set(latest.map(({ service, what }) => texts.did[what](service)))].join('; ');
	latest = [];
	said = Date.now();
}

function show({ services, news }) {
	const isTick = Date.now() - ticked >= 950;
	if (isTick) ticked = Date.now();
	for (const service of services) {
		if (!cards.has(service.key)) {
			const card = cardOf(service, (action) => void press(service.key, action));
			cards.set(service.key, card);
			byId('services').append(card.node);
		}
		cards.get(service.key).show(service);
		if (isTick) cards.get(service.key).tick(service);
	}
	tell(news);
}

const events = new EventSource('/watch/events');
events.addEventListener('message', ({ data }) => show(JSON.parse(data)));
events.addEventListener('open', () => (byId('connection').textContent = texts.connected));
events.addEventListener('error', () => (byId('connection').textContent = texts.lost));
