import type { IWebhookDescription } from 'n8n-workflow';

const ofForm = (httpMethod: 'GET' | 'POST'): IWebhookDescription => ({
	name: 'default',
	httpMethod,
	responseMode: 'onReceived',
	path: '',
	isFullPath: true,
	restartWebhook: true,
});

/** The form of an execution that waits for a code: it opens at `$execution.resumeUrl`, and is sent there. */
export const codeFormWebhooks: IWebhookDescription[] = [ofForm('GET'), ofForm('POST')];

/** What the editor says at a node that waits for a code, with a link to its form. */
export const CODE_FORM_TOOLTIP =
	'={{ $parameter["operation"] === "logInWithCode" ? \'The phone was called. <a href="\' + $execution.resumeUrl + \'" target="_blank">Enter the digits</a>\' : "" }}';
