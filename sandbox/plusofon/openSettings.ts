import type { Choices } from '../machinery/settings';

/** Where public material leaves a shape open: one value a reading. */
export interface OpenSettings {
	/** Whether GET filters of messages and numbers count only in a JSON body, or in the query as well. */
	filtersIn: 'either' | 'body';
	/** How messages tell `incoming` and `pdu`: true and 1, or 1 and "1". */
	messageFlags: 'plain' | 'text';
	/** Whether the ID of a message that was sent is text or a number. */
	messageId: 'text' | 'number';
	/** Whether lists of numbers and lines come whole, or 2 a page. */
	lists: 'whole' | 'pages';
	/** Whether a call tells its ID by itself, or only where `columns[]` names it. */
	callId: 'always' | 'asked';
	/** How a recording that is not ready is told. */
	notReady: '404' | '204' | 'absent';
	/** How many times a recording is asked for in vain. */
	recordingLooks: number;
	/** Where recordings are: at the API's own address, or at another host. */
	recordingsAt: 'own' | 'other';
	/** The size of a recording, bytes. */
	recordingBytes: number;
	/** Where the answer to call-to-auth has phone and key. */
	authAnswer: 'data' | 'top';
	/** Whether the answer to a verification call tells the PIN (`return_pin`). */
	returnPin: boolean;
	/** The balance, roubles. */
	balance: number;
}

export const OPEN_SETTINGS: OpenSettings = {
	filtersIn: 'either',
	messageFlags: 'plain',
	messageId: 'text',
	lists: 'whole',
	callId: 'always',
	notReady: '404',
	recordingLooks: 0,
	recordingsAt: 'own',
	recordingBytes: 4_096,
	authAnswer: 'data',
	returnPin: false,
	balance: 1520.75,
};

export const OPEN_CHOICES: Choices = {
	filtersIn: ['either', 'body'],
	messageFlags: ['plain', 'text'],
	messageId: ['text', 'number'],
	lists: ['whole', 'pages'],
	callId: ['always', 'asked'],
	notReady: ['404', '204', 'absent'],
	recordingsAt: ['own', 'other'],
	authAnswer: ['data', 'top'],
};
