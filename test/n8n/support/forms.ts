import { setTimeout as sleep } from 'node:timers/promises';
import axios, { type AxiosResponse } from 'axios';

const POLL_MS = 50;
const NEXT_PAGE_WITHIN_MS = 20_000;

/** A person in front of n8n's form pages, without a browser: reads the page, fills it in, goes on to the next one. */
export class FormVisitor {
	private readonly http = axios.create({ validateStatus: () => true, responseType: 'text', transformResponse: String });

	private constructor(
		private url: string,
		private html: string,
	) {}

	/**
	 * Opens the form of an active workflow.
	 * @param webhookId of its Form Trigger
	 */
	static async open(n8nUrl: string, webhookId: string): Promise<FormVisitor> {
		const visitor = new FormVisitor(`${n8nUrl}/form/${webhookId}`, '');
		visitor.html = ok(await visitor.http.get<string>(visitor.url));
		return visitor;
	}

	/** The page's words, without its code. */
	get text(): string {
		const visible = this.html.replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ');
		return visible.replace(/\s+/g, ' ').trim();
	}

	/**
	 * Fills in fields by their labels, sends them and waits for the next page.
	 * @throws Error when the workflow ends without another page
	 */
	async submit(values: Record<string, string>): Promise<void> {
		const form = new FormData();
		for (const [label, value] of Object.entries(values)) form.append(this.fieldName(label), value);
		const token = /authToken = '([^']*)'/.exec(this.html)?.[1];
		const answer = ok(
			await this.http.post<string>(this.url, form, { headers: token ? { 'x-auth-token': token } : {} }),
		);
		const { formWaitingUrl } = JSON.parse(answer) as { formWaitingUrl?: string };
		if (formWaitingUrl) this.url = formWaitingUrl;
		const status = new URL(this.url);
		status.pathname += '/n8n-execution-status';
		const deadline = Date.now() + NEXT_PAGE_WITHIN_MS;
		for (;;) {
			const said = ok(await this.http.get<string>(status.href)).trim();
			if (said === 'form-waiting') break;
			if (said === 'error' || Date.now() > deadline) throw new Error(`The form gave no next page: ${said}`);
			await sleep(POLL_MS);
		}
		this.html = ok(await this.http.get<string>(this.url));
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
