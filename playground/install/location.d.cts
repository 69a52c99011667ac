/** The folder that holds everything the playground keeps between runs. */
export declare function cacheFolder(): string;
/** Whether an installation was completed in this folder. */
export declare function isInstalled(folder: string): boolean;
/** Where n8n is, or will be, installed: another lock file or another kind of Node means another folder. */
export declare function n8nFolder(): string;
/** The version of n8n in the lock file. */
export declare function n8nVersion(): string;
/**
 * The Node to run n8n with; `root` has the headers in `include/node`.
 * @throws Error when neither the running Node nor one from the lock file fits this machine
 */
export declare function nodeFor(folder: string): { program: string; root: string };
/** This folder. */
export declare const playgroundFolder: string;
