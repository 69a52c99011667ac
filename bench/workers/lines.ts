import { init, type EChartsOption } from 'echarts';

/** One line of a plot: its points are a number of workers and a value. */
export interface Line {
	name: string;
	points: Array<[number, number]>;
	/** What the lines of one colour, and those of one stroke, have in common. */
	colour: number;
	stroke: 'solid' | 'dashed' | 'dotted';
}

const WIDTH = 1000;
const HEIGHT = 480;
const INK = '#1f2328';
const COLOURS = ['#0969da', '#bc4c00', '#8250df', '#1a7f37', '#6e7781'];

/** Draws lines over the number of workers, both axes doubling at each step. @returns an SVG document */
export function drawLines(title: string, lines: Line[]): string {
	const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
	const axis = { type: 'log', logBase: 2, axisLabel: { color: INK }, nameTextStyle: { color: INK } } as const;
	const option: EChartsOption = {
		animation: false,
		backgroundColor: '#ffffff',
		textStyle: { color: INK, fontFamily: 'sans-serif' },
		title: { text: title, textStyle: { fontSize: 14, color: INK }, left: 16, top: 8 },
		legend: { right: 32, top: 48, orient: 'vertical', itemWidth: 40, textStyle: { color: INK } },
		grid: { left: 56, right: 300, top: 48, bottom: 48 },
		xAxis: { ...axis, name: 'workers', nameLocation: 'middle', nameGap: 28, min: 1 },
		yAxis: { ...axis, min: 1 },
		series: lines.map(({ name, points, colour, stroke }) => ({
			type: 'line',
			name,
			data: points,
			symbolSize: 6,
			color: COLOURS[colour % COLOURS.length],
			lineStyle: { type: stroke },
		})),
	};
	chart.setOption(option);
	const svg = chart.renderToSVGString();
	chart.dispose();
	return svg;
}
