export function licencesOf(files: string[]): string;
