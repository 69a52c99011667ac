/** Programs that queue mode needs and that are not installed: npm can't bring them. */
export declare function missingPrograms(): string[];
