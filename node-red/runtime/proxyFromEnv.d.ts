declare module 'proxy-from-env' {
	/** The proxy for an address by the environment; `''` where there is none. */
	export function getProxyForUrl(url: string): string;
}
