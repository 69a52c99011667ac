import { CREDENTIAL } from '../providers/hostWords';

const OPEN_IT = new RegExp(`Open the ${CREDENTIAL}(?: and|,) (.)`, 'g');

/** Advice about a credential that is open, or that a sentence before has told to open: not again to open it. */
export const inOpenCredential = (advice: string): string =>
	advice.replace(OPEN_IT, (_, first: string) => first.toUpperCase());
