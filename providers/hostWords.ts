/** What a host calls things that messages name. */
interface HostWords {
	/** Where a person enters an account. */
	credential: string;
	/** The node that logs in and out, in place of the service's own with its resource Session. */
	sessionNode?: string;
}

/** The build of a host that has words of its own puts them in: see playground/nodeRed/build.ts. */
declare const KEYRING_HOST_WORDS: HostWords | undefined;
const { credential, sessionNode }: HostWords =
	typeof KEYRING_HOST_WORDS === 'undefined' ? { credential: 'credential' } : KEYRING_HOST_WORDS;

/** What messages call the place where a person has entered an account. */
export const CREDENTIAL = credential;

/** Where a person finds what logs in or out: `Gigma → Session → Send Code`. */
export const sessionOperation = (service: string, name: string): string =>
	`${sessionNode ?? `${service} → Session`} → ${name}`;
