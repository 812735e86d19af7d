const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** “26 November 2026”. @param day ISO 8601, with or without a time */
export function formatDay(day: string): string {
  const [year, month, date] = day.slice(0, 10).split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}
