/** Packages of a Debian suite, unpacked into the user's cache folder. */
export interface Unpacked {
	/** e.g. `trixie` */
	suite: string;
	packages: string[];
	/** Packages of the system that it runs with. */
	needs: string[];
	folder: string;
	/** What this folder has for it, e.g. settings. */
	source: string;
	/** A file that is there when all is done. */
	done: string;
	/** A path below the packages' root. */
	path(...parts: string[]): string;
	/** @throws Error when it is not unpacked */
	version(): string;
}

/** @param name a key of packages.json */
export declare function unpacked(name: string): Unpacked;
