/** A number as a panel or an expression gives it, also as text; `NaN` where that is empty or no number. */
export const numberOf = (value: unknown): number => Number(String(value).trim() || NaN);
