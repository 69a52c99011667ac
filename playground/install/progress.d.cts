/**
 * Tells a person that something takes a while: on a terminal one line that counts the seconds, elsewhere a line at
 * the start, one every 20 s and one at the end.
 */
export declare function startStep(text: string): { done(): void; failed(): void };
/** Runs `work` as a step that is shown while it lasts. */
export declare function step<T>(text: string, work: () => T | Promise<T>): Promise<T>;
