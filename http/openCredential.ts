/** Advice about a credential or account that is open, or that a sentence before has told to open: not again to open it. */
export const inOpenCredential = (advice: string): string =>
	advice.replace(/Open the (?:credential|account)(?: and|,) (.)/g, (_, first: string) => first.toUpperCase());
