import { stopAll } from './process';

/**
 * Runs a program that starts other processes: they are stopped when it has ended, failed, or was interrupted.
 * @param main gives the exit code; what it rejects with is printed, and the exit code is 1
 */
export function runProgram(main: () => Promise<number>): void {
	let interrupted = false;
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
	] as const) {
		process.on(signal, () => {
			if (interrupted) process.exit(code);
			interrupted = true;
			console.log('\nStopping …');
			void end(code);
		});
	}

	main().then(
		async (code) => await end(code),
		async (error: Error) => {
			if (interrupted) return;
			console.error(`\n${error.message}`);
			await end(1);
		},
	);
}

async function end(code: number): Promise<never> {
	await stopAll();
	process.exit(code);
}
