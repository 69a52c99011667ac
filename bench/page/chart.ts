import { init, type EChartsOption } from 'echarts';

/** One small bar chart among several in a picture. */
export interface Panel {
	title: string;
	/** From top to bottom. `label` is the value as it is written beside its bar. */
	bars: Array<{ name: string; value: number; label: string; colour: string }>;
}

const COLUMNS = 2;
const WIDTH = 960;
const MARGIN = 24;
const TITLE_HEIGHT = 32;
const BAR_HEIGHT = 26;
const NAMES_WIDTH = 190;
const LABELS_WIDTH = 60;
/** Of a long name, beside its bar. */
const IN_TWO_LINES = { width: NAMES_WIDTH - 10, overflow: 'break', fontSize: 11, lineHeight: 12 } as const;
const INK = '#1f2328';

/** Draws panels beside and below each other, each with a scale of its own. @returns an SVG document */
export function drawPanels(panels: Panel[]): string {
	const panelHeight = TITLE_HEIGHT + BAR_HEIGHT * Math.max(...panels.map(({ bars }) => bars.length)) + MARGIN;
	const panelWidth = (WIDTH - MARGIN) / COLUMNS;
	const height = MARGIN + panelHeight * Math.ceil(panels.length / COLUMNS);
	const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
	const place = (index: number) => ({
		left: MARGIN + panelWidth * (index % COLUMNS),
		top: MARGIN + panelHeight * Math.floor(index / COLUMNS),
	});
	const option: EChartsOption = {
		animation: false,
		// On a dark page as well: the text is dark.
		backgroundColor: '#ffffff',
		textStyle: { color: INK, fontFamily: 'sans-serif' },
		title: panels.map(({ title }, index) => ({
			...place(index),
			...{ text: title, padding: 0, textStyle: { fontSize: 14, color: INK } },
		})),
		grid: panels.map(({ bars }, index) => ({
			left: place(index).left + NAMES_WIDTH,
			top: place(index).top + TITLE_HEIGHT,
			width: panelWidth - NAMES_WIDTH - LABELS_WIDTH - MARGIN,
			height: BAR_HEIGHT * bars.length,
		})),
		xAxis: panels.map((_, gridIndex) => ({ gridIndex, type: 'value', show: false, min: 0 })),
		yAxis: panels.map(({ bars }, gridIndex) => ({
			...{ gridIndex, type: 'category', inverse: true, data: bars.map(({ name }) => name) },
			...{ axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: INK, ...IN_TWO_LINES } },
		})),
		series: panels.map(({ bars }, index) => ({
			...{ type: 'bar', xAxisIndex: index, yAxisIndex: index, barWidth: BAR_HEIGHT * 0.65 },
			label: {
				show: true,
				position: 'right',
				color: INK,
				formatter: ({ dataIndex }: { dataIndex: number }) => bars[dataIndex]?.label ?? '',
			},
			data: bars.map(({ value, colour }) => ({ value, itemStyle: { color: colour } })),
		})),
	};
	chart.setOption(option);
	const svg = chart.renderToSVGString();
	chart.dispose();
	return svg;
}
