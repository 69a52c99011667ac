/** An entry of a lock file. */
interface LockedPackage {
	version?: string;
	dependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
}
interface Lock {
	packages: Record<string, LockedPackage>;
}
export declare function lockPart(lock: Lock, names: string[]): { manifest: LockedPackage; lock: Lock };
