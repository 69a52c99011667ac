import { stopAll } from '../../../playground/process';

/** What a test file has left running ends with its worker; this one has nothing but what failed to start. */
export default async function globalTeardown(): Promise<void> {
	await stopAll();
}
