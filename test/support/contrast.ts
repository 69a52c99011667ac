/** WCAG 2.2's contrast of two colours, as the definitions of "contrast ratio" and "relative luminance" there have it. */

const channel = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

/** @param colour e.g. `#2b2b2b` */
function luminance(colour: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => channel(parseInt(colour.slice(at, at + 2), 16) / 255));
	return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** From 1, the same, to 21, black on white. */
export function contrast(one: string, other: string): number {
	const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
	return (lighter + 0.05) / (darker + 0.05);
}

/** The colours that an SVG paints with, as `#rrggbb`. */
export const paintsOf = (svg: string): string[] =>
	[...svg.matchAll(/(?:fill|stroke|stop-color)\s*[=:]\s*["']?(#[0-9a-f]{6})\b/gi)].map(([, colour]) => colour!);
