/** What every provider's settings have in common. The defaults of each provider are its documented behaviour. */
export interface CommonSettings {
	/** Who can log in. Each provider adds its own fields; those left out are as in the first of its usual accounts. */
	accounts: Array<{ login: string; password: string }>;
	/** Life of an access token in seconds; null: it never expires. */
	accessLifetimeSeconds: number | null;
	/** Life of a refresh token in seconds; null: the provider's own rule, where it has refresh tokens. */
	refreshLifetimeSeconds: number | null;
	/** What the answers say where the expiry belongs: `'documented'`, or this literal instead; null leaves the field out. */
	lifetimeField: unknown;
	/** A refresh token (Sagi: an access token used to refresh) that was used once is refused. */
	oneTimeRefresh: boolean;
	/** With `oneTimeRefresh`: a second use revokes every token of the family. */
	killFamilyOnReuse: boolean;
	/** A refresh answers without a new refresh token, and the old one stays good. */
	keepOldRefreshToken: boolean;
	/** A refresh revokes the access tokens that the family had. */
	revokeAccessOnRefresh: boolean;
	/** A log-in revokes every earlier session of the account. */
	oneSessionPerAccount: boolean;
	/** The next n sessions are revoked the moment they are issued. */
	revokeOnIssue: number;
	/** How a bad token is told: HTTP 401, HTTP 403, or HTTP 200 with an error in the body. */
	rejection: '401' | '403' | '200';
	/** How every other error is told: HTTP status of the error itself, or HTTP 200 with the error body. */
	errorStatus: 'follow' | '200';
	/** The journal keeps passwords, tokens and pins in clear. */
	journalSecrets: boolean;
}

/** Values that a setting is limited to, by setting. */
export type Choices = Record<string, readonly unknown[]>;

const CHOICES: Choices = { rejection: ['401', '403', '200'], errorStatus: ['follow', '200'] };

/** Common settings that no document asks for, all off. */
export const PLAIN = {
	refreshLifetimeSeconds: null,
	lifetimeField: 'documented',
	oneTimeRefresh: false,
	killFamilyOnReuse: false,
	keepOldRefreshToken: false,
	revokeAccessOnRefresh: false,
	oneSessionPerAccount: false,
	revokeOnIssue: 0,
	rejection: '401',
	errorStatus: 'follow',
	journalSecrets: false,
} as const satisfies Partial<CommonSettings>;

/** The settings with a patch applied; an unknown name or a value that is not allowed throws. `undefined` restores the default. */
export function patched<S extends CommonSettings>(
	settings: S,
	defaults: S,
	patch: Partial<S>,
	choices: Choices = {},
): S {
	const allowed: Choices = { ...CHOICES, ...choices };
	const next: S = { ...settings };
	for (const key of Object.keys(patch) as Array<keyof S & string>) {
		if (!(key in defaults)) throw new Error(`There is no setting "${key}". Known: ${Object.keys(defaults).join(', ')}`);
		const value = patch[key] === undefined ? defaults[key] : (patch[key] as S[typeof key]);
		const values = allowed[key];
		if (values && !values.includes(value)) {
			throw new Error(
				`Setting "${key}" takes ${values.map((one) => JSON.stringify(one)).join(', ')}, not ${JSON.stringify(value)}`,
			);
		}
		const fallback = defaults[key];
		if (typeof fallback === 'boolean' && typeof value !== 'boolean')
			throw new Error(`Setting "${key}" takes true or false`);
		if (Array.isArray(fallback) && !Array.isArray(value)) throw new Error(`Setting "${key}" takes a list`);
		next[key] = structuredClone(value);
	}
	if (patch.accounts) next.accounts = next.accounts.map((account) => ({ ...defaults.accounts[0], ...account }));
	return next;
}
