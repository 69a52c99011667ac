import { sharedN8n, sharedSandbox } from '../shared';
import type { Grounds } from './storm';

/** The n8n and the sandbox that all test files share, for {@link play}. */
export function useSharedGrounds(): () => Grounds {
	let grounds: Grounds;
	beforeAll(async () => {
		grounds = { client: sharedN8n(), sandbox: await sharedSandbox() };
	});
	return () => grounds;
}
