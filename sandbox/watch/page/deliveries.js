import { element } from '/watch/element.js';
import { texts } from '/watch/texts.js';

async function send(key, name, address) {
	const answer = await fetch(`/watch/${key}/deliveries/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ address }),
	});
	const { status, message } = await answer.json();
	return status === undefined ? message : texts.received(status);
}

/** What a service can be made to send to a trigger: an address and a button for each kind, or nothing in their row of the card. */
export function deliveriesOf({ key, deliveries }) {
	if (deliveries.length === 0) return element('div', {});
	const id = `${key}-address`;
	const address = element('input', { id, type: 'url', placeholder: 'http://localhost:5678/webhook/…' });
	const result = element('output', { for: id, 'data-result': '' });
	const buttons = deliveries.map((name) => {
		const made = element('button', { type: 'button', 'data-delivery': name }, texts.deliveries[name]);
		made.addEventListener('click', async () => {
			result.textContent = '';
			result.textContent = await send(key, name, address.value);
		});
		return made;
	});
	return element(
		'details',
		{ class: 'deliveries' },
		element('summary', {}, texts.deliver),
		element('p', {}, element('label', { for: id }, texts.address), address),
		...(deliveries.includes('messageIn') ? [element('p', { class: 'quiet' }, texts.toldAddress)] : []),
		element('div', { class: 'buttons' }, ...buttons),
		result,
	);
}
