const SALES: readonly (readonly [sales: number, cost: number])[] = [
  [1_200_000, 830_000],
  [1_350_000, 870_000],
  [1_510_000, 905_000],
  [1_480_000, 910_000],
  [1_720_000, 960_000],
  [1_890_000, 1_010_000],
];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];

/** Six months of made-up sales and costs, as a CSV. */
export const salesCsv = (korean: boolean): string =>
  [
    korean ? '월,매출,비용' : 'Month,Sales,Cost',
    ...SALES.map(([sales, cost], index) => `${korean ? `${index + 1}월` : (MONTHS[index] ?? '')},${sales},${cost}`),
    '',
  ].join('\n');
