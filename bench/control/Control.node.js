'use strict';

// The options that the package's own requests have (http/request.ts): what is left to compare is the package's own work.
const OPTIONS = {
	method: 'GET',
	headers: { Accept: 'application/json', Authorization: 'Bearer control' },
	encoding: 'text',
	json: false,
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
	disableFollowRedirect: true,
	timeout: 30_000,
};

/** Sends one request an item through n8n's plain helper, so many at a time, and gives the answer's text as an item. */
class Control {
	description = {
		displayName: 'Control',
		name: 'control',
		group: ['transform'],
		version: 1,
		description: "Calls n8n's HTTP helper for every item",
		defaults: { name: 'Control' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Items in Flight', name: 'itemsInFlight', type: 'number', default: 10 },
		],
	};

	async execute() {
		const url = this.getNodeParameter('url', 0);
		const inFlight = this.getNodeParameter('itemsInFlight', 0);
		const outputs = new Array(this.getInputData().length);
		let next = 0;
		const sendOneAfterAnother = async () => {
			while (next < outputs.length) {
				const item = next++;
				const { body } = await this.helpers.httpRequest({ ...OPTIONS, url });
				outputs[item] = { json: { body }, pairedItem: { item } };
			}
		};
		await Promise.all(Array.from({ length: inFlight }, sendOneAfterAnother));
		return [outputs];
	}
}

module.exports = { Control };
