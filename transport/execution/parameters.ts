import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';

/** Reads a parameter of the panel for one item. @throws an error of n8n's when its expression fails, or it is not shown */
export type ParameterReader = <T = unknown>(name: string, fallback?: T, options?: IGetNodeParameterOptions) => T;

/** Looks at what a field of the panel gives. @throws InputError that names it */
export type ParameterCheck = (name: string, value: unknown, fallback: unknown) => void;

/**
 * Reads parameters of the panel. n8n's own reading takes longer than most of what is done with an item, so that a value that is
 * the same for all items, since there is no expression in it, is read and checked once an execution.
 * @param check throws when the panel's field does not take the value
 */
export function parameterReader(
	node: IExecuteFunctions,
	check?: ParameterCheck,
): (itemIndex: number) => ParameterReader {
	const fixed = new Map<string, { value: unknown } | undefined>();
	return (itemIndex) =>
		<T>(name: string, fallback?: T, options?: IGetNodeParameterOptions): T => {
			const known = fixed.get(name);
			if (known) return known.value as T;
			const value: unknown = node.getNodeParameter(name, itemIndex, fallback, options);
			check?.(name, value, fallback);
			if (!fixed.has(name)) {
				const raw: unknown = node.getNodeParameter(name, itemIndex, fallback, { rawExpressions: true });
				fixed.set(name, hasExpression(raw) ? undefined : { value });
			}
			return value as T;
		};
}

function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}
