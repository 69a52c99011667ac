import { stopAll } from '../../../playground/process';

/** Stops what globalSetup has started: jest runs both in one process. */
export default async function globalTeardown(): Promise<void> {
	await stopAll();
}
