/** The version in the lock file. */
export declare const version: string;
/** Where it is, or will be, installed. */
export declare const folder: string;
