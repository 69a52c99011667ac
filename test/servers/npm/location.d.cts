/** Servers from npm, installed in a folder of the user's cache. */
export interface Installation {
	/** Where they are, or will be, installed. */
	folder: string;
	/** The folder here that says which. */
	source: string;
	/** A file that is there once the installation is complete. */
	done: string;
	/** A path below the installed modules. */
	path(...parts: string[]): string;
	/** A module's version in the lock file. */
	version(module: string): string;
}

/** @param name of a folder beside this file */
export declare function installation(name: string): Installation;
