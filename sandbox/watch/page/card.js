import uPlot from '/watch/uPlot.esm.js';
import { deliveriesOf } from '/watch/deliveries.js';
import { element } from '/watch/element.js';
import { spoken, texts } from '/watch/texts.js';

const SECONDS = 60;

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function chartIn(place, title) {
	const times = Array.from({ length: SECONDS }, (_, index) => index - SECONDS + 1);
	const data = [times, times.map(() => 0), times.map(() => 0)];
	const axis = { stroke: colour('--quiet'), grid: { stroke: colour('--line') }, ticks: { show: false } };
	const options = {
		width: place.clientWidth || 320,
		height: 96,
		legend: { show: false },
		cursor: { show: false },
		scales: { x: { time: false }, y: { range: (_plot, _low, high) => [0, Math.max(4, high)] } },
		axes: [
			{ ...axis, size: 22, values: (_plot, marks) => marks.map((mark) => (mark === 0 ? '' : spoken(-mark))) },
			{ ...axis, size: 34, incrs: [1, 2, 5, 10, 20, 50, 100] },
		],
		series: [
			{},
			{ label: texts.perSecond, stroke: colour('--accent'), fill: colour('--wash'), width: 2, points: { show: false } },
			{
				label: texts.renewals,
				fill: colour('--renewal'),
				stroke: colour('--renewal'),
				paths: uPlot.paths.bars({ size: [1, 6] }),
				points: { show: false },
			},
		],
	};
	place.setAttribute('role', 'img');
	place.setAttribute('aria-label', texts.chart(title));
	const plot = new uPlot(options, data, place);
	new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: 96 })).observe(place);
	return (requests, renewals) => {
		data[1] = [...data[1].slice(1), requests];
		data[2] = [...data[2].slice(1), renewals];
		plot.setData(data);
	};
}

const COUNTS = ['logIns', 'refreshes', 'requests', 'rejected'];

/** The card of one service. `press(action)` is called by its buttons. */
export function cardOf(service, press) {
	const { key, title } = service;
	const sessions = element('ul', { class: 'sessions' });
	const counts = Object.fromEntries(COUNTS.map((name) => [name, element('dd', { 'data-count': name }, '0')]));
	const executions = element('p', { class: 'executions' });
	const plot = element('div', { class: 'chart' });
	const button = (action) => {
		const made = element('button', { type: 'button', 'data-action': action }, texts[action]);
		made.addEventListener('click', () => press(action));
		return made;
	};
	const buttons = Object.fromEntries(
		['storm', 'steady', 'end', 'short', 'failing'].map((name) => [name, button(name)]),
	);
	const node = element(
		'section',
		{ class: 'card', 'aria-labelledby': `${key}-title`, 'data-service': key },
		element('h2', { id: `${key}-title` }, title),
		entriesOf(service),
		element('h3', {}, texts.sessions),
		sessions,
		element('dl', {}, ...COUNTS.map((name) => element('div', {}, element('dt', {}, texts[name]), counts[name]))),
		plot,
		element(
			'p',
			{ class: 'quiet legend' },
			element('span', { class: 'of-requests' }, texts.perSecond),
			element('span', { class: 'of-renewals' }, texts.renewals),
		),
		executions,
		element('div', { class: 'buttons', role: 'group', 'aria-labelledby': `${key}-title` }, ...Object.values(buttons)),
		deliveriesOf(service),
		element('p', { class: 'quiet', 'data-note': service.afterEnd }, texts.afterEnd[service.afterEnd](service)),
	);
	let draw;
	let before;
	return {
		node,
		show(now) {
			sessions.replaceChildren(
				...(now.sessions.length ? now.sessions.map(sessionLine) : [element('li', {}, texts.none)]),
			);
			for (const name of COUNTS) counts[name].textContent = String(now.counts[name]);
			executions.textContent = now.executions ? texts.executions(now.executions) : texts.withoutN8n;
			Object.assign(executions.dataset, now.executions);
			buttons.storm.hidden = buttons.steady.hidden = !now.executions;
			buttons.short.hidden = now.switches.short === null;
			for (const name of ['steady', 'short', 'failing'])
				buttons[name].setAttribute('aria-pressed', String(now.switches[name] === true));
		},
		/** Once a second: what is new since the second before. */
		tick(now) {
			draw ??= chartIn(plot, title);
			const renewals = now.counts.logIns + now.counts.refreshes;
			if (before) draw(Math.max(0, now.counts.requests - before.requests), Math.max(0, renewals - before.renewals));
			before = { requests: now.counts.requests, renewals };
		},
	};
}

/** What a person enters in a credential of this service. */
function entriesOf({ entries }) {
	const rows = entries
		.filter(({ value }) => value !== '')
		.map(({ label, value }) => element('div', {}, element('dt', {}, label), element('dd', {}, value)));
	return element(
		'details',
		{ class: 'entries' },
		element('summary', {}, texts.entries),
		element('dl', { class: 'fields' }, ...rows),
	);
}

function sessionLine({ account, token, state, left, life }) {
	const time = left === null ? texts.endless : texts.left(spoken(left));
	const isLive = state === 'valid';
	const line = element(
		'li',
		{ class: state },
		element('span', {}, `${account} ${token}`),
		element('span', {}, isLive ? time : texts[state]),
	);
	if (isLive && life !== null) {
		line.append(
			element('meter', { min: 0, max: life, low: life / 5, value: left, 'aria-label': `${account} ${token}: ${time}` }),
		);
	}
	return line;
}
