/** The error that an action fails with. @throws Error where it does not fail */
export const failureOf = async <Failure = { message: string; description: string }>(
	action: Promise<unknown>,
): Promise<Failure> =>
	await action.then(
		(output) => {
			throw new Error(`It went well: ${JSON.stringify(output)}`);
		},
		(error: Failure) => error,
	);
