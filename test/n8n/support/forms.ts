import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosResponse } from 'axios';

const POLL_MS = 50;
const NEXT_PAGE_WITHIN_MS = 20_000;

/** Gets and sends web pages as they are, whatever their status. */
export const pages = axios.create({
	proxy: false,
	validateStatus: () => true,
	responseType: 'text',
	transformResponse: String,
});

/** A page's words, without its code. */
export function wordsOf(html: string): string {
	const visible = html.replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ');
	return visible.replace(/\s+/g, ' ').trim();
}

/** A person who fills in n8n's form and then ours, without a browser. */
export class FormVisitor {
	private constructor(
		private url: string,
		private html: string,
	) {}

	/**
	 * Opens the form of an active workflow.
	 * @param path of its Form Trigger
	 */
	static async open(n8nUrl: string, path: string): Promise<FormVisitor> {
		const url = `${n8nUrl}/form/${path}`;
		return new FormVisitor(url, ok(await pages.get<string>(url)));
	}

	/** The page's words. */
	get text(): string {
		return wordsOf(this.html);
	}

	/** Fills in fields of n8n's form by their labels, and sends it. */
	async submit(values: Record<string, string>): Promise<void> {
		const form = new FormData();
		for (const [label, value] of Object.entries(values)) form.append(this.fieldName(label), value);
		this.html = ok(await pages.post<string>(this.url, form));
	}

	/**
	 * Goes where the page leads, as a browser does after a moment.
	 * @throws Error when it leads nowhere, or to nothing
	 */
	async follow(): Promise<void> {
		const [, link] = /content="2;url=([^"]+)"/.exec(this.html) ?? [];
		if (!link) throw new Error(`The page leads nowhere: ${this.text}`);
		this.url = link.replaceAll('&#38;', '&');
		const deadline = Date.now() + NEXT_PAGE_WITHIN_MS;
		for (;;) {
			const answer = await pages.get<string>(this.url);
			// Until the execution waits.
			if (answer.status !== 409 || Date.now() > deadline) {
				this.html = ok(answer);
				return;
			}
			await sleep(POLL_MS);
		}
	}

	/** Fills in the one field of the form for a code, and sends it. */
	async enter(code: string): Promise<void> {
		this.html = ok(await pages.post<string>(this.url, new URLSearchParams({ code })));
	}

	private fieldName(label: string): string {
		for (const [, name, words] of this.html.matchAll(/<label[^>]*for=["']([^"']+)["'][^>]*>([\s\S]*?)<\/label>/g)) {
			if (words!.replace(/<[^>]+>|\*/g, '').trim() === label) return name!;
		}
		throw new Error(`The page has no field "${label}": ${this.text}`);
	}
}

function ok({ status, data }: AxiosResponse<string>): string {
	if (status === 200) return data;
	throw new Error(`The form answered with HTTP ${status}: ${data.slice(0, 500)}`);
}
