/** Which proxy leads where, as Node-RED's own nodes have it. */
export interface Proxies {
	/** Addresses of proxies; empty: none. */
	http: string;
	https: string;
	/** Hosts that are reached without one: `example.com`, `.example.com` or `*.example.com` with all below it, `host:8080`, `*`. */
	without: string[];
}

const variable = (name: string): string => process.env[name] ?? process.env[name.toUpperCase()] ?? '';

/** Those of the environment: `http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`. */
export const proxiesOfEnvironment = (): Proxies => ({
	http: variable('http_proxy') || variable('all_proxy'),
	https: variable('https_proxy') || variable('all_proxy'),
	without: variable('no_proxy').split(/[\s,]+/),
});

/** What Node-RED's configuration node `http proxy` has. */
export interface ProxyNode {
	url: string;
	noproxy?: string[];
	credentials?: { username?: string; password?: string };
}

/** The proxy of a configuration node, with its user. @throws TypeError where its address is none */
export function proxiesOf({ url, noproxy = [], credentials = {} }: ProxyNode): Proxies {
	const address = new URL(url.includes('://') ? url : `http://${url}`);
	address.username ||= encodeURIComponent(credentials.username ?? '');
	address.password ||= encodeURIComponent(credentials.password ?? '');
	return { http: address.href, https: address.href, without: noproxy };
}

/** The proxy for an address; `''` where there is none. */
export function proxyFor({ protocol, hostname, port }: URL, { http, https, without }: Proxies): string {
	const proxy = protocol === 'https:' ? https : http;
	if (proxy === '') return '';
	const used = port || (protocol === 'https:' ? '443' : '80');
	const isReached = without.some((entry) => {
		const [, host = '', only] = /^(.*?)(?::(\d+))?$/.exec(entry.trim().toLowerCase()) ?? [];
		if (host === '' || (only !== undefined && only !== used)) return false;
		return /^[.*]/.test(host) ? hostname.endsWith(host.replace(/^\*/, '')) : hostname === host;
	});
	if (isReached) return '';
	return proxy.includes('://') ? proxy : `http://${proxy}`;
}
