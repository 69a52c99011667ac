import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came, as far as these services look at it. */
export interface Came {
	/** e.g. `POST /login` */
	what: string;
	cookie: string;
	headers: IncomingMessage['headers'];
	/** Of JSON or a form. */
	fields: Record<string, string>;
}

export interface Answer {
	status?: number;
	location?: string;
	cookies?: string[];
	/** An object goes out as JSON, a text as a page. */
	body?: string | object;
}

/** A service whose log-in is more than one request with a 200. Numbers make each token another one. */
export interface Service {
	/** What a request without a good session is answered with. */
	rejection: Answer;
	/** The answer to the step before the log-in; absent where the request is another. */
	first?(came: Came, number: number): Answer | undefined;
	/** The answer to a log-in: `session` is the number of the new one, where it is granted. */
	logIn(came: Came, number: number): { answer: Answer; session?: number } | undefined;
	/** Whether a request carries the session of this number. */
	carries(came: Came, session: number): boolean;
}

async function read(request: IncomingMessage): Promise<Came> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const body = Buffer.concat(chunks).toString('utf8');
	const isJson = request.headers['content-type']?.startsWith('application/json');
	const fields = isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
	const what = `${request.method} ${request.url}`;
	return { what, cookie: request.headers.cookie ?? '', headers: request.headers, fields };
}

/** Starts a service. `end` ends its session, as an administrator would. */
export async function startStepped(service: Service) {
	const counts = { first: 0, logIns: 0, refused: 0, rejected: 0, served: 0 };
	let good: number | undefined;
	let number = 0;
	const answerTo = (came: Came): Answer => {
		const first = service.first?.(came, number + 1);
		if (first) {
			number++;
			counts.first++;
			return first;
		}
		const logIn = service.logIn(came, service.first ? number : number + 1);
		if (logIn) {
			if (!service.first) number++;
			counts.logIns++;
			if (logIn.session === undefined) counts.refused++;
			else good = logIn.session;
			return logIn.answer;
		}
		const isServed = good !== undefined && service.carries(came, good);
		counts[isServed ? 'served' : 'rejected']++;
		return isServed ? { body: { thing: 7 } } : service.rejection;
	};
	const server = createServer((request, response) => {
		void read(request).then((came) => {
			const { status = 200, location, cookies = [], body = '' } = answerTo(came);
			response.writeHead(status, {
				Date: new Date(Date.now()).toUTCString(),
				'Content-Type': typeof body === 'string' ? 'text/html' : 'application/json',
				...(location && { Location: location }),
				...(cookies.length > 0 && { 'Set-Cookie': cookies }),
			});
			response.end(typeof body === 'string' ? body : JSON.stringify(body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		counts,
		end: () => void (good = undefined),
		close: async () => await new Promise((resolve) => server.close(resolve)),
	};
}
